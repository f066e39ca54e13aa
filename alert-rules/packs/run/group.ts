import { isApplication, type Pack } from "../../pack";
import { proofService } from "../../proofs/service";
import { declaredRecordings } from "../target/declared";
import { runAgeThreshold, runFailureRatioThreshold, runsFailing, runTooLong } from "./alerts";
import { countedRunRecordings } from "./counted-series";
import { hashedRunRecordings } from "./hashed-series";
import { runsMissing } from "./missing";
import { runRatioRecording, runRecordings } from "./series";
import { proofCounter, proofRun } from "./world";

/** Rule pack for runs of work that applications measure, such as jobs, workflows and tool executions. */
export const runPack: Pack = {
  name: "runs",
  title: "Runs of work",
  about: (service) => isApplication(service) && service.runs.length > 0,
  when: (facts) => facts.declared.runs.length > 0,
  thresholds: [runFailureRatioThreshold, runAgeThreshold],
  group: (facts) => ({
    recordings: [
      ...runRecordings(),
      ...(facts.hasHashedRuns ? hashedRunRecordings() : []),
      ...countedRunRecordings(facts.countedRuns),
      runRatioRecording,
      ...declaredRecordings(
        "runs",
        "run",
        facts.declared.runs.filter(({ counted }) => counted === undefined),
      ),
    ],
    alerts: [...runsFailing(facts), ...runTooLong(facts), runsMissing()],
  }),
  proofFacts: {
    hasHashedRuns: true,
    countedRuns: [{ ...proofCounter, name: proofRun, service: proofService }],
    declared: { runs: [{ service: proofService, name: proofRun }] },
  },
  symptoms: { "run-failures": "consequence", "run-age": "consequence", unreported: "consequence" },
};
