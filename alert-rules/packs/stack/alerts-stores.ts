import { formatQuantity } from "../../../exporters/model/units";
import { expression, fixed } from "../../condition";
import { identity, serviceKey, type Alert } from "../../model";
import { also, moments, usualProofs, whileCounted } from "../../proofs/patterns";
import { counter, hold, mapPhases, step, type Phase } from "../../proofs/samples";
import { proofService } from "../../proofs/service";
import { counterWorld, seriesWorld, stackTarget } from "./world";
import { is, labels, matches, metric, minutes, promql, scalar, select, type MetricName } from "../../promql";
import { label, text, value } from "../../template";
import { stackAlert, type StackTexts } from "./make";

const window = minutes(5);
const wait = 300;
/** The alerts about failed requests need more requests per second than this, because an error ratio of few requests is meaningless. */
const enough = scalar(0.1);
const threshold = 0.05;
const place = label("service");

/** Requests per second that succeed (`good`) and fail (`bad`). */
interface Answers {
  readonly good: number;
  readonly bad: number;
}

/** A low rate that is still above `enough`: 2.5 requests per scrape interval, of which `share`, 0..1, fail. */
const mixed = (share: number): Answers => ({ good: (2.5 * (1 - share)) / step, bad: (2.5 * share) / step });

function requestsWorld(requests: MetricName) {
  const part = (phases: readonly Phase<Answers>[], status: string, pick: (answers: Answers) => number) =>
    counter(requests.text, { ...stackTarget, method: "POST", route: "otlp_v1", status_code: status, ws: "false" }, mapPhases(phases, pick));
  return seriesWorld<Answers>(requests.text, (phases) => [
    part(phases, "204", (answers) => answers.good),
    part(phases, "500", (answers) => answers.bad),
  ]);
}

/** Creates an alert for a store that answers too many requests with a server error. */
function requestsFailing(texts: StackTexts, requests: MetricName): Alert {
  const by = labels(...serviceKey);
  const world = requestsWorld(requests);
  const own = moments(texts.name, texts.severity, proofService);
  return stackAlert({
    ...texts,
    condition: expression(
      `more than ${formatQuantity(threshold, "ratio")} of requests over ${window.text} get a server error, and there are more than ${enough.text} requests per second`,
      promql`
      sum by (${by}) (rate(${select(requests, { status_code: matches("5..") })}[${window}]))
        /
      (sum by (${by}) (rate(${requests}[${window}])) > ${enough})
        > ${scalar(threshold)}`,
    ),
    wait,
    proofs: () =>
      also(
        usualProofs<Answers>({
          alert: texts.name,
          severity: texts.severity,
          identity,
          instance: proofService,
          worlds: [world],
          beyond: mixed(threshold + 0.01),
          inside: mixed(threshold - 0.01),
          settle: window.seconds,
          wait,
          times: { detects: 135, clears: 135, loses: 120 },
          missing: { then: "successor", after: window.seconds + 120 },
        }),
        {
          quiet: [
            {
              title: `${texts.name} ${texts.severity} stays quiet when all of a few requests fail`,
              series: world.series([hold(900, { good: 0, bad: 0.1 })]),
              checks: [own.quiet(600), own.quiet(885)],
            },
          ],
        },
      ),
  });
}

/** Alert for requests to Loki that fail. */
export const logStoreFailing = (): Alert =>
  requestsFailing(
    {
      name: "LogStoreFailing",
      symptom: "logs",
      severity: "warning",
      summary: text`${place}: ${value("ratio")} of requests fail`,
      impact: "Logs are missing or cannot be searched.",
      firstSteps: [
        "Find out which requests fail, with the first command.",
        { step: "Read Loki's log for the error.", command: { logs: "loki", grep: "err" } },
        { step: "Check whether Loki's disk or object store works.", command: [{ disk: "loki" }, { replicas: "loki" }] },
      ],
      firstCommand: { query: 'sum by (route) (rate(loki_request_duration_seconds_count{status_code=~"5.."}[5m]))' },
      panel: "stack/logs",
    },
    metric("loki_request_duration_seconds_count"),
  );

