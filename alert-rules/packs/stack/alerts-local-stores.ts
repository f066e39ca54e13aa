import type { Severity } from "../../../exporters/model/thresholds";
import { fixed } from "../../condition";
import { serviceKey, type Alert } from "../../model";
import { gauge, type Phase } from "../../proofs/samples";
import { labels, minutes, promql } from "../../promql";
import { label, text, value } from "../../template";
import { latest, growthAlert, stateAlert } from "./make";
import { logDiskFree, logDiskTotal, logReadOnly } from "./series-detail";
import { gaugeWorld, seriesWorld, stackTarget } from "./world";

const by = labels(...serviceKey);
const place = label("service");
const window = minutes(5);
const onDisk = { path: "/victoria-logs-data" };

const scaled = (phases: readonly Phase<number>[], by: (used: number) => number): Phase<number>[] =>
  phases.map((phase) => ({ for: phase.for, value: phase.value === undefined ? undefined : by(phase.value) }));

const diskFilling = (severity: Severity, threshold: number, impact: string): Alert =>
  stateAlert(
    {
      name: "LogDiskFilling",
      symptom: "storage",
      severity,
      summary: text`${place}: disk is ${value("ratio")} full`,
      impact,
      firstSteps: [
        "Find what grows on this disk: logs, metrics, traces, images.",
        "Shorten the retention of that data, or enlarge the disk.",
        "At 100 % everything on this disk stops, including the dead man's switch.",
      ],
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
            scaled(phases, (used) => Math.round((1 - used) * 1e9)),
          ),
          gauge(
            logDiskTotal.text,
            { ...stackTarget, ...onDisk },
            scaled(phases, () => 1e9),
          ),
        ]),
      ],
      bad: threshold + 0.01,
      good: threshold - 0.01,
    },
  );

/** VictoriaLogs measures the disk it writes to: without node_exporter, the only disk metric. It stops storing logs when 200 MB are left. */
export const logDiskFilling = (): Alert[] => [
  diskFilling("critical", 0.9, "Soon no logs can be stored, and then other programs that use this disk fail."),
  diskFilling("warning", 0.8, "When the disk is full no logs can be stored."),
];

/** VictoriaLogs has stopped storing logs because its disk is nearly full. */
export const logsReadOnly = (): Alert =>
  stateAlert(
    {
      name: "LogStoreReadOnly",
      symptom: "logs",
      severity: "critical",
      summary: text`${place}: disk is nearly full, no logs are stored`,
      impact: "The gateway keeps new logs until its queue is full; then they are lost.",
      firstSteps: [
        "Free space on VictoriaLogs' disk, or enlarge it.",
        "If the growth is expected, shorten the retention of logs in the catalogue.",
        "No restart is needed: it writes again as soon as there is space.",
      ],
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

/** VictoriaLogs drops log lines after accepting them. */
export const logsDropped = (): Alert =>
  growthAlert(
    {
      name: "LogsDropped",
      symptom: "logs",
      severity: "warning",
      summary: text`${place}: log lines are dropped (${label("reason")})`,
      impact: "These lines are lost; their senders do not notice.",
      firstSteps: [
        "Check the reason: too_many_fields, or too_small_timestamp and too_big_timestamp for a wrong clock.",
        "Read the log of VictoriaLogs: it shows an example line.",
        "Fix the sender.",
      ],
      panel: "stack/logs",
    },
    { counters: ["vl_rows_dropped_total"], window, extra: { reason: "too_many_fields" }, wait: 300 },
  );

/** VictoriaLogs returns errors. */
export const logRequestsFailing = (): Alert =>
  growthAlert(
    {
      name: "LogRequestsFailing",
      symptom: "logs",
      severity: "warning",
      summary: text`${place}: requests to ${label("path")} fail`,
      impact: "Logs are missing or cannot be searched.",
      firstSteps: [
        "Check the path: writes (/insert) or searches (/select) fail.",
        "Read the log of VictoriaLogs for the error.",
        "Check whether its disk is full or broken.",
      ],
      panel: "stack/logs",
    },
    { counters: ["vl_http_errors_total"], window, extra: { path: "/insert/opentelemetry/v1/logs" }, wait: 600 },
  );

/** Jaeger cannot store spans. */
export const spansNotStored = (): Alert =>
  growthAlert(
    {
      name: "SpansNotStored",
      symptom: "traces",
      severity: "warning",
      summary: text`${place}: spans cannot be stored`,
      impact: "Traces are missing or incomplete; metrics and logs are not affected.",
      firstSteps: [
        "Check whether Jaeger's disk is full: Jaeger exits when it cannot write.",
        "Check the Jaeger log for the error.",
        "Shorten the retention of traces in the catalogue, or enlarge the disk.",
      ],
      panel: "stack/traces",
    },
    { counters: ["otelcol_exporter_send_failed_spans_total"], window, wait: 60 },
  );
