import { streamMetrics } from "../../../exporters/instrumentation/streams";
import { counter, gauge, mapPhases, type Phase, type RawSeries } from "../../proofs/samples";
import { proofService, upOf } from "../../proofs/service";
import { pushedTraffic } from "../http/world";

/**
 * Simulated streams of one kind: open streams, closes per second by reason, and the silence in seconds. Default: 0. `failed` closes are
 * abnormal.
 */
export interface StreamState {
  readonly open?: number;
  readonly completed?: number;
  readonly disconnected?: number;
  readonly ending?: number;
  readonly failed?: number;
  readonly silence?: number;
}

/** Name of the simulated kind of stream. */
export const proofStream = "chat";
/** Identity labels of the alert instance that fires in the alerts' unit tests ("proofs"). */
export const proofStreamInstance = { ...proofService, [streamMetrics.stream]: proofStream } as const;

const { active, opened, closed, silence, stream, outcome, reason, normal, abnormal, completed, disconnected, shutdown, error } =
  streamMetrics;

/** Simulates the raw series of one kind of stream in one replica, without `up`. */
export function streamSeries(instrumentation: string, phases: readonly Phase<StreamState>[], instance = "web:9464"): RawSeries[] {
  const target = { job: instrumentation, instance, instrumentation, ...proofService, [stream]: proofStream };
  const read = (metric: string, value: (state: StreamState) => number): RawSeries => gauge(metric, target, mapPhases(phases, value));
  const closes = (of: string, why: string, value: (state: StreamState) => number): RawSeries =>
    counter(closed, { ...target, [outcome]: of, [reason]: why }, mapPhases(phases, value));
  return [
    read(active, ({ open = 0 }) => open),
    read(silence, ({ silence: seconds = 0 }) => seconds),
    counter(
      opened,
      target,
      mapPhases(phases, () => 1),
    ),
    closes(normal, completed, ({ completed: each = 0 }) => each),
    closes(normal, disconnected, ({ disconnected: each = 0 }) => each),
    closes(normal, shutdown, ({ ending = 0 }) => ending),
    closes(abnormal, error, ({ failed = 0 }) => failed),
  ];
}

/** Simulates an application that Prometheus scrapes, with `up`. */
export const scrapedStreams = (phases: readonly Phase<StreamState>[]): RawSeries[] => [
  ...streamSeries("prom-client", phases),
  upOf("prom-client", phases),
];

/** Simulates an application that pushes its metrics. */
export const pushedStreams = (phases: readonly Phase<StreamState>[]): RawSeries[] => [
  ...streamSeries("opentelemetry", phases),
  pushedTraffic(phases),
];
