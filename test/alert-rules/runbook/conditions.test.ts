import { expression, fixed, type Fixed } from "../../../alert-rules/condition";
import { latencyP95Threshold } from "../../../alert-rules/packs/http/alerts";
import { jobFailureRatioThreshold } from "../../../alert-rules/packs/queue/alerts";
import { proofFacts } from "../../../alert-rules/proofs/facts";
import { metric, promql } from "../../../alert-rules/promql";
import { ruleGroups } from "../../../alert-rules/rules";
import { renderOperations } from "../../../alert-rules/render";
import { conditionText, ownThresholdRows } from "../../../alert-rules/runbook/conditions";
import { loadCatalogue } from "../../../exporters/model/catalogue";
import { shop, web, worker, type Written } from "../../exporters/model/support";

const viewOf = (service: Written) => loadCatalogue(shop(service)).view("production");
const buckets = { ...web, instrumentation: { profile: "prom-client", port: 9464, buckets: [0.5, 1, 2, 5, 10] } };

it("a condition's sentence names the default threshold, or says that only a service's own threshold fires the alert", () => {
  expect(conditionText({ condition: latencyP95Threshold, severity: "critical" })).toBe(
    "sustained 95th percentile of HTTP request duration is above **2s**, and there are more than 0.1 requests per second",
  );
  expect(conditionText({ condition: latencyP95Threshold, severity: "info" })).toBe(
    "sustained 95th percentile of HTTP request duration is above the service's own threshold, and there are more than 0.1 requests per second; a service without one has no alert",
  );
});

it("a condition's sentence says `at or above` if the alert fires on the exact value of the threshold", () => {
  expect(conditionText({ condition: { ...latencyP95Threshold, atThreshold: true }, severity: "critical" })).toBe(
    "sustained 95th percentile of HTTP request duration is at or above **2s**, and there are more than 0.1 requests per second",
  );
});

describe("a fixed comparison's sentence", () => {
  const age = { name: metric("age"), help: "Age of the newest sample", dimension: "duration" } as const;
  const sentence = (condition: Fixed) => conditionText({ condition, severity: "warning" });

  it.each([
    [">", "above **2m**"],
    ["<", "below **2m**"],
    ["<=", "**2m** or less"],
    ["==", "**2m**"],
  ] as const)("states the number after %s, in its unit", (comparison, text) => {
    expect(sentence(fixed(age, comparison, 120))).toBe(`age of the newest sample is ${text}`);
  });

  it("explains a state and names the series that reports it", () => {
    const up = { name: metric("redis:up"), help: "1 while it is up", dimension: "count" } as const;
    expect(sentence(fixed(up, "==", 0, { when: "the server is down" }))).toBe("the server is down (`redis:up` is **0**)");
  });

  it("adds the other condition that also fires the alert", () => {
    const none = expression("there is none", promql`absent(${metric("age")})`);
    expect(sentence(fixed(age, ">", 60, { or: none }))).toBe("age of the newest sample is above **1m**; or there is none");
  });
});

it("an expression's condition uses the sentence that its author wrote", () => {
  expect(conditionText({ condition: expression("it is one", promql`1`), severity: "info" })).toBe("it is one");
});

