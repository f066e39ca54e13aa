import { aiLiteLlm, aiOpenTelemetry } from "../../../exporters/instrumentation/ai";
import { counter, histogram, mapPhases, pushedBoundText, type Phase, type RawSeries } from "../../proofs/samples";
import { countedService, namesakesOf, offService, patientService, proofService, rareService, upOf } from "../../proofs/service";
import type { AiCaller } from "../../rule-facts";
import { pushedTraffic } from "../http/world";

/** One kind of simulated call: the number per second, the duration of each in seconds, and whether it fails. */
export interface AiCalls {
  readonly perSecond: number;
  readonly seconds: number;
  readonly failed?: boolean;
}

type Phases = readonly Phase<readonly AiCalls[]>[];

/** Name of the simulated provider. */
export const proofProvider = "openai";
/** Identity labels of the alert instance that fires in the alerts' unit tests ("proofs"). */
export const proofAiInstance = { ...proofService, provider: proofProvider } as const;

const services = [
  proofService,
  offService,
  patientService,
  countedService,
  rareService,
  ...[proofService, patientService, rareService].flatMap(namesakesOf),
];

/** The simulated services that measure their calls to AI providers. */
export const proofAi: readonly AiCaller[] = services.flatMap((service) =>
  (["opentelemetry", "litellm"] as const).map((profile): AiCaller => ({ service, profile })),
);

/** Where and how the simulated application reports its calls. */
interface Reported {
  readonly instrumentation: "prom-client" | "opentelemetry";
  /** Name of the label with the provider. Default: that of the current conventions. */
  readonly label?: "gen_ai_system" | "gen_ai_provider_name";
  readonly model?: string;
  readonly provider?: string;
  /** Kind of error of failed calls. */
  readonly error?: string;
  readonly instance?: string;
}

/** Tokens of each simulated call that succeeds. */
export const tokensPerCall = { input: 100, output: 20 } as const;
const kinds = ["input", "output"] as const;

/** The number of calls per second of which `which` is true, in each phase. */
const perSecond = (phases: Phases, which: (each: AiCalls) => boolean): Phase<number>[] =>
  mapPhases(phases, (all) => all.filter(which).reduce((sum, each) => sum + each.perSecond, 0));
const isFailed = ({ failed = false }: AiCalls): boolean => failed;
const tokensOf = (phases: Phases, kind: (typeof kinds)[number]): Phase<number>[] =>
  mapPhases(
    perSecond(phases, (each) => !isFailed(each)),
    (rate) => rate * tokensPerCall[kind],
  );

/** Bounds of the simulated histograms. */
export const aiBounds = [0.08, 0.32, 1.28, 2.56, 5.12, 10.24, 20.48] as const;

/** Simulates the metrics of an application with OpenTelemetry's names, without `up`. */
export function aiSeries(of: Reported, phases: Phases): RawSeries[] {
  const { instrumentation, label = "gen_ai_provider_name", model = "small", provider = proofProvider, instance = "web:9464" } = of;
  const target = { job: instrumentation, instance, instrumentation, ...proofService };
  const call = { gen_ai_operation_name: "chat", gen_ai_request_model: model, [label]: provider };
  const spell = instrumentation === "opentelemetry" ? pushedBoundText : undefined;
  const durations = [false, true].flatMap((failing) => {
    const error = failing ? { error_type: of.error ?? "openai.RateLimitError" } : {};
    const those = mapPhases(phases, (all) => all.filter((each) => isFailed(each) === failing));
    return histogram(aiOpenTelemetry.duration.name, { ...target, ...call, ...error }, [...aiBounds], those, spell);
  });
  const tokens = kinds.map((kind) =>
    counter(aiOpenTelemetry[kind].name, { ...target, ...call, gen_ai_token_type: kind }, tokensOf(phases, kind)),
  );
  return [...durations, ...tokens];
}

/** Simulates an application that Prometheus scrapes, with `up`. */
export const scrapedAi =
  (of: Omit<Reported, "instrumentation"> = {}) =>
  (phases: Phases): RawSeries[] => [...aiSeries({ ...of, instrumentation: "prom-client" }, phases), upOf("prom-client", phases)];

/** Simulates an application that pushes its metrics. */
export const pushedAi =
  (of: Omit<Reported, "instrumentation"> = {}) =>
  (phases: Phases): RawSeries[] => [...aiSeries({ ...of, instrumentation: "opentelemetry" }, phases), pushedTraffic(phases)];

/** Where the simulated LiteLLM sends calls. */
interface Routed {
  readonly model?: string;
  readonly provider?: string;
}

/** Simulates the metrics of LiteLLM in an application with fastapi-instrumentator, without `up`. */
export function liteLlmSeries({ model = "small", provider = proofProvider }: Routed, phases: Phases): RawSeries[] {
  const job = "fastapi-instrumentator";
  const target = { job, instance: "web:9464", instrumentation: job, ...proofService };
  const deployment = { ...target, api_provider: provider, litellm_model_name: model, requested_model: model };
  const ofModel = { ...target, api_provider: provider, model, requested_model: model };
  return [
    counter(
      aiLiteLlm.calls.name,
      deployment,
      perSecond(phases, () => true),
    ),
    counter(
      aiLiteLlm.failed.name,
      { ...deployment, exception_class: "Openai.RateLimitError", exception_status: "429" },
      perSecond(phases, isFailed),
    ),
    ...histogram(
      aiLiteLlm.duration.name,
      ofModel,
      [...aiBounds],
      mapPhases(phases, (all) => all.filter((each) => !isFailed(each))),
    ),
    ...kinds.map((kind) => counter(aiLiteLlm[kind].name, ofModel, tokensOf(phases, kind))),
  ];
}

/** Simulates an application with LiteLLM that Prometheus scrapes, with `up`. */
export const scrapedLiteLlm =
  (of: Routed = {}) =>
  (phases: Phases): RawSeries[] => [...liteLlmSeries(of, phases), upOf("fastapi-instrumentator", phases)];
