import { toDestinations } from "../../../exporters/pipeline/destinations";
import { expression } from "../../condition";
import { serviceKey, type Alert } from "../../model";
import { also, moments, usualProofs, type World } from "../../proofs/patterns";
import { counter, gauge, hold, mapPhases, step, type Phase } from "../../proofs/samples";
import type { Proofs } from "../../proofs/scenario";
import { proofService } from "../../proofs/service";
import { is, labels, metric, minutes, promql, select, type Promql } from "../../promql";
import { label, text } from "../../template";
import { growthAlert, stackAlert, type StackTexts } from "./make";
import { queueSize } from "./series-detail";
import { seriesWorld, stackTarget } from "./world";

const window = minutes(5);
const wait = 300;
const place = label("service");
const exporter = "otlp_http/logs";

/** The counter of delivered items for each value of the queue's label `data_type`. */
const sent = {
  logs: metric("otelcol_exporter_sent_log_records"),
  traces: metric("otelcol_exporter_sent_spans"),
} as const;
type DataType = keyof typeof sent;

/** Queues of one data type that were never empty within five minutes, and from which nothing was delivered. */
const stuck = (type: DataType): Promql => {
  const each = labels(...serviceKey, "instance", "exporter");
  return promql`
    max by (${labels(...serviceKey, "exporter")}) (
        min_over_time(${select(queueSize, { data_type: is(type) })}[${window}]) > 0
          unless on (${each})
        increase(${sent[type]}[${window}]) > 0
    )`;
};

/** Bytes in the queue, and items that are delivered per second. */
interface Delivery {
  readonly queued: number;
  readonly sent: number;
}

const worldOf = (name: string, type: DataType): World<Delivery> =>
  seriesWorld(name, (phases: readonly Phase<Delivery>[]) => [
    gauge(
      queueSize.text,
      { ...stackTarget, exporter, data_type: type },
      mapPhases(phases, ({ queued }) => queued),
    ),
    counter(
      sent[type].text,
      { ...stackTarget, exporter },
      mapPhases(phases, (delivery) => delivery.sent),
    ),
  ]);

/** The gateway's queue is empty, and the gateway delivers. */
const working: Delivery = { queued: 0, sent: 100 };
const stopped: Delivery = { queued: 1, sent: 0 };
/** Data is always queued, but it is delivered. */
const busy: Delivery = { queued: 1, sent: 100 };

const types = ["logs", "traces"] as const;

function notDeliveredProofs(texts: StackTexts): Proofs {
  const instance = { ...proofService, exporter };
  const own = moments(texts.name, texts.severity, instance);
  const proofs = usualProofs<Delivery>({
    alert: texts.name,
    severity: texts.severity,
    identity: Object.keys(instance),
    instance,
    worlds: types.map((type) => worldOf(type, type)),
    beyond: stopped,
    inside: working,
    settle: window.seconds,
    wait,
    times: { detects: window.seconds - step, clears: 0, loses: window.seconds - step },
    missing: { then: "successor", after: window.seconds + 120 },
  });
  // The queue is empty at first, because the idle replica that a transformation adds keeps the first value.
  const start = [hold(step, working), hold(600, busy)];
  const end = step + 600;
  const stops = (type: DataType) => worldOf(type, type).series([...start, hold(900, stopped)]);
  // Each of the other exporters differs from the tested one in one label.
  const others = (type: DataType) =>
    [...serviceKey, "instance", "exporter"].flatMap((name) =>
      worldOf(type, type)
        .series([...start, hold(900, busy)])
        .filter(({ metric: of }) => of !== "up")
        .map((series) => ({ ...series, labels: { ...series.labels, [name]: "another" } })),
    );
  return also(proofs, {
    fires: types.flatMap((type) => [
      {
        title: `${texts.name} ${texts.severity} fires when a queue that was never empty is no longer delivered (${type})`,
        series: stops(type),
        checks: [own.quiet(end), ...own.edges(end + window.seconds - 2 * step + wait), own.fires(end + 885)],
      },
      {
        title: `${texts.name} ${texts.severity} fires beside other exporters that deliver (${type})`,
        series: [...stops(type), ...others(type)],
        checks: [...own.edges(end + window.seconds - 2 * step + wait), own.fires(end + 885)],
      },
    ]),
    quiet: types.map((type) => ({
      title: `${texts.name} ${texts.severity} stays quiet while a queue that is never empty is delivered (${type})`,
      series: worldOf(type, type).series([...start, hold(900, busy)]),
      checks: [own.quiet(window.seconds + wait), own.quiet(end + 885)],
    })),
  });
}

/** Alert for an exporter of the gateway or of a log agent that delivered nothing for five minutes, although its queue was never empty. */
export const telemetryNotDelivered = (): Alert => {
  const texts: StackTexts = {
    name: "TelemetryNotDelivered",
    symptom: "pipeline",
    severity: "warning",
    summary: text`${place}: nothing is delivered by the exporter ${label("exporter")}`,
    impact: "The gateway keeps the data in its queue on disk and tries again. When this queue is full, new data is lost.",
    firstSteps: [
      "Read the gateway's log. It shows the address and the error of the exporter in the summary.",
      {
        step: "If the exporter is `otlp_http/logs` or `otlp_grpc/traces`, bring the environment's store back. If its name begins with `otlp_http/destination-`, check the vendor's status page. If the summary names log-agent, bring the gateway back.",
        command: { query: "otelcol_exporter_queue_size / otelcol_exporter_queue_capacity" },
      },
      "Do not delete the gateway's queue. The gateway delivers it when the exporter works again.",
    ],
    firstCommand: { logs: "otelcol", grep: "err" },
    panel: "stack/pipeline",
  };
  return stackAlert({
    ...texts,
    condition: expression(
      `an exporter's queue was never empty in the last ${window.text}, and the exporter delivered nothing in this time`,
      promql`
      ${stuck("logs")}
        or
      ${stuck("traces")}`,
    ),
    wait,
    extra: ["exporter"],
    proofs: () => notDeliveredProofs(texts),
  });
};

/** Alert for data that the gateway or a log agent has given up on, e.g. because a store or a destination rejects it for good. */
export const telemetryLost = (): Alert =>
  growthAlert(
    {
      name: "TelemetryLost",
      symptom: "pipeline",
      severity: "warning",
      summary: text`${place}: data is lost, because it is rejected by the receiver of ${label("exporter")}`,
      impact: "These logs or traces are missing at this receiver. The gateway does not send them again.",
      firstSteps: [
        "If the summary names log-agent, the agent sends with a wrong token: compare the secret `otlp-monitoring` of the agent and of the gateway, and restart both.",
        "Read the gateway's log for the status code. 401 and 403 mean a wrong token, 404 a wrong address, 400 and 413 data that the receiver refuses.",
        `The exporter \`${toDestinations}\` loses data if the queue of a destination is full: \`TelemetryNotDelivered\` names this destination.`,
        "For a destination of the catalogue, set its secret or its address again. For a store, read the store's log.",
      ],
      firstCommand: { logs: "otelcol", grep: "err" },
      panel: "stack/pipeline",
    },
    {
      counters: ["otelcol_exporter_send_failed_log_records", "otelcol_exporter_send_failed_spans"],
      extra: { exporter },
      window,
      wait: 60,
      appears: true,
    },
  );