it("every alert that compares with a number states exactly that number in its sentence, with its unit", () => {
  const numbers = ruleGroups(proofFacts).flatMap(({ alerts }) =>
    alerts.flatMap((alert): [string, string][] =>
      alert.condition.type === "threshold" || alert.condition.type === "fixed"
        ? [[`${alert.name} ${alert.severity}`, /\*\*(.+?)\*\*/.exec(conditionText(alert))?.[1] ?? "none"]]
        : [],
    ),
  );
  expect(Object.fromEntries(numbers)).toEqual({
    "CertificateExpiresSoon critical": "3d",
    "CertificateExpiresSoon warning": "14d",
    "CertificateExpiresSoon info": "none",
    "ConnectionPoolExhausted critical": "0",
    "AiCallsFailing critical": "5",
    "AiCallsFailing warning": "3",
    "AiCallsFailing info": "none",
    "AiErrorRatioHigh critical": "none",
    "AiErrorRatioHigh warning": "20%",
    "AiErrorRatioHigh info": "none",
    "AiSlow critical": "none",
    "AiSlow warning": "none",
    "AiSlow info": "none",
    "ConnectionPoolTimeouts critical": "0",
    "BrowserErrorsHigh critical": "none",
    "BrowserErrorsHigh warning": "5%",
    "BrowserErrorsHigh info": "none",
    "CumulativeLayoutShiftHigh warning": "0.1",
    "DeadMansSwitch info": "2m",
    "DependencyCallsFailing critical": "50%",
    "DependencyCallsFailing warning": "5%",
    "DependencyCallsFailing info": "none",
    "DependencyConnectionFailed critical": "0",
    "DependencySlow critical": "none",
    "DependencySlow warning": "none",
    "DependencySlow info": "none",
    "DependencyRateLimitLow critical": "none",
    "DependencyRateLimitLow warning": "20%",
    "DependencyRateLimitLow info": "none",
    "GatewayQueueFilling warning": "50%",
    "ContainerCpuHigh warning": "90%",
    "ContainerMemoryHigh warning": "95%",
    "ContainerNotStarting warning": "1",
    "ContainerRestarting warning": "2",
    "HostClockWrong warning": "10s",
    "VolumeFull critical": "5%",
    "VolumeFull warning": "10%",
    "VolumeInodesLow warning": "10%",
    "HostCpuHigh warning": "90%",
    "HostDiskFilling warning": "40%",
    "HostDiskFull critical": "5%",
    "HostDiskFull warning": "10%",
    "HostDiskSaturated warning": "10",
    "HostInodesLow warning": "10%",
    "HostMemoryLow warning": "10%",
    "HttpErrorRatioHigh critical": "5%",
    "HttpErrorRatioHigh warning": "1%",
    "HttpErrorRatioHigh info": "none",
    "HttpLatencyHigh critical": "2s",
    "HttpLatencyHigh warning": "1s",
    "HttpLatencyHigh info": "none",
    "HttpMedianHigh critical": "none",
    "HttpMedianHigh warning": "none",
    "HttpMedianHigh info": "none",
    "InteractionToNextPaintHigh warning": "200ms",
    "LargestContentfulPaintHigh warning": "2.5s",
    "LighthouseMissing critical": "none",
    "LighthouseMissing warning": "7d",
    "LighthouseMissing info": "none",
    "LogDiskFilling critical": "90%",
    "LogDiskFilling warning": "80%",
    "LogFilesNotRead warning": "0",
    "LogRecordsMissing warning": "1",
    "LoopFindsNothing critical": "none",
    "LoopFindsNothing warning": "none",
    "LoopFindsNothing info": "none",
    "LoopStuck critical": "2m",
    "LoopStuck warning": "none",
    "LoopStuck info": "none",
    "WorkersBusy critical": "none",
    "WorkersBusy warning": "90%",
    "WorkersBusy info": "none",
    "LogStoreReadOnly critical": "0",
    "LogsDiscarded warning": "0",
    "PoolUsedHigh critical": "95%",
    "PoolUsedHigh warning": "80%",
    "PoolUsedHigh info": "none",
    "PostgresArchivingFailing critical": "0",
    "PostgresArchivingFailing warning": "0",
    "PostgresAutovacuumBehind warning": "2",
    "PostgresCollectorFailing warning": "1",
    "PostgresConnectionsHigh critical": "95%",
    "PostgresConnectionsHigh warning": "80%",
    "PostgresConnectionsHigh info": "none",
    "PostgresDeadlocks warning": "5",
    "PostgresExporterBlind critical": "1",
    "PostgresLockWaits warning": "5",
    "PostgresReplicationLagHigh critical": "5m",
    "PostgresReplicationLagHigh warning": "30s",
    "PostgresReplicationLagHigh info": "none",
    "PostgresReplicationSlotInactive warning": "0",
    "PostgresReplicationSlotLost critical": "1",
    "PostgresRestarting warning": "2",
    "PostgresSlowStatement critical": "none",
    "PostgresSlowStatement warning": "500ms",
    "PostgresSlowStatement info": "none",
    "PostgresSplitBrain critical": "1",
    "PostgresStandbyMissing critical": "0",
    "PostgresTransactionOpenLong critical": "none",
    "PostgresTransactionOpenLong warning": "30m",
    "PostgresTransactionOpenLong info": "none",
    "PostgresWraparound critical": "75%",
    "PostgresWraparound warning": "50%",
    "ProbeFailed critical": "50%",
    "ProbeFailed warning": "50%",
    "CertificateUnverified warning": "0%",
    "TargetRestarting warning": "2",
    "TargetSharedByReplicas warning": "4",
    "QueueDepthHigh critical": "100",
    "QueueDepthHigh warning": "50",
    "QueueDepthHigh info": "none",
    "QueueJobFailureRatioHigh critical": "50%",
    "QueueJobFailureRatioHigh warning": "none",
    "QueueJobFailureRatioHigh info": "none",
    "QueueOldestJobTooOld critical": "15m",
    "QueueOldestJobTooOld warning": "5m",
    "QueueOldestJobTooOld info": "none",
    "QueuePaused warning": "1",
    "QueueWorkerStuck critical": "2m",
    "QueueWorkersMissing warning": "0",
    "RedisClientsHigh warning": "80%",
    "RedisConnectionsRejected critical": "0",
    "RedisExporterBlind warning": "1",
    "RedisLatencyHigh critical": "none",
    "RedisLatencyHigh warning": "50ms",
    "RedisLatencyHigh info": "none",
    "RedisMaxmemoryNotSet warning": "0",
    "RedisMemoryHigh critical": "95%",
    "RedisMemoryHigh warning": "80%",
    "RedisMemoryHigh info": "none",
    "RedisOutOfMemory critical": "0",
    "RedisPersistenceFailing warning": "1",
    "RedisQueueEvicted critical": "0",
    "RedisReplicaMissing warning": "0",
    "RunTooLong critical": "none",
    "RunTooLong warning": "15m",
    "RunTooLong info": "none",
    "RunsFailing critical": "50%",
    "RunsFailing warning": "none",
    "RunsFailing info": "none",
    "RedisWritesRefused critical": "0",
    "SpansDiscarded warning": "0",
    "StreamStalled critical": "none",
    "StreamStalled warning": "none",
    "StreamStalled info": "none",
    "StreamsAbnormallyClosed critical": "none",
    "StreamsAbnormallyClosed warning": "10%",
    "StreamsAbnormallyClosed info": "none",
    "StreamsLost warning": "50%",
    "StackDiskFilling critical": "90%",
    "StackDiskFilling warning": "80%",
    "TelemetryGrown warning": "10",
    "TenantQuotaHigh critical": "100%",
    "TenantQuotaHigh warning": "95%",
    "TraceDiskFilling critical": "1 GiB",
    "TraceDiskFilling warning": "2 GiB",
    "TenantQuotaHigh info": "80%",
  });
});