/** Alert for requests to Tempo that fail. */
export const traceStoreFailing = (): Alert =>
  requestsFailing(
    {
      name: "TraceStoreFailing",
      symptom: "traces",
      severity: "warning",
      summary: text`${place}: ${value("ratio")} of requests fail`,
      impact: "Traces are missing or cannot be searched.",
      firstSteps: [
        "Find out which requests fail, with the first command.",
        { step: "Read Tempo's log for the error.", command: { logs: "tempo", grep: "err" } },
        { step: "Check whether Tempo's disk or object store works.", command: [{ disk: "tempo" }, { replicas: "tempo" }] },
      ],
      firstCommand: { query: 'sum by (route) (rate(tempo_request_duration_seconds_count{status_code=~"5.."}[5m]))' },
      panel: "stack/traces",
    },
    metric("tempo_request_duration_seconds_count"),
  );

/** Creates an alert for a store that rejects data for ten minutes. The label `reason` holds the store's reason. */
function discarded(texts: StackTexts, refused: MetricName, reason: string, other: Readonly<Record<string, string>>): Alert {
  const by = labels(...serviceKey, "reason");
  const refusedWait = 600;
  const own = moments(texts.name, texts.severity, { ...proofService, reason });
  return stackAlert({
    ...texts,
    condition: fixed(
      {
        name: refused,
        help: `Rate of rejections over ${window.text} for one reason`,
        dimension: "rate",
        compared: promql`max by (${by}) (rate(${select(refused, { job: is("stack") })}[${window}]))`,
      },
      ">",
      0,
    ),
    wait: refusedWait,
    extra: ["reason"],
    proofs: () =>
      also(
        usualProofs<number>({
          alert: texts.name,
          severity: texts.severity,
          identity: [...identity, "reason"],
          instance: { ...proofService, reason },
          worlds: [counterWorld(refused.text, { reason, ...other })],
          beyond: 1,
          inside: 0,
          settle: window.seconds,
          wait: refusedWait,
          times: whileCounted(window.seconds),
          missing: { then: "successor", after: window.seconds + 120 },
        }),
        {
          quiet: [
            {
              title: `${texts.name} ${texts.severity} stays quiet for a store that is not of the stack`,
              series: counterWorld(refused.text, { reason, ...other, job: "other" }).series([hold(1200, 1)]),
              checks: [own.quiet(1185)],
            },
          ],
        },
      ),
  });
}

/** Alert for log lines that Loki rejects. */
export const logsDiscarded = (): Alert =>
  discarded(
    {
      name: "LogsDiscarded",
      symptom: "logs",
      severity: "warning",
      summary: text`${place}: log lines are rejected (${label("reason")})`,
      impact: "These lines are lost.",
      firstSteps: [
        "Check the reason in the summary. rate_limited and stream_limit mean too many lines; line_too_long and greater_than_max_sample_age mean invalid lines.",
        'Find the sender. In Grafana (Explore), run `sum by (service_namespace, service_name) (rate({service_name=~".+"}[5m]))`, which shows the lines per second of each service.',
        "Fix the sender. Raise the limit only if the growth is expected.",
      ],
      firstCommand: { query: "sum by (reason) (increase(loki_discarded_samples_total[15m]))" },
      panel: "stack/logs",
    },
    metric("loki_discarded_samples_total"),
    "rate_limited",
    { tenant: "fake", retention_hours: "720", policy: "", format: "otlp" },
  );

/** Alert for spans that Tempo rejects. */
export const spansDiscarded = (): Alert =>
  discarded(
    {
      name: "SpansDiscarded",
      symptom: "traces",
      severity: "warning",
      summary: text`${place}: spans are rejected (${label("reason")})`,
      impact: "Traces are incomplete. Metrics and logs are not affected.",
      firstSteps: [
        "Check the reason in the summary. rate_limited and live_traces_exceeded mean too many spans; trace_too_large means a trace that does not end.",
        "Find the sender. In Prometheus, run `sum by (system, service) (rate(traces_spanmetrics_calls_total[5m]))`, which shows the spans per second of each service.",
        "Fix the sender, or sample its traces. Raise the limit only if the growth is expected.",
      ],
      firstCommand: { query: "sum by (system, service) (rate(traces_spanmetrics_calls_total[5m]))" },
      panel: "stack/traces",
    },
    metric("tempo_discarded_spans_total"),
    "rate_limited",
    { tenant: "single-tenant" },
  );
