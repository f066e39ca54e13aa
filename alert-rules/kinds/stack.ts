import type { RuleGroup } from "../model";
import { deadMansSwitch } from "../symptoms/heartbeat";
import {
  alertsDropped,
  alertsNotTaken,
  configReloadFailed,
  notificationsFailing,
  ruleEvaluationFailing,
  ruleEvaluationSlow,
  scrapeRefused,
} from "../symptoms/self";
import {
  logsNotStored,
  metricsHistoryCut,
  metricsNotCompacted,
  metricsNotWritten,
  seriesGrowing,
  stackDiskFilling,
  tracesNotStored,
} from "../symptoms/self-storage";
import { logsDiscarded, logStoreFailing, spansDiscarded, traceStoreFailing } from "../symptoms/self-stores";

/** The dead man's switch, alone: no other rule can slow it down. */
export const heartbeatGroup = (): RuleGroup => ({ name: "heartbeat", recordings: [], alerts: [deadMansSwitch()] });

/** Rules about the stack itself. */
export const stackGroup = (): RuleGroup => ({
  name: "stack",
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
});
