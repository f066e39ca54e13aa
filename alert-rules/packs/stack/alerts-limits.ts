import type { Alert } from "../../model";
import { minutes } from "../../promql";
import { label, text } from "../../template";
import { growthAlert } from "./make";

const window = minutes(5);
const place = label("service");

/** Alert for a gateway that rejects logs or traces, because it uses more memory than its limit allows. */
export const gatewayMemoryFull = (): Alert =>
  growthAlert(
    {
      name: "GatewayMemoryFull",
      symptom: "pipeline",
      severity: "warning",
      summary: text`${place}: logs or traces are rejected, because the memory limit is reached`,
      impact: "Applications retry for a while. After that, these logs and traces are lost.",
      firstSteps: [
        {
          step: "Find the sender of the most data on the panel of each signal in the dashboard Telemetry cost.",
          command: { query: "topk(5, service:spans:rate5m)" },
        },
        "Reduce what this service sends, or raise the gateway's memory limit (`monitoring:memory` in the stack's configuration).",
      ],
      firstCommand: { query: "otelcol_process_memory_rss" },
      panel: "stack/pipeline",
    },
    {
      counters: ["otelcol_processor_memory_limiter_refused_log_records", "otelcol_processor_memory_limiter_refused_spans"],
      window,
      wait: 60,
      appears: true,
    },
  );

/** Alert for a gateway that drops traces before it has decided whether to keep them, because too many wait for the decision. */
export const tracesNotDecided = (): Alert =>
  growthAlert(
    {
      name: "TracesNotDecided",
      symptom: "traces",
      severity: "warning",
      summary: text`${place}: traces are dropped before the sampling decision`,
      impact: "Some failed and slow traces are missing. Span metrics and logs are not affected.",
      firstSteps: [
        {
          step: "Find the service that starts the most traces.",
          command: { query: "topk(5, service:spans:rate5m)" },
        },
        "Check whether its traces are expected. A loop or a new library may create a trace for each item.",
        "If they are expected, raise `num_traces` in `exporters/pipeline/sampling.ts`. Each trace needs memory until the decision.",
      ],
      firstCommand: { query: "otelcol_processor_tail_sampling_sampling_traces_on_memory" },
      panel: "stack/pipeline",
    },
    { counters: ["otelcol_processor_tail_sampling_sampling_trace_dropped_too_early"], window, wait: 60, appears: true },
  );