it("every alert's condition has a complete sentence", () => {
  const sentences = ruleGroups(proofFacts).flatMap(({ alerts }) => alerts.map((alert) => `${alert.name}: ${conditionText(alert)}`));
  expect(sentences.length).toBeGreaterThan(50);
  expect(sentences.filter((text) => /: $|undefined|NaN|the query/.test(text))).toEqual([]);
});

it("the runbook has a row for every service's own threshold, also at a severity without a default", () => {
  const own = viewOf({ ...buckets, thresholds: { latencyP95: { critical: "5s", warning: "off", info: "500ms" } } });
  expect(ownThresholdRows([{ condition: latencyP95Threshold }], [own])).toEqual([
    "The catalogue sets these thresholds, for a service or for a service in one environment:",
    "",
    "| Environment | Service | Severity | Threshold |",
    "|---|---|---|---|",
    "| production | shop/web | critical | 5s |",
    "| production | shop/web | warning | off |",
    "| production | shop/web | info | 500ms |",
    "",
  ]);
});

it("the runbook says when no service sets its own threshold, and has no rows for an alert without a threshold", () => {
  expect(ownThresholdRows([{ condition: latencyP95Threshold }], [viewOf(buckets)])).toEqual([
    "Every service has the default threshold.",
    "",
  ]);
  expect(ownThresholdRows([{ condition: expression("it is one", promql`1`) }], [viewOf(buckets)])).toEqual([]);
});

it("the runbook shows a row and a sentence for a service's own threshold at a severity without a default", () => {
  expect(jobFailureRatioThreshold.defaults).toEqual({ critical: 0.5 });
  const { content } = renderOperations([viewOf({ ...worker, thresholds: { jobFailureRatio: { warning: "30%" } } })]);
  expect(content).toContain("| production | shop/worker | warning | 30% |");
  expect(content).toContain(
    "| warning | share of failed jobs among those that finished in the last 15 minutes is above the service's own threshold, and at least 5 jobs failed; a service without one has no alert |",
  );
});
