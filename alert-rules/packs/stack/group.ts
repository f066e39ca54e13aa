import type { Pack } from "../../pack";
import { deadMansSwitch } from "./heartbeat";
import {
  alertsDropped,
  alertsNotTaken,
  configReloadFailed,
  notificationsFailing,
  ruleEvaluationFailing,
  ruleEvaluationSlow,
  scrapeRefused,
} from "./alerts";
import {
  logsNotStored,
  metricsHistoryCut,
  metricsNotCompacted,
  metricsNotWritten,
  seriesGrowing,
  stackDiskFilling,
  tracesNotStored,
} from "./alerts-storage";
import { logsDiscarded, logStoreFailing, spansDiscarded, traceStoreFailing } from "./alerts-stores";

/** The dead man's switch, alone: no other rule can slow it down. */
export const heartbeatPack: Pack = {
  name: "heartbeat",
  title: "Dead man's switch",
  about: () => false,
  aboutStack: true,
  thresholds: [],
  group: () => ({ recordings: [], alerts: [deadMansSwitch()] }),
  symptoms: { heartbeat: "own" },
};

/** The stack itself. */
export const stackPack: Pack = {
  name: "stack",
  title: "The stack itself",
  about: () => false,
  aboutStack: true,
  thresholds: [],
  group: () => ({
    recordings: [],
    alerts: [
      ruleEvaluationFailing(),
      ruleEvaluationSlow(),
      alertsDropped(),
      alertsNotTaken(),
      ...notificationsFailing(),
      configReloadFailed(),
      scrapeRefused(),
      metricsNotWritten(),
      metricsNotCompacted(),
      metricsHistoryCut(),
      ...stackDiskFilling(),
      seriesGrowing(),
      logStoreFailing(),
      logsDiscarded(),
      logsNotStored(),
      traceStoreFailing(),
      spansDiscarded(),
      tracesNotStored(),
    ],
  }),
  symptoms: {
    rules: "own",
    notifications: "own",
    config: "own",
    storage: "own",
    scrape: "own",
    logs: "own",
    traces: "own",
  },
};
