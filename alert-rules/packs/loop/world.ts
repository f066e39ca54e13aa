import { loopMetrics } from "../../../exporters/instrumentation/loops";
import { counter, mapPhases, type Phase, type RawSeries } from "../../proofs/samples";
import { proofService, upOf } from "../../proofs/service";
import { pushedTraffic } from "../http/world";

/** A simulated loop: its iterations and new items per second. Default: one iteration and no item. */
export interface LoopState {
  readonly iterations?: number;
  readonly items?: number;
}

/** Name of the simulated loop. */
export const proofLoop = "poller";
/** Identity labels of the alert instance that fires in the alerts' unit tests ("proofs"). */
export const proofLoopInstance = { ...proofService, [loopMetrics.loop]: proofLoop } as const;

/** Simulates the counters of one loop in one replica, without `up`. */
export function loopSeries(instrumentation: string, phases: readonly Phase<LoopState>[], instance = "web:9464"): RawSeries[] {
  const labels = { job: instrumentation, instance, instrumentation, ...proofService, [loopMetrics.loop]: proofLoop };
  return [
    counter(
      loopMetrics.iterations,
      labels,
      mapPhases(phases, ({ iterations = 1 }) => iterations),
    ),
    counter(
      loopMetrics.items,
      labels,
      mapPhases(phases, ({ items = 0 }) => items),
    ),
  ];
}

/** Simulates an application that Prometheus scrapes, with `up`. */
export const scrapedLoop = (phases: readonly Phase<LoopState>[]): RawSeries[] => [
  ...loopSeries("prom-client", phases),
  upOf("prom-client", phases),
];

/** Simulates an application that pushes its metrics. */
export const pushedLoop = (phases: readonly Phase<LoopState>[]): RawSeries[] => [
  ...loopSeries("opentelemetry", phases),
  pushedTraffic(phases),
];
