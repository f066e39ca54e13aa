import { workerMetrics } from "../../../exporters/instrumentation/workers";
import { gauge, mapPhases, type Phase, type RawSeries } from "../../proofs/samples";
import { proofService, upOf } from "../../proofs/service";
import { pushedTraffic } from "../http/world";

/** Simulated group of `proofWorkers` workers in one replica. Default: no worker is busy. */
export interface WorkerState {
  readonly busy?: number;
  readonly workers?: number;
}

const { workers, busy, group } = workerMetrics;

/** Name of the simulated group of workers. It differs from every name in the catalogue, because transformations rename those. */
export const proofGroup = "threads";
/** Number of workers of a simulated replica. */
export const proofWorkers = 100;
/** Identity labels of the alert instance that fires in the alerts' unit tests ("proofs"). */
export const proofGroupInstance = { ...proofService, [group]: proofGroup } as const;

/** Simulates the gauges of one replica, without `up`. */
export function workerSeries(instrumentation: string, phases: readonly Phase<WorkerState>[], instance = "web:9464"): RawSeries[] {
  const labels = { job: instrumentation, instance, instrumentation, ...proofService, [group]: proofGroup };
  return [
    gauge(
      workers,
      labels,
      mapPhases(phases, ({ workers: all = proofWorkers }) => all),
    ),
    gauge(
      busy,
      labels,
      mapPhases(phases, ({ busy: some = 0 }) => some),
    ),
  ];
}

/** Simulates a replica that Prometheus scrapes, with `up`. */
export const scrapedWorkers = (phases: readonly Phase<WorkerState>[]): RawSeries[] => [
  ...workerSeries("prom-client", phases),
  upOf("prom-client", phases),
];

/** Simulates a replica that pushes its metrics. */
export const pushedWorkers = (phases: readonly Phase<WorkerState>[]): RawSeries[] => [
  ...workerSeries("opentelemetry", phases),
  pushedTraffic(phases),
];
