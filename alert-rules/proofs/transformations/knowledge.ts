import { httpProfiles, routesLabel } from "../../../exporters/instrumentation/http";
import type { LabelMatch } from "../../../exporters/instrumentation/model";
import { lighthouseInstance } from "../../../exporters/instrumentation/lighthouse";
import { poolMetrics } from "../../../exporters/instrumentation/pool";
import { queueProfiles } from "../../../exporters/instrumentation/queue";
import { quotaMetrics } from "../../../exporters/instrumentation/quota";
import { hashedRuns } from "../../../exporters/instrumentation/runs";
import { streamMetrics } from "../../../exporters/instrumentation/streams";
import { kubeletJobs, kubeStateJob } from "../../../exporters/scrape/kubelets";
import { probingJobs } from "../../../exporters/scrape/probes";
import { programs } from "../../../exporters/programs";
import type { RawSeries } from "../samples";
import type { Kind, Knowledge, Source } from "./model";

/**
 * Returns the type of a metric, as its `# TYPE` line in the recorded contract of a program declares it. Undefined if no contract has the
 * metric.
 */
export type Types = (metric: string) => string | undefined;

const matches = ({ labels }: RawSeries, match: readonly LabelMatch[]): boolean =>
  match.every(({ label, pattern }) => new RegExp(`^(?:${pattern})$`).test(labels[label] ?? ""));

const pushing: ReadonlySet<string> = new Set(
  Object.values(httpProfiles)
    .filter(({ transport }) => transport === "otlp")
    .map(({ id }) => id),
);

/** Profiles of libraries without a metrics endpoint. The exporter of another server, e.g. Redis, exposes their data. */
const seenElsewhere: ReadonlySet<string> = new Set([
  hashedRuns.id,
  ...Object.values(queueProfiles)
    .filter((profile) => "alive" in profile)
    .map(({ id }) => id),
]);
const exporters: ReadonlySet<string> = new Set([...Object.keys(programs).filter((name) => name.endsWith("-exporter")), kubeStateJob]);

const kubelets: ReadonlySet<string> = new Set(Object.values(kubeletJobs));

function source({ labels }: RawSeries): Source {
  const { job = "", instrumentation = job } = labels;
  if (labels["instance"] === lighthouseInstance) return "once";
  if (pushing.has(instrumentation)) return "pushed";
  // Kubelets count as probes: a container or volume is on one node, so its kubelet has no replica, and `instance` does not change.
  if (probingJobs.includes(job) || kubelets.has(job)) return "probe";
  return exporters.has(job) || seenElsewhere.has(instrumentation) ? "exporter" : "own";
}

/** Whether a profile uses the series as a total, i.e. as a counter, even if the metric is declared with another type. */
const isTotal = (series: RawSeries): boolean =>
  Object.values(queueProfiles).some(
    ({ completed, completedMatch, failed, failedMatch }) =>
      (series.metric === completed && completedMatch.length > 0 && matches(series, completedMatch)) ||
      (series.metric === failed && failedMatch.length > 0 && matches(series, failedMatch)),
  );

const heartbeats = new Set(Object.values(queueProfiles).flatMap((profile) => ("heartbeat" in profile ? [profile.heartbeat] : [])));
/**
 * Names of metrics whose value is a time. The first part of the pattern is Prometheus' naming convention. The other parts match the
 * exceptions.
 */
const moment = /_timestamp_seconds$|_cert_expiry$|_receipt_time$|^node_time_seconds$/;

/**
 * Names of WAL positions, and of the count of restarts that Kubernetes keeps. Exporters declare some of them as counters, but a restart of
 * the monitored process does not reset them.
 */
const position = /_lsn$|^kube_pod_container_status_restarts_total$/;

const queueMetrics: ReadonlySet<string> = new Set(
  Object.values(queueProfiles).flatMap((profile) => [profile.waiting, profile.oldestAge, profile.completed, profile.failed]),
);
const sharedMetrics: ReadonlySet<string> = new Set([...queueMetrics, ...heartbeats, quotaMetrics.used, quotaMetrics.limit]);

/**
 * Names of Prometheus' gauges for the number of samples in a scrape. In the proofs, they measure the volume of a service's telemetry, as
 * the counters of bytes and spans do.
 */
