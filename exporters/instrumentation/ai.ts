import type { LabelMatch } from "./model";

/** A metric of the calls to AI providers, and its labels that identify provider and model. */
export interface AiMetric {
  /** Name of a counter, or base name of a histogram, without `_bucket`. */
  readonly name: string;
  /** Labels with the provider's name. If several of them are set, the last one counts. */
  readonly provider: readonly string[];
  /** Labels with the model's name. If several of them are set, the last one counts. */
  readonly model: readonly string[];
  /** Only series with this value of a label count. Default: all. */
  readonly only?: { readonly label: string; readonly value: string };
  /** Series with this label do not count. Default: none. */
  readonly except?: LabelMatch;
}

/** The metrics with which one library measures the calls to AI providers. Durations are in seconds. */
export interface AiProfile {
  readonly id: string;
  /** Counter of all calls. */
  readonly calls: AiMetric;
  /** Counter of failed calls. */
  readonly failed: AiMetric;
  /** Histogram of the duration of calls. */
  readonly duration: AiMetric;
  /** Histogram of the time until a streamed response begins. */
  readonly firstToken: AiMetric;
  /** Counter of the tokens that are sent to models. */
  readonly input: AiMetric;
  /** Counter of the tokens that models return. */
  readonly output: AiMetric;
}

/** The metrics of a profile. */
export const aiMetrics = ({ calls, failed, duration, firstToken, input, output }: AiProfile): readonly AiMetric[] => [
  calls,
  failed,
  duration,
  firstToken,
  input,
  output,
];

/**
 * Errors with which a call ends because the application cancels it, for example because its user has left. They do not count as failed. The
 * classes are those of OpenAI's clients for Node.js and Python, of `fetch`, and of asyncio.
 */
const cancelled = "(.*[.])?(APIUserAbortError|AbortError|CancelledError|GeneratorExit)";

const genAi = { provider: ["gen_ai_system", "gen_ai_provider_name"], model: ["gen_ai_request_model"] };
const operations = "gen_ai_client_operation_duration_seconds";
const genAiTokens = (kind: string): AiMetric => ({
  name: "gen_ai_client_token_usage_sum",
  ...genAi,
  only: { label: "gen_ai_token_type", value: kind },
});

/**
 * OpenTelemetry's semantic conventions for generative AI: `gen_ai.client.operation.duration`, `gen_ai.client.token.usage` and
 * `gen_ai.client.operation.time_to_first_chunk`. Conventions before 1.37 have `gen_ai.system` instead of `gen_ai.provider.name`, and do not
 * have the last metric.
 */
export const aiOpenTelemetry = {
  id: "opentelemetry",
  calls: { name: `${operations}_count`, ...genAi },
  failed: { name: `${operations}_count`, ...genAi, except: { label: "error_type", pattern: `|${cancelled}` } },
  duration: { name: operations, ...genAi },
  firstToken: {
    name: "gen_ai_client_operation_time_to_first_chunk_seconds",
    provider: ["gen_ai_provider_name"],
    model: genAi.model,
  },
  input: genAiTokens("input"),
  output: genAiTokens("output"),
} as const satisfies AiProfile;

const deployment = { provider: ["api_provider"], model: ["requested_model", "litellm_model_name"] };
const call = { provider: ["api_provider"], model: ["model"] };

/**
 * LiteLLM's proxy, or its router in an application, with the callback `prometheus`. It counts each attempt, also of retries and fallbacks.
 * Durations are those of successful calls.
 */
export const aiLiteLlm = {
  id: "litellm",
  calls: { name: "litellm_deployment_total_requests_total", ...deployment },
  failed: { name: "litellm_deployment_failure_responses_total", ...deployment },
  duration: { name: "litellm_llm_api_latency_metric", ...call },
  firstToken: { name: "litellm_llm_api_time_to_first_token_metric", ...call },
  input: { name: "litellm_input_tokens_metric_total", ...call },
  output: { name: "litellm_output_tokens_metric_total", ...call },
} as const satisfies AiProfile;

/** Every profile for AI calls by ID. */
export const aiProfiles = { opentelemetry: aiOpenTelemetry, litellm: aiLiteLlm } as const satisfies Record<string, AiProfile>;
export type AiProfileId = keyof typeof aiProfiles;
