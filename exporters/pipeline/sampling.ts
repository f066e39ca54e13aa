import type { Environment } from "../model/environments-schema";

/**
 * Minimum duration of a slow trace in milliseconds, from its earliest start time to its latest end time. A trace is kept if the spans that
 * arrive until the decision show this duration.
 */
export const slowTraceMilliseconds = 500;

const processor = "tail_sampling";
const connector = "forward/all_traces";

/** Turns a share into a percentage, without floating-point noise. */
const percent = (share: number): number => Number((share * 100).toFixed(6));

/** Parts of the gateway's configuration for sampling. `pipelines` lead from `exporters` to the store and the destinations. */
interface Sampling {
  readonly processors: Readonly<Record<string, object>>;
  readonly connectors: Readonly<Record<string, object>>;
  /** Exporters of the pipeline that receives all traces. */
  readonly exporters: readonly string[];
  readonly pipelines: Readonly<Record<string, object>>;
}

/** Whether the gateway drops traces of an environment. With a share of 1, it keeps all of them without a decision. */
export const samples = ({ traceSampling }: Pick<Environment, "traceSampling">): boolean => traceSampling < 1;

/**
 * Returns the tail sampling of an environment's traces on their way to the exporters `stores`. The gateway decides 10 s after the first
 * span of a trace. Until then, the trace is in memory and is lost if the gateway is killed. Span metrics are computed before sampling, so
 * they count every span. With a share of 1, there is no sampling and no delay.
 */
export function samplingOf(environment: Pick<Environment, "traceSampling">, stores: readonly string[]): Sampling {
  if (!samples(environment)) return { processors: {}, connectors: {}, exporters: stores, pipelines: {} };
  return {
    processors: {
      [processor]: {
        decision_wait: "10s",
        num_traces: 20_000,
        expected_new_traces_per_sec: 200,
        // Later spans of a trace get the same decision as the earlier ones.
        decision_cache: { sampled_cache_size: 50_000, non_sampled_cache_size: 50_000 },
        policies: [
          { name: "failed", type: "status_code", status_code: { status_codes: ["ERROR"] } },
          { name: "slow", type: "latency", latency: { threshold_ms: slowTraceMilliseconds } },
          { name: "share", type: "probabilistic", probabilistic: { sampling_percentage: percent(environment.traceSampling) } },
        ],
      },
    },
    connectors: { [connector]: {} },
    exporters: [connector],
    pipelines: { "traces/sampled": { receivers: [connector], processors: [processor], exporters: stores } },
  };
}
