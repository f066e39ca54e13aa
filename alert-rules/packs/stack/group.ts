import type { Pack } from "../../pack";
import { logFilesNotRead } from "./alerts-agent";
import { seriesGrowing } from "./alerts-series";
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
  stackDiskFilling,
  tracesNotStored,
} from "./alerts-storage";
import { discoveryFailing } from "./alerts-discovery";
import { telemetryLost, telemetryNotDelivered } from "./alerts-export";
import { gatewayQueueFilling, telemetryRefused } from "./alerts-gateway";
import { gatewayMemoryFull, tracesNotDecided } from "./alerts-limits";
import { notificationStateNotSaved } from "./alerts-state";
import { requestsInvalid, senderLimited, sendersRefused, serviceUnlisted, systemClaimed } from "./alerts-senders";
import { spansLate } from "./alerts-late";
import { logDiskFilling, logRequestsFailing, logsDropped, logsReadOnly, spansNotStored } from "./alerts-local-stores";
import { logAttributesTooMany } from "./alerts-log-names";
import { traceDiskFilling } from "./alerts-trace-disk";
import { logsDiscarded, logStoreFailing, spansDiscarded, traceStoreFailing } from "./alerts-stores";

/** Rule pack with only the dead man's switch. It has its own rule group, so that no other rule delays it. */
export const heartbeatPack: Pack = {
  name: "heartbeat",
  title: "Dead man's switch",
  about: () => false,
  aboutStack: true,
  thresholds: [],
  group: () => ({ recordings: [], alerts: [deadMansSwitch()] }),
  symptoms: { heartbeat: "own" },
};

/** Rule pack for the monitoring stack itself. */
export const stackPack: Pack = {
  name: "stack",
  title: "The stack itself",
  about: () => false,
  aboutStack: true,
  thresholds: [],
  group: ({ acceptsFromOutside, discovers, stores, readsLogFiles, samplesTraces }) => ({
    recordings: [],
    alerts: [
      ruleEvaluationFailing(),
      ruleEvaluationSlow(),
      alertsDropped(),
      alertsNotTaken(),
      ...notificationsFailing(),
      configReloadFailed(),
      scrapeRefused(),
      ...(discovers ? [discoveryFailing()] : []),
      metricsNotWritten(),
      metricsNotCompacted(),
      metricsHistoryCut(),
      notificationStateNotSaved(),
      ...(stores.has("loki") ? stackDiskFilling() : []),
      seriesGrowing(),
      gatewayQueueFilling(),
      telemetryRefused(),
      telemetryNotDelivered(),
      telemetryLost(),
      gatewayMemoryFull(),
      ...(samplesTraces ? [tracesNotDecided()] : []),
      sendersRefused(),
      requestsInvalid(),
      systemClaimed(),
      serviceUnlisted(),
      ...(acceptsFromOutside ? [senderLimited()] : []),
      spansLate(),
      ...(readsLogFiles ? [logFilesNotRead()] : []),
      ...(stores.has("loki") ? [logStoreFailing(), logsDiscarded(), logsNotStored()] : []),
      ...(stores.has("victoria-logs")
        ? [...logDiskFilling(), logsReadOnly(), logsDropped(), logAttributesTooMany(), logRequestsFailing()]
        : []),
      ...(stores.has("tempo") ? [traceStoreFailing(), spansDiscarded(), tracesNotStored()] : []),
      ...(stores.has("jaeger") ? [...traceDiskFilling(), spansNotStored()] : []),
    ],
  }),
  proofFacts: { acceptsFromOutside: true, discovers: true, readsLogFiles: true, samplesTraces: true },
  symptoms: {
    rules: "own",
    notifications: "own",
    config: "own",
    pipeline: "own",
    storage: "own",
    scrape: "own",
    discovery: "own",
    logs: "own",
    traces: "own",
  },
};