const sizeOfTarget = /^scrape_samples_/;
/** Whether the gauge counts something of which each replica has a part: samples of a scrape, or open streams. */
const isDivided = ({ metric }: RawSeries): boolean => sizeOfTarget.test(metric) || metric === streamMetrics.active;

/** Names of the Collector's counters that are exposed only after the first failure. */
const beginsWithFailure = /^otelcol_(exporter_(send|enqueue)_failed|processor_memory_limiter_refused)_/;

/** Labels whose values users do not choose freely, e.g. because Prometheus or the catalogue sets them, or because values are predefined. */
const meant = new Set([
  "job",
  "instance",
  "instrumentation",
  "system",
  "environment",
  "service",
  "owner",
  routesLabel,
  "le",
  poolMetrics.state,
  "level",
  // VictoriaLogs sets `location` and `is_printed` for its own log messages.
  "location",
  "is_printed",
  // The gateway's configuration names the gateway's exporters. The Collector defines the types of data.
  "exporter",
  "data_type",
  // The API server allows only DNS names as values of the next four labels. The kubelet sets `id` and `cpu`.
  "namespace",
  "pod",
  "container",
  "persistentvolumeclaim",
  "id",
  "cpu",
]);

/** The queue's name, which the series' profile reads from this label. Undefined if the profile reads no queue's name from it. */
function queueIn({ labels }: RawSeries, label: string): string | undefined {
  const profile = Object.values(queueProfiles).find(({ id, queue }) => id === labels["instrumentation"] && queue === label);
  return profile && new RegExp(`^(?:${profile.queuePattern})$`).exec(labels[label] ?? "")?.[1];
}

/** The name of the kind of run in a value of the script for hashes in Redis. Undefined for any other series or label. */
const runIn = ({ labels }: RawSeries, label: string): string | undefined =>
  labels["instrumentation"] === hashedRuns.id && label === hashedRuns.key
    ? new RegExp(`^(?:${hashedRuns.runPattern})$`).exec(labels[label] ?? "")?.[1]
    : undefined;

/** Labels with the key that Gatus derives from the name of a check or job, in raw series and in the catalogue's data. */
const keyLabels: ReadonlySet<string> = new Set(["key", "heartbeat"]);

/** The name of the check or job in Gatus' key, which is the part after the service's name. Undefined for any other label. */
const nameInKey = ({ metric, labels }: RawSeries, label: string): string | undefined =>
  keyLabels.has(label) && (metric.startsWith("gatus_") || metric.includes(":")) ? /^[^-]*-(.*)$/.exec(labels[label] ?? "")?.[1] : undefined;

/**
 * Creates the knowledge about raw series. `types` returns a metric's declared type, and `matched` the metric's labels that rules match on.
 */
export function knowledgeOf(types: Types, matched: (metric: string) => ReadonlySet<string>): Knowledge {
  const kind = (series: RawSeries): Kind => {
    if (heartbeats.has(series.metric as never) || moment.test(series.metric)) return "timestamp";
    if (position.test(series.metric)) return "gauge";
    if (series.native !== undefined) return "counter";
    // An input series can have the name of a recorded series, whose type no contract declares.
    if (series.metric.includes(":")) return "gauge";
    const type = types(series.metric);
    if (type === undefined && series.metric !== "up") throw new Error(`no contract declares the type of ${series.metric}`);
    return type === "counter" || type === "histogram" || type === "summary" || isTotal(series) ? "counter" : "gauge";
  };
  return {
    kind,
    source,
    shared: ({ metric }) => sharedMetrics.has(metric),
    divided: isDivided,
    byInstrumentation: ({ metric, labels }) => "instrumentation" in labels && matched(metric).has("instrumentation"),
    ofOneService: ({ metric }) => matched(metric).has("service"),
    // Gatus exposes the counter of a check or heartbeat only after the first result. The Collector exposes some counters only after the
    // first failure. VictoriaLogs exposes the counters of its log messages only after the first message.
    appears: ({ metric }) => metric.startsWith("gatus_") || metric === "vm_log_messages_total" || beginsWithFailure.test(metric),
    chosen: (series, label) =>
      queueIn(series, label) ??
      runIn(series, label) ??
      nameInKey(series, label) ??
      (meant.has(label) || matched(series.metric).has(label) ? undefined : series.labels[label]),
  };
}
