import { fixed } from "../../condition";
import { serviceKey, type Alert } from "../../model";
import { gauge, type Phase } from "../../proofs/samples";
import { labels, minutes, promql } from "../../promql";
import { label, text, value } from "../../template";
import { growthAlert, latest, stateAlert } from "./make";
import { queueCapacity, queueSize } from "./series-detail";
import { seriesWorld, stackTarget } from "./world";

const by = labels(...serviceKey);
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
      condition: fixed(
        {
          name: queueSize,
          help: "Share of the gateway's queue to a store that is used",
          dimension: "ratio",
          compared: promql`max by (${by}) (${latest(queueSize)} / ${latest(queueCapacity)})`,
        },
        ">",
        queueThreshold,
      ),
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
