import { isApplication, type Pack } from "../../pack";
import { logErrorsHigh, logErrorsNew } from "./errors";
import { logRecordsMissing, missingRecordings } from "./missing";
import { logPatternMatched } from "./patterns";
import { provenPatterns } from "./patterns-proofs";
import { patternRecordings } from "./patterns-series";
import { logRecordings } from "./series";

/** Rule pack for the logs of applications. The gateway counts their records, so the alerts are ordinary alerts on counters. */
export const logPack: Pack = {
  name: "logs",
  title: "Logs",
  about: isApplication,
  when: ({ kinds }) => kinds.has("http") || kinds.has("worker"),
  thresholds: [],
  group: (facts) => ({
    recordings: [...logRecordings(facts), ...missingRecordings(), ...patternRecordings(facts)],
    alerts: [logErrorsHigh(), logErrorsNew(), logRecordsMissing(), ...logPatternMatched(facts)],
  }),
  proofFacts: { logPatterns: provenPatterns },
  symptoms: { "log-errors": "consequence", "log-records": "own", "log-pattern": "own" },
};
