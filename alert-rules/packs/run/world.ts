import { hashedRuns, runMetrics } from "../../../exporters/instrumentation/runs";
import { counter, gauge, mapPhases, type Phase, type RawSeries } from "../../proofs/samples";
import { proofService, upOf } from "../../proofs/service";
import type { RunCounter } from "../../../exporters/model/runs-schema";
import { pushedTraffic } from "../http/world";

/**
 * Simulated runs of one kind. `succeeded` and `failed` are in runs per second, `oldest` in seconds. Default: 0.
 * `duration`, in seconds, is that of a successful run in a hash. Default: 60.
 */
export interface RunState {
  readonly succeeded?: number;
  readonly failed?: number;
  readonly oldest?: number;
  readonly duration?: number;
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

/** The counter of the simulated runs under its own name, with the names of the contract `request-counter`. */
export const proofCounter = {
  metric: "export_jobs_total",
  label: "status",
  success: ["success"],
  failure: ["failed"],
  category: "reason",
} as const satisfies RunCounter;

/** Simulates an application that counts its runs with its own counter, without `up`. */
export function countedRunSeries(phases: readonly Phase<RunState>[], instance = "web:9464"): RawSeries[] {
  const { metric, label, category: reason } = proofCounter;
  const target = { job: "request-counter", instance, instrumentation: "request-counter", ...proofService };
  return [
    counter(
      metric,
      { ...target, [label]: "success", [reason]: "" },
      mapPhases(phases, ({ succeeded = 0 }) => succeeded),
    ),
    counter(
      metric,
      { ...target, [label]: "failed", [reason]: proofCategory },
      mapPhases(phases, ({ failed = 0 }) => failed),
    ),
  ];
}

/** Simulates an application that counts its runs with its own counter, with `up`. */
export const countedRunWorld = (phases: readonly Phase<RunState>[]): RawSeries[] => [
  ...countedRunSeries(phases),
  upOf("request-counter", phases),
];

/** Seconds for which the script for hashes counts ended runs. */
const counted = 900;

/** Simulates the values that redis_exporter's script reads from the hashes of one kind of run, without `up`. */
export function hashedRunSeries(phases: readonly Phase<RunState>[], instance = "web:9464"): RawSeries[] {
  const { id, metric, key } = hashedRuns;
  const value = (name: string, of: (state: RunState) => number): RawSeries =>
    gauge(
      metric,
      {
        job: id,
        instance,
        instrumentation: id,
        ...proofService,
        filename: "/etc/redis_exporter/runs.lua",
        [key]: `${proofService.service}/${proofRun}:${name}`,
      },
      mapPhases(phases, of),
    );
  return [
    value("running", ({ oldest: age = 0 }) => (age > 0 ? 1 : 0)),
    value("oldest_age_seconds", ({ oldest: age = 0 }) => age),
    value("succeeded", ({ succeeded = 0 }) => succeeded * counted),
    value(`failures@${proofCategory}`, ({ failed = 0 }) => failed * counted),
    value("failures@other", () => 0),
    value("undated", () => 0),
    value("duration_seconds", ({ duration = 60 }) => duration),
  ];
}

/** Simulates redis_exporter, which reads the hashes, with `up`. */
export const hashedRunWorld = (phases: readonly Phase<RunState>[]): RawSeries[] => [
  ...hashedRunSeries(phases),
  upOf(hashedRuns.id, phases),
];
