import type { Environment } from "../model/environments-schema";

/** A trace with a span that took so long, in milliseconds, is kept whatever the share. */
export const slowTraceMilliseconds = 500;

const processor = "tail_sampling";
const connector = "forward/all_traces";

/** Percent without the digits that binary fractions add. */
const percent = (share: number): number => Number((share * 100).toFixed(6));

/** What sampling adds to the gateway's configuration: what receives every trace, and the pipeline from there to the store. */
interface Sampling {
  readonly processors: Readonly<Record<string, object>>;
  readonly connectors: Readonly<Record<string, object>>;
  /** Exporters of the pipeline that has every trace. */
  readonly exporters: readonly string[];
  readonly pipelines: Readonly<Record<string, object>>;
}

/**
 * Sampling of an environment's traces, on their way to `store`. Metrics are made of spans before, so they count every one. A trace is decided
 * on 10 s after its first span: until then it is in memory, and is lost when the gateway is killed. Without sampling nothing is held.
 */
export function samplingOf({ traceSampling }: Pick<Environment, "traceSampling">, store: string): Sampling {
  if (traceSampling === 1) return { processors: {}, connectors: {}, exporters: [store], pipelines: {} };
  return {
    processors: {
      [processor]: {
        decision_wait: "10s",
        num_traces: 20_000,
        expected_new_traces_per_sec: 200,
        // Spans that come after the decision follow it.
        decision_cache: { sampled_cache_size: 50_000, non_sampled_cache_size: 50_000 },
        policies: [
          { name: "failed", type: "status_code", status_code: { status_codes: ["ERROR"] } },
          { name: "slow", type: "latency", latency: { threshold_ms: slowTraceMilliseconds } },
          { name: "share", type: "probabilistic", probabilistic: { sampling_percentage: percent(traceSampling) } },
        ],
      },
    },
    connectors: { [connector]: {} },
    exporters: [connector],
    pipelines: { "traces/sampled": { receivers: [connector], processors: [processor], exporters: [store] } },
  };
}
