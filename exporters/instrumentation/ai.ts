import type { LabelMatch } from "./model";

/** Names of the metrics with which one library measures the calls to AI providers. Durations are in seconds. */
export interface AiProfile {
  readonly id: string;
  /** Name of the counter of all calls. */
  readonly calls: string;
  /** Name of the counter of failed calls, and the labels of those that failed. */
  readonly failed: string;
  readonly failedMatch: LabelMatch | undefined;
  /** Labels with the provider's name. If a series has several of them, the last one counts. */
  readonly provider: readonly string[];
  /** Labels with the model's name. If a series has several of them, the last one counts. */
  readonly model: readonly string[];
  /** Base name of the histogram of the duration of calls, without `_bucket`. */
  readonly duration: string;
  /** Base name of the histogram of the time until a streamed response begins, without `_bucket`. */
  readonly firstToken: string;
  /** Names of the counters of tokens, by kind. */
  readonly tokens: Readonly<Record<"input" | "output", TokenCounter>>;
}

/** A counter of tokens, with a label if one metric counts both kinds. */
export interface TokenCounter {
  readonly metric: string;
  readonly match: LabelMatch | undefined;
}

/**
 * Errors with which a call ends because the application cancels it, for example because its user has left. They do not count as failed. The
 * classes are those of OpenAI's clients for Node.js and Python, of `fetch`, and of asyncio.
 */
export const cancelled = "(.*[.])?(APIUserAbortError|AbortError|CancelledError|GeneratorExit)";

const tokenType = "gen_ai_token_type";
const tokens = (kind: string): TokenCounter => ({ metric: "gen_ai_client_token_usage_sum", match: { label: tokenType, pattern: kind } });

/**
 * OpenTelemetry's semantic conventions for generative AI: `gen_ai.client.operation.duration`, `gen_ai.client.token.usage` and
 * `gen_ai.client.operation.time_to_first_chunk`. Conventions before 1.37 have `gen_ai.system` instead of `gen_ai.provider.name`.
 */
export const aiOpenTelemetry = {
  id: "opentelemetry",
  calls: "gen_ai_client_operation_duration_seconds_count",
  failed: "gen_ai_client_operation_duration_seconds_count",
  failedMatch: { label: "error_type", pattern: ".+" },
  provider: ["gen_ai_system", "gen_ai_provider_name"],
  model: ["gen_ai_request_model"],
  duration: "gen_ai_client_operation_duration_seconds",
  firstToken: "gen_ai_client_operation_time_to_first_chunk_seconds",
  tokens: { input: tokens("input"), output: tokens("output") },
} as const satisfies AiProfile;

/**
 * LiteLLM's proxy, or its router in an application, with the callback `prometheus`. It counts each attempt, also of retries and fallbacks.
 * Durations are those of successful calls.
 */
export const aiLiteLlm = {
  id: "litellm",
  calls: "litellm_deployment_total_requests_total",
  failed: "litellm_deployment_failure_responses_total",
  failedMatch: undefined,
  provider: ["api_provider"],
  model: ["requested_model", "model", "litellm_model_name"],
  duration: "litellm_llm_api_latency_metric",
  firstToken: "litellm_llm_api_time_to_first_token_metric",
  tokens: {
    input: { metric: "litellm_input_tokens_metric_total", match: undefined },
    output: { metric: "litellm_output_tokens_metric_total", match: undefined },
  },
} as const satisfies AiProfile;

/** Every profile for AI calls by ID. */
export const aiProfiles = { opentelemetry: aiOpenTelemetry, litellm: aiLiteLlm } as const satisfies Record<string, AiProfile>;
export type AiProfileId = keyof typeof aiProfiles;
