import { identity, type Alert } from "../../model";
import { gauge, type Phase } from "../../proofs/samples";
import { labels, metric, minutes, promql, scalar } from "../../promql";
import { label, text, value } from "../../template";
import { growthAlert, stateAlert } from "./alerts";
import { queueCapacity, queueSize } from "./series-detail";
import { gaugeWorld, seriesWorld, stackTarget } from "./world";

const by = labels(...identity);
const place = label("service");
const window = minutes(5);

/** The gateway keeps on its disk what the stores do not take; above this share on-call looks before it is full. */
const queueThreshold = 0.5;

/** The gateway's queue on disk fills: a store does not take what is sent. */
export const gatewayQueueFilling = (): Alert => {
  const of = { ...stackTarget, exporter: "otlp_http/logs", data_type: "logs" };
  const full = (phases: readonly Phase<number>[]): Phase<number>[] =>
    phases.map((phase) => ({ for: phase.for, value: phase.value === undefined ? undefined : 1 }));
  return stateAlert(
    {
      name: "GatewayQueueFilling",
      symptom: "pipeline",
      severity: "warning",
      summary: text`${place}: a queue is ${value("ratio")} full`,
      impact: "Logs and traces arrive late; once the queue is full, new ones are lost.",
      firstSteps: [
        "See on the panel whether the log store or the trace store refuses requests.",
        "Read the log of the gateway: it names the exporter and the error.",
        "Bring the store back; the gateway delivers what it kept.",
      ],
      panel: "stack/logs",
    },
    {
      expr: promql`max by (${by}) (${queueSize} / ${queueCapacity}) > ${scalar(queueThreshold)}`,
      wait: 300,
      worlds: [
        seriesWorld<number>(queueSize.text, (phases) => [gauge(queueSize.text, of, phases), gauge(queueCapacity.text, of, full(phases))]),
      ],
      bad: queueThreshold + 0.01,
      good: queueThreshold - 0.01,
    },
  );
};

/** The gateway turns logs or traces away. */
export const telemetryRefused = (): Alert =>
  growthAlert(
    {
      name: "TelemetryRefused",
      symptom: "pipeline",
      severity: "warning",
      summary: text`${place}: logs or traces are refused`,
      impact: "Applications send again for a while; then these logs and traces are lost.",
      firstSteps: [
        "See whether a queue of the gateway is full: then the store behind it is the cause.",
        "See whether the gateway is at its memory limit.",
        "Read the log of the gateway for the error.",
      ],
      panel: "stack/logs",
    },
    {
      counters: [
        "otelcol_receiver_refused_log_records",
        "otelcol_receiver_refused_spans",
        "otelcol_exporter_enqueue_failed_log_records",
        "otelcol_exporter_enqueue_failed_spans",
      ],
      window,
      wait: 60,
    },
  );

/** VictoriaLogs stores nothing more, because its disk is nearly full. */
export const logsReadOnly = (): Alert =>
  stateAlert(
    {
      name: "LogStoreReadOnly",
      symptom: "logs",
      severity: "critical",
      summary: text`${place}: the disk is nearly full, no logs are stored`,
      impact: "The gateway keeps new logs until its queue is full; then they are lost.",
      firstSteps: [
        "Free space on the disk of VictoriaLogs, or give it more.",
        "Shorten the retention of logs in the catalogue if they grow as intended.",
        "Nothing has to be restarted: it writes again as soon as there is space.",
      ],
      panel: "stack/logs",
    },
    {
      expr: promql`max by (${by}) (${metric("vl_storage_is_read_only")}) > 0`,
      wait: 60,
      worlds: [gaugeWorld("vl_storage_is_read_only", { path: "/victoria-logs-data" })],
      bad: 1,
      good: 0,
    },
  );

/** VictoriaLogs drops lines that it accepted. */
export const logsDropped = (): Alert =>
  growthAlert(
    {
      name: "LogsDropped",
      symptom: "logs",
      severity: "warning",
      summary: text`${place}: log lines are dropped (${label("reason")})`,
      impact: "These lines are lost; their senders do not notice.",
      firstSteps: [
        "The reason says what is wrong: too_many_fields, or too_small_timestamp and too_big_timestamp for a wrong clock.",
        "Read the log of VictoriaLogs: it shows such a line.",
        "Correct the sender.",
      ],
      panel: "stack/logs",
    },
    { counters: ["vl_rows_dropped_total"], window, extra: { reason: "too_many_fields" }, wait: 300 },
  );

/** VictoriaLogs answers with errors. */
export const logRequestsFailing = (): Alert =>
  growthAlert(
    {
      name: "LogRequestsFailing",
      symptom: "logs",
      severity: "warning",
      summary: text`${place}: requests to ${label("path")} fail`,
      impact: "Logs are missing or cannot be searched.",
      firstSteps: [
        "See from the path whether writing (/insert) or searching (/select) fails.",
        "Read the log of VictoriaLogs for the error.",
        "See whether its disk is full or broken.",
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
      impact: "Traces are missing or have holes; metrics and logs are not affected.",
      firstSteps: [
        "See whether the disk of Jaeger is full: it ends when it cannot write.",
        "Read the log of Jaeger for the error.",
        "Shorten the retention of traces in the catalogue, or give the disk more space.",
      ],
      panel: "stack/traces",
    },
    { counters: ["otelcol_exporter_send_failed_spans_total"], window, wait: 60 },
  );
