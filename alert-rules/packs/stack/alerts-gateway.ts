import { fixed } from "../../condition";
import { serviceKey, type Alert } from "../../model";
import { gauge, mapPhases } from "../../proofs/samples";
import { labels, minutes, promql } from "../../promql";
import { label, text, value } from "../../template";
import { growthAlert, stateAlert } from "./make";
import { latest } from "../../latest";
import { queueCapacity, queueSize } from "./series-detail";
import { seriesWorld, stackTarget } from "./world";

const by = labels(...serviceKey);
const place = label("service");
const window = minutes(5);

/** Used share of the queue above which the alert fires. On-call still has time to act before the queue is full. */
const queueThreshold = 0.5;

/**
 * Alert for a queue that fills up. A queue of the gateway fills up if a store or a destination accepts no data. The queue of a log
 * agent fills up if the gateway accepts no data.
 */
export const gatewayQueueFilling = (): Alert => {
  const of = { ...stackTarget, exporter: "otlp_http/logs", data_type: "logs" };
  return stateAlert(
    {
      name: "GatewayQueueFilling",
      symptom: "pipeline",
      severity: "warning",
      summary: text`${place}: queue is ${value("ratio")} full`,
      impact: "Logs and traces arrive late. When the queue is full, new logs and traces are lost.",
      firstSteps: [
        'Check in the panels "Log store" and "Trace store" on the same dashboard which store rejects requests.',
        { step: "Read the gateway's log. It names the exporter and the error.", command: { logs: "otelcol", grep: "err" } },
        {
          step: "Bring the store back. The gateway then delivers the queued data.",
          command: [{ replicas: "victoria-logs" }, { replicas: "jaeger" }, { replicas: "loki" }, { replicas: "tempo" }],
        },
        "If the summary names log-agent, the agent's queue holds lines for the gateway. Bring the gateway back. The agent stops reading while its queue is full, so lines are lost only if their files are deleted before it continues.",
      ],
      firstCommand: { query: "otelcol_exporter_queue_size / otelcol_exporter_queue_capacity" },
      panel: "stack/logs",
    },
    {
      condition: fixed(
        {
          name: queueSize,
          help: "Used share of the fullest queue of the gateway or of a log agent",
          dimension: "ratio",
          compared: promql`max by (${by}) (${latest(queueSize)} / ${latest(queueCapacity)})`,
        },
        ">",
        queueThreshold,
      ),
      wait: 300,
      worlds: [
        seriesWorld<number>(queueSize.text, (phases) => [
          gauge(
            queueSize.text,
            of,
            mapPhases(phases, (full) => full * 1000),
          ),
          gauge(
            queueCapacity.text,
            of,
            mapPhases(phases, () => 1000),
          ),
        ]),
        seriesWorld<number>(queueCapacity.text, (phases) => [
          gauge(
            queueSize.text,
            of,
            mapPhases(phases, () => 500),
          ),
          gauge(
            queueCapacity.text,
            of,
            mapPhases(phases, (full) => 500 / full),
          ),
        ]),
      ],
      bad: queueThreshold + 0.01,
      good: queueThreshold,
    },
  );
};

/** Alert for a gateway that rejects logs or traces. */
export const telemetryRefused = (): Alert =>
  growthAlert(
    {
      name: "TelemetryRefused",
      symptom: "pipeline",
      severity: "warning",
      summary: text`${place}: logs or traces are rejected`,
      impact:
        "Applications retry for a while. After that, these logs and traces are lost. If only the queue of a destination is full, they are missing only there.",
      firstSteps: [
        {
          step: "Check on the panel whether a queue of the gateway is full. The panel shows only the fullest queue. If it is full, query `otelcol_exporter_queue_size / otelcol_exporter_queue_capacity`: the label `exporter` of the full queue names the store that is the cause.",
          command: { query: "otelcol_exporter_queue_size / otelcol_exporter_queue_capacity" },
        },
        {
          step: "Check whether the gateway has reached its memory limit.",
          command: [{ query: "otelcol_process_memory_rss" }, { replicas: "otelcol" }],
        },
        "Read the gateway's log for the error.",
      ],
      firstCommand: { logs: "otelcol", grep: "err" },
      panel: "stack/logs",
    },
    {
      counters: [
        "otelcol_receiver_refused_log_records",
        "otelcol_receiver_refused_spans",
        "otelcol_receiver_failed_log_records",
        "otelcol_receiver_failed_spans",
        "otelcol_exporter_enqueue_failed_log_records",
        "otelcol_exporter_enqueue_failed_spans",
      ],
      window,
      wait: 60,
      appears: true,
    },
  );
