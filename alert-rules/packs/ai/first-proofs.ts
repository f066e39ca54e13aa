import { aiLiteLlm, aiOpenTelemetry } from "../../../exporters/instrumentation/ai";
import { counter, hold } from "../../proofs/samples";
import { proofService } from "../../proofs/service";
import { firstLength, type EventsOf } from "../http/first-proofs";
import { proofProvider } from "./world";

const target = (instrumentation: string, instance: string) => ({ job: instrumentation, instance, instrumentation, ...proofService });

const openTelemetry: EventsOf = (failed, perSecond, { number = 0, instance = "web:9464" } = {}) =>
  counter(
    `${aiOpenTelemetry.duration.name}_count`,
    {
      ...target("prom-client", instance),
      gen_ai_operation_name: `operation-${number}`,
      gen_ai_request_model: "small",
      gen_ai_provider_name: proofProvider,
      ...(failed ? { error_type: "openai.RateLimitError" } : {}),
    },
    [hold(firstLength, perSecond)],
  );

/** LiteLLM counts failed calls in a second counter. */
const liteLlm: EventsOf = (failed, perSecond, { number = 0, instance = "web:9464" } = {}) =>
  counter(
    failed ? aiLiteLlm.failed.name : aiLiteLlm.calls.name,
    {
      ...target("fastapi-instrumentator", instance),
      api_provider: proofProvider,
      litellm_model_name: "small",
      requested_model: `model-${number}`,
      ...(failed ? { exception_class: "Openai.RateLimitError", exception_status: "429" } : {}),
    },
    [hold(firstLength, perSecond)],
  );

/** Counters of calls to one provider, by profile. */
export const aiEvents = { opentelemetry: openTelemetry, litellm: liteLlm } as const satisfies Readonly<Record<string, EventsOf>>;
