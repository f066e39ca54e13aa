import type { Environment } from "../model/environments-schema";

/** A trace with a span of at least this duration, in milliseconds, is always kept. */
export const slowTraceMilliseconds = 500;

const processor = "tail_sampling";
const connector = "forward/all_traces";

/** Percent without binary noise. */
const percent = (share: number): number => Number((share * 100).toFixed(6));

/** The part of the gateway's configuration for sampling: the exporters of the first pipeline, and the pipeline from there to the store. */
interface Sampling {
  readonly processors: Readonly<Record<string, object>>;
  readonly connectors: Readonly<Record<string, object>>;
  /** Exporters of the pipeline with all traces. */
  readonly exporters: readonly string[];
  readonly pipelines: Readonly<Record<string, object>>;
}

/**
 * Tail sampling of an environment's traces before `store`. Span metrics are computed before it, so they count every span. The decision comes
 * 10 s after a trace's first span: until then the trace is in memory, and is lost if the gateway is killed. Without sampling nothing is held back.
 */
export function samplingOf({ traceSampling }: Pick<Environment, "traceSampling">, store: string): Sampling {
  if (traceSampling === 1) return { processors: {}, connectors: {}, exporters: [store], pipelines: {} };
  return {
    processors: {
      [processor]: {
        decision_wait: "10s",
        num_traces: 20_000,
        expected_new_traces_per_sec: 200,
        // Spans that arrive after the decision follow it.
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
