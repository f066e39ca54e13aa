import type { Severity } from "../../../exporters/model/thresholds";
import { fixed } from "../../condition";
import { serviceKey, type Alert } from "../../model";
import { gauge, mapPhases } from "../../proofs/samples";
import { labels, minutes, promql } from "../../promql";
import { label, text, value } from "../../template";
import { growthAlert, stateAlert } from "./make";
import { latest } from "../../latest";
import { logDiskFree, logDiskTotal, logReadOnly } from "./series-detail";
import { gaugeWorld, seriesWorld, stackTarget } from "./world";
import { localDisks } from "../../step-commands";

const by = labels(...serviceKey);
const place = label("service");
const window = minutes(5);
const onDisk = { path: "/victoria-logs-data" };

const diskFilling = (severity: Severity, threshold: number, impact: string): Alert =>
  stateAlert(
    {
      name: "LogDiskFilling",
      symptom: "storage",
      severity,
      summary: text`${place}: disk is ${value("ratio")} full`,
      impact,
      firstSteps: [
        { step: "Find out what grows on this disk: logs, metrics, traces, or images.", command: localDisks },
        "Shorten the retention of that data, or enlarge the disk, before the disk is full. At 100 %, everything on this disk stops. If Prometheus is on it, the heartbeat of the dead man's switch stops too.",
      ],
      firstCommand: { query: "sum by (service, type) (vl_data_size_bytes)" },
      panel: "stack/storage",
    },
    {
      condition: fixed(
        {
          name: logDiskFree,
          help: "Share of VictoriaLogs' disk in use",
          dimension: "ratio",
          compared: promql`max by (${by}) (1 - ${latest(logDiskFree)} / ${latest(logDiskTotal)})`,
        },
        ">",
        threshold,
      ),
      wait: 300,
      worlds: [
        seriesWorld<number>(logDiskFree.text, (phases) => [
          gauge(
            logDiskFree.text,
            { ...stackTarget, ...onDisk },
            mapPhases(phases, (used) => Math.round((1 - used) * 1e9)),
          ),
          gauge(
            logDiskTotal.text,
            { ...stackTarget, ...onDisk },
            mapPhases(phases, () => 1e9),
          ),
        ]),
        seriesWorld<number>("the size of the disk changes", (phases) => [
          gauge(
            logDiskFree.text,
            { ...stackTarget, ...onDisk },
            mapPhases(phases, () => (1 - threshold) * 1e9),
          ),
          gauge(
            logDiskTotal.text,
            { ...stackTarget, ...onDisk },
            mapPhases(phases, (used) => ((1 - threshold) * 1e9) / (1 - used)),
          ),
        ]),
      ],
      bad: threshold + 0.01,
      good: threshold,
    },
  );

/**
 * Alerts for VictoriaLogs' disk. VictoriaLogs exposes the free space itself, so the alerts need no node_exporter. With less than 200 MB of
 * free space, VictoriaLogs stores no logs.
 */
export const logDiskFilling = (): Alert[] => [
  diskFilling("critical", 0.9, "Soon no logs can be stored. After that, other programs that use this disk fail."),
  diskFilling("warning", 0.8, "When the disk is full, no logs can be stored."),
];

/** Alert for VictoriaLogs in read-only mode: it has stopped storing logs because its disk is nearly full. */
export const logsReadOnly = (): Alert =>
  stateAlert(
    {
      name: "LogStoreReadOnly",
      symptom: "logs",
      severity: "critical",
      summary: text`${place}: disk is nearly full, and no logs are stored`,
      impact: "The gateway keeps new logs until its queue is full. After that, new logs are lost.",
      firstSteps: [
        { step: "Free space on VictoriaLogs' disk, or enlarge it.", command: { disk: "victoria-logs" } },
        "If the growth is expected, shorten the retention of logs in the catalogue.",
        "Do not restart VictoriaLogs for this. It stores logs again as soon as the disk has space.",
      ],
      firstCommand: { query: "vl_free_disk_space_bytes" },
      panel: "stack/logs",
    },
    {
      condition: fixed(
        {
          name: logReadOnly,
          help: "Whether VictoriaLogs is read-only",
          dimension: "count",
          compared: promql`max by (${by}) (${latest(logReadOnly)})`,
        },
        ">",
        0,
        { when: "VictoriaLogs is read-only" },
      ),
      wait: 60,
      worlds: [gaugeWorld(logReadOnly.text, onDisk)],
      bad: 1,
      good: 0,
    },
  );

/** Alert for log lines that VictoriaLogs drops after it has accepted them. */
export const logsDropped = (): Alert =>
  growthAlert(
    {
      name: "LogsDropped",
      symptom: "logs",
      severity: "warning",
      summary: text`${place}: log lines are dropped (${label("reason")})`,
      impact: "These lines are lost, and their senders do not notice.",
      firstSteps: [
        "Check the reason in the summary. too_many_fields means that a line has too many fields; too_small_timestamp and too_big_timestamp mean that the sender's clock is wrong.",
        { step: "Read VictoriaLogs' log. It shows an example line.", command: { logs: "victoria-logs" } },
        "Fix the sender.",
      ],
      firstCommand: { query: "sum by (reason) (increase(vl_rows_dropped_total[1h]))" },
      panel: "stack/logs",
    },
    { counters: ["vl_rows_dropped_total"], window, extra: { reason: "too_many_fields" }, wait: 300 },
  );

/** Alert for requests to VictoriaLogs that fail. */
export const logRequestsFailing = (): Alert =>
  growthAlert(
    {
      name: "LogRequestsFailing",
      symptom: "logs",
      severity: "warning",
      summary: text`${place}: requests to ${label("path")} fail`,
      impact: "Logs are missing or cannot be searched.",
      firstSteps: [
        "Check the path in the summary. A path under /insert means that writes fail, a path under /select that searches fail.",
        { step: "Read VictoriaLogs' log for the error.", command: { logs: "victoria-logs" } },
        { step: "Check whether the disk of VictoriaLogs is full or broken.", command: { query: "vl_free_disk_space_bytes" } },
      ],
      firstCommand: { query: "sum by (path) (increase(vl_http_errors_total[15m]))" },
      panel: "stack/logs",
    },
    { counters: ["vl_http_errors_total"], window, extra: { path: "/insert/opentelemetry/v1/logs" }, wait: 600 },
  );

/** Alert for spans that Jaeger cannot store. */
export const spansNotStored = (): Alert =>
  growthAlert(
    {
      name: "SpansNotStored",
      symptom: "traces",
      severity: "warning",
      summary: text`${place}: spans cannot be stored`,
      impact: "Traces are missing or incomplete. Metrics and logs are not affected.",
      firstSteps: [
        {
          step: "Check whether Jaeger's disk is full. Jaeger exits when it cannot write.",
          command: [{ disk: "jaeger" }, { replicas: "jaeger" }],
        },
        "Read Jaeger's log for the error.",
        "Shorten the retention of traces in the catalogue, or enlarge the disk.",
      ],
      firstCommand: { logs: "jaeger", grep: "err" },
      panel: "stack/traces",
    },
    { counters: ["otelcol_exporter_send_failed_spans_total"], window, wait: 60 },
  );
