import { expression, fixed } from "../../condition";
import type { Severity } from "../../../exporters/model/thresholds";
import { identity, serviceKey, type Alert } from "../../model";
import { usualProofs, bridged } from "../../proofs/patterns";
import { gauge, mapPhases, type Phase } from "../../proofs/samples";
import { proofService } from "../../proofs/service";
import { gaugeWorld, seriesWorld, stackTarget } from "./world";
import { labels, metric, minutes, promql } from "../../promql";
import { label, text, value } from "../../template";
import { growthAlert, stackAlert, type StackTexts } from "./make";
import { latest } from "../../latest";
import { prometheusDisk, stackDisks } from "../../step-commands";

const by = labels(...serviceKey);
const place = label("service");

/** Alert for Prometheus if it cannot write samples, or if its write-ahead log is corrupt or cannot be truncated. */
export const metricsNotWritten = (): Alert =>
  growthAlert(
    {
      name: "MetricsNotWritten",
      symptom: "storage",
      severity: "critical",
      summary: text`${place}: samples cannot be written`,
      impact: "Metrics are lost now or at the next restart. Alerts may stop firing.",
      firstSteps: [
        { step: "Check whether the disk is full or broken.", command: prometheusDisk },
        "Read the Prometheus log for the file and the error.",
        "Free disk space before you restart Prometheus. When it starts, it repairs a corrupt write-ahead log, with some data loss.",
      ],
      firstCommand: { logs: "prometheus", grep: "err" },
      panel: "stack/storage",
    },
    {
      counters: [
        "prometheus_tsdb_wal_writes_failed_total",
        "prometheus_tsdb_wal_corruptions_total",
        "prometheus_tsdb_wal_truncations_failed_total",
        "prometheus_tsdb_checkpoint_creations_failed_total",
      ],
      window: minutes(5),
      wait: 0,
    },
  );

/** Alert for Prometheus if it cannot compact metrics, so that memory and disk usage grow. */
export const metricsNotCompacted = (): Alert =>
  growthAlert(
    {
      name: "MetricsNotCompacted",
      symptom: "storage",
      severity: "warning",
      summary: text`${place}: metrics cannot be compacted`,
      impact: "No data is lost yet. Memory and disk usage grow until memory or disk space runs out.",
      firstSteps: [
        { step: "Check whether the disk is nearly full.", command: prometheusDisk },
        "Read the Prometheus log for the block and the error.",
      ],
      firstCommand: { logs: "prometheus", grep: "compact" },
      panel: "stack/storage",
    },
    {
      counters: [
        "prometheus_tsdb_compactions_failed_total",
        "prometheus_tsdb_head_truncations_failed_total",
        "prometheus_tsdb_reloads_failures_total",
      ],
      window: minutes(10),
      wait: 0,
    },
  );

const blocks = "prometheus_tsdb_storage_blocks_bytes";
/** Prometheus compares the sum of these sizes with its retention size. */
const sizes = [blocks, "prometheus_tsdb_wal_storage_size_bytes", "prometheus_tsdb_head_chunks_storage_size_bytes"] as const;
const limitBytes = "prometheus_tsdb_retention_limit_bytes";
const limitSeconds = "prometheus_tsdb_retention_limit_seconds";

/** Alert for Prometheus if its retention size causes it to delete metrics before the retention time has passed. */
export const metricsHistoryCut = (): Alert => {
  const wait = 900;
  const texts: StackTexts = {
    name: "MetricsHistoryCut",
    symptom: "storage",
    severity: "warning",
    summary: text`${place}: ${value("ratio")} of the retention size is in use, and old metrics are deleted early`,
    impact: "Metrics are kept for less than the retention time.",
    firstSteps: [
      { step: "Find out what grew: the number of series, or the samples per series.", command: { query: "prometheus_tsdb_head_series" } },
      { step: "Raise the retention size if the disk has space, or shorten the retention time.", command: prometheusDisk },
    ],
    firstCommand: { query: "topk(10, scrape_samples_scraped)" },
    panel: "stack/storage",
  };
  return stackAlert({
    ...texts,
    condition: expression(
      "more than 95% of the retention size is in use, and a retention time is also set",
      promql`
      (
        ${sizes.map((size) => promql`max by (${by}) (${latest(metric(size))})`).reduce((sum, next) => promql`${sum} + ${next}`)}
      )
        /
      (max by (${by}) (${latest(metric(limitBytes))}) > 0)
        > 0.95
        and
      max by (${by}) (${latest(metric(limitSeconds))}) > 0`,
    ),
    wait,
    proofs: () =>
      usualProofs<number>({
        alert: texts.name,
        severity: texts.severity,
        identity,
        instance: proofService,
        worlds: [
          ...sizes.map((size) =>
            seriesWorld<number>(`${size} grows`, (phases) => retention(phases, set(phases, 1e9), set(phases, 1_296_000), size)),
          ),
          seriesWorld("a size is set", (phases) => retention(set(phases, 0.96e9), only(phases, 1e9), set(phases, 1_296_000))),
          seriesWorld("a time is set", (phases) => retention(set(phases, 0.96e9), set(phases, 1e9), only(phases, 1_296_000))),
        ],
        beyond: 0.96e9,
        inside: 0.95e9,
        settle: 15,
        wait,
        times: bridged,
        missing: { then: "successor", after: 180 },
      }),
  });
};

