import type { RuleFacts } from "../../facts";
import type { RuleGroup } from "../../model";
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
import { gatewayQueueFilling, telemetryRefused } from "./alerts-gateway";
import { logDiskFilling, logRequestsFailing, logsDropped, logsReadOnly, spansNotStored } from "./alerts-local-stores";
import { logsDiscarded, logStoreFailing, spansDiscarded, traceStoreFailing } from "./alerts-stores";

/** The dead man's switch, alone: no other rule can slow it down. */
export const heartbeatGroup = (): RuleGroup => ({ name: "heartbeat", recordings: [], alerts: [deadMansSwitch()] });

/** Rules about the stack itself. */
export const stackGroup = ({ stores }: Pick<RuleFacts, "stores">): RuleGroup => ({
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
    ...(stores.has("loki") ? stackDiskFilling() : []),
    seriesGrowing(),
    gatewayQueueFilling(),
    telemetryRefused(),
    ...(stores.has("loki") ? [logStoreFailing(), logsDiscarded(), logsNotStored()] : []),
    ...(stores.has("victoria-logs") ? [...logDiskFilling(), logsReadOnly(), logsDropped(), logRequestsFailing()] : []),
    ...(stores.has("tempo") ? [traceStoreFailing(), spansDiscarded(), tracesNotStored()] : []),
    ...(stores.has("jaeger") ? [spansNotStored()] : []),
  ],
});
