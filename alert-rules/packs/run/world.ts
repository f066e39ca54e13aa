import { runMetrics } from "../../../exporters/instrumentation/runs";
import { counter, gauge, mapPhases, type Phase, type RawSeries } from "../../proofs/samples";
import { proofService, upOf } from "../../proofs/service";
import { pushedTraffic } from "../http/world";

/** Simulated runs of one kind. `succeeded` and `failed` are in runs per second, `oldest` in seconds. Default: 0. */
export interface RunState {
  readonly succeeded?: number;
  readonly failed?: number;
  readonly oldest?: number;
}

/** Name of the simulated kind of run. */
export const proofRun = "imports";
/** The category of the simulated failures. */
export const proofCategory = "timeout";
/** Identity labels of the alert instance that fires in the alerts' unit tests ("proofs"). */
export const proofRunInstance = { ...proofService, [runMetrics.run]: proofRun } as const;

const { ended, running, oldest, run, outcome, success, failure, category } = runMetrics;

/** Simulates the raw series of one kind of run in one replica, without `up`. */
export function runSeries(instrumentation: string, phases: readonly Phase<RunState>[], instance = "web:9464"): RawSeries[] {
  const target = { job: instrumentation, instance, instrumentation, ...proofService, [run]: proofRun };
  const count = (labels: Readonly<Record<string, string>>, value: (state: RunState) => number): RawSeries =>
    counter(ended, { ...target, ...labels }, mapPhases(phases, value));
  return [
    count({ [outcome]: success }, ({ succeeded = 0 }) => succeeded),
    count({ [outcome]: failure, [category]: proofCategory }, ({ failed = 0 }) => failed),
    gauge(
      running,
      target,
      mapPhases(phases, ({ oldest: age = 0 }) => (age > 0 ? 1 : 0)),
    ),
    gauge(
      oldest,
      target,
      mapPhases(phases, ({ oldest: age = 0 }) => age),
    ),
  ];
}

/** Simulates an application that Prometheus scrapes, with `up`. */
export const scrapedRuns = (phases: readonly Phase<RunState>[]): RawSeries[] => [
  ...runSeries("prom-client", phases),
  upOf("prom-client", phases),
];

/** Simulates an application that pushes its metrics. */
export const pushedRuns = (phases: readonly Phase<RunState>[]): RawSeries[] => [
  ...runSeries("opentelemetry", phases),
  pushedTraffic(phases),
];