/** Replaces the value of every phase with `to`. Gaps stay gaps. */
const set = (phases: readonly Phase<number>[], to: number): Phase<number>[] => mapPhases(phases, () => to);

/** Replaces the value of every phase: with `to` if the value is beyond the threshold, otherwise with 0. Gaps stay gaps. */
const only = (phases: readonly Phase<number>[], to: number): Phase<number>[] => mapPhases(phases, (used) => (used > 0.95e9 ? to : 0));

const constantSize = 1e8;

/** Simulates the storage sizes, whose sum is `used`, and the retention size and time. Of the storage sizes, only `changing` changes. */
const retention = (
  used: readonly Phase<number>[],
  size: readonly Phase<number>[],
  time: readonly Phase<number>[],
  changing: (typeof sizes)[number] = blocks,
) => [
  ...sizes.map((name) =>
    gauge(
      name,
      stackTarget,
      name === changing
        ? used.map((phase) => ({
            ...phase,
            value: phase.value === undefined ? undefined : phase.value - (sizes.length - 1) * constantSize,
          }))
        : set(used, constantSize),
    ),
  ),
  gauge(limitBytes, stackTarget, size),
  gauge(limitSeconds, stackTarget, time),
];

const disk = "loki_ingester_wal_disk_usage_percent";

function diskFilling(severity: Severity, threshold: number, impact: string): Alert {
  const wait = 300;
  const texts: StackTexts = {
    name: "StackDiskFilling",
    symptom: "storage",
    severity,
    summary: text`${place}: disk is ${value("ratio")} full`,
    impact,
    firstSteps: [
      { step: "Find out what grows on this disk: logs, metrics, traces, or images.", command: stackDisks },
      "Shorten the retention of that data, or enlarge the disk, before the disk is full. At 100 %, everything on this disk stops. If Prometheus is on it, the heartbeat of the dead man's switch stops too.",
    ],
    firstCommand: { query: "prometheus_tsdb_storage_blocks_bytes" },
    panel: "stack/storage",
  };
  return stackAlert({
    ...texts,
    condition: fixed(
      {
        name: metric(disk),
        help: "Share of Loki's disk in use",
        dimension: "ratio",
        compared: promql`max by (${by}) (${latest(metric(disk))})`,
      },
      ">",
      threshold,
    ),
    wait,
    proofs: () =>
      usualProofs<number>({
        alert: texts.name,
        severity,
        identity,
        instance: proofService,
        worlds: [gaugeWorld(disk)],
        beyond: threshold + 0.01,
        inside: threshold,
        settle: 15,
        wait,
        times: bridged,
        missing: { then: "successor", after: 180 },
      }),
  });
}

/** Alerts for Loki's disk. Loki exposes the used share itself, so the alerts need no node_exporter. Above 90 %, Loki accepts no logs. */
export const stackDiskFilling = (): Alert[] => [
  diskFilling("critical", 0.9, "Loki no longer accepts logs. Soon other programs that use this disk fail too."),
  diskFilling("warning", 0.8, "At 90 %, Loki stops accepting logs."),
];

const flushCounters = ["loki_ingester_chunks_flush_failures_total", "loki_ingester_wal_disk_full_failures_total"];

/** Alert for logs that Loki cannot store. */
export const logsNotStored = (): Alert =>
  growthAlert(
    {
      name: "LogsNotStored",
      symptom: "logs",
      severity: "critical",
      summary: text`${place}: logs cannot be stored`,
      impact: "Logs are lost when Loki restarts.",
      firstSteps: [
        { step: "Check whether the disk or the object store accepts writes.", command: [{ disk: "loki" }, { replicas: "loki" }] },
        "Read Loki's log for the error.",
        "Do not restart Loki until it can write again.",
      ],
      firstCommand: { logs: "loki", grep: "err" },
      panel: "stack/logs",
    },
    { counters: flushCounters, window: minutes(5), wait: 60 },
  );

/** Alert for traces that Tempo cannot store. */
export const tracesNotStored = (): Alert =>
  growthAlert(
    {
      name: "TracesNotStored",
      symptom: "traces",
      severity: "warning",
      summary: text`${place}: traces cannot be stored`,
      impact: "Traces are lost when Tempo restarts. Metrics and logs are not affected.",
      firstSteps: [
        { step: "Check whether the disk or the object store accepts writes.", command: [{ disk: "tempo" }, { replicas: "tempo" }] },
        "Read Tempo's log for the error.",
      ],
      firstCommand: { logs: "tempo", grep: "err" },
      panel: "stack/traces",
    },
    { counters: ["tempo_ingester_failed_flushes_total", "tempodb_compaction_errors_total"], window: minutes(5), wait: 60 },
  );
