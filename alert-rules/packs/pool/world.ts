import { poolMetrics } from "../../../exporters/instrumentation/pool";
import { counter, gauge, mapPhases, type Phase, type RawSeries } from "../../proofs/samples";
import { proofService, upOf } from "../../proofs/service";
import { pushedTraffic } from "../http/world";

/** Simulated state of one replica's pool, which has `proofPoolSize` connections. */
export interface PoolState {
  readonly used?: number;
  readonly pending?: number;
  /** Callers that give up, per second. */
  readonly timeouts?: number;
}

export const proofPool = "main";
export const proofPoolSize = 100;
/** Identity labels of the alert instance that fires in the alerts' unit tests ("proofs"). */
export const proofPoolInstance = { ...proofService, pool: proofPool } as const;

/** Labels of a pool's raw series. */
export const poolLabels = (instrumentation: string, instance = "web:9464") => ({
  job: instrumentation,
  instance,
  instrumentation,
  ...proofService,
  [poolMetrics.pool]: proofPool,
});

/** Simulates the raw series of one replica's pool, without `up`. */
export function poolSeries(instrumentation: string, phases: readonly Phase<PoolState>[], instance?: string): RawSeries[] {
  const of = poolLabels(instrumentation, instance);
  const state = (value: string) => ({ ...of, [poolMetrics.state]: value });
  return [
    gauge(
      poolMetrics.connections,
      state(poolMetrics.used),
      mapPhases(phases, ({ used = 0 }) => used),
    ),
    gauge(
      poolMetrics.connections,
      state("idle"),
      mapPhases(phases, ({ used = 0 }) => proofPoolSize - used),
    ),
    gauge(
      poolMetrics.max,
      of,
      mapPhases(phases, () => proofPoolSize),
    ),
    gauge(
      poolMetrics.pending,
      of,
      mapPhases(phases, ({ pending = 0 }) => pending),
    ),
    counter(
      poolMetrics.timeouts,
      of,
      mapPhases(phases, ({ timeouts = 0 }) => timeouts),
    ),
  ];
}

/** Simulates a replica that Prometheus scrapes, with `up`. */
export const scrapedPool = (phases: readonly Phase<PoolState>[]): RawSeries[] => [
  ...poolSeries("prom-client", phases),
  upOf("prom-client", phases),
];

/** Simulates a replica that pushes its metrics. */
export const pushedPool = (phases: readonly Phase<PoolState>[]): RawSeries[] => [
  ...poolSeries("opentelemetry", phases),
  pushedTraffic(phases),
];
