import type { Alert } from "../alert-rules/model";
import { aiFirstTokenP95, aiLatencyP95 } from "../alert-rules/packs/ai/latency-series";
import {
  calls,
  errorRatio,
  errorRatioSustained,
  failures,
  failuresPerMinute,
  modelCalls,
  modelFailures,
} from "../alert-rules/packs/ai/series";
import { inputTokens, outputTokens } from "../alert-rules/packs/ai/tokens-series";
import { promql } from "../alert-rules/promql";
import type { RuleFacts } from "../alert-rules/rule-facts";
import { graph, line, query } from "./lines";
import type { Dashboard, PromQuery, Section } from "./model";
import { of, serviceAlerts, serviceScope, serviceVariables } from "./scope";
import { firing, firingTable } from "./sections/alerts";
import { thresholdLines, thresholdText } from "./threshold-lines";
import { titles } from "./titles";

const empty = "The service reported no calls to AI providers.";

/** Whether any service sets a threshold for the duration of calls. There is no default, so otherwise there is no alert. */
const watchesLatency = (alerts: readonly Alert[]): boolean => alerts.some(({ panel }) => panel === "ai/latency");
const latencyText = (alerts: readonly Alert[]): string =>
  watchesLatency(alerts) ? thresholdText(alerts, "ai/latency") : "No service sets a threshold.";
const latencyLines = (alerts: readonly Alert[]): readonly PromQuery[] =>
  watchesLatency(alerts) ? thresholdLines(alerts, "ai/latency", serviceScope) : [];

const failed = (alerts: readonly Alert[]): Section => ({
  title: "Failed calls",
  panels: [
    graph({
      id: "ai/failures",
      title: "Failed calls per minute",
      description: `Failed calls to each AI provider per minute, on average over 5 minutes. Calls that the application cancels do not count. ${thresholdText(alerts, "ai/failures")}`,
      empty,
      unit: "short",
      queries: [line(failuresPerMinute, serviceScope, "{{provider}}"), ...thresholdLines(alerts, "ai/failures", serviceScope)],
    }),
    graph({
      id: "ai/errors",
      title: "Share of failed calls",
      description: `Share of failed calls to each AI provider over 5 minutes. The alert uses "sustained". ${thresholdText(alerts, "ai/errors")}`,
      empty,
      unit: "percentunit",
      queries: [
        line(errorRatio, serviceScope, "{{provider}}"),
        line(errorRatioSustained, serviceScope, "{{provider}} sustained", { style: "dashed" }),
        ...thresholdLines(alerts, "ai/errors", serviceScope),
      ],
    }),
    graph({
      id: "ai/model-errors:111",
      title: "Share of failed calls by model",
      description: "Share of failed calls to each model over 5 minutes.",
      empty,
      unit: "percentunit",
      queries: [query(promql`${of(modelFailures, serviceScope)} / (${of(modelCalls, serviceScope)} > 0)`, "{{provider}} {{model}}")],
    }),
    graph({
      id: "ai/traffic:112",
      title: "Calls per second",
      description: "Calls per second and failed calls per second to each AI provider, over 5 minutes.",
      empty,
      unit: "reqps",
      queries: [line(calls, serviceScope, "{{provider}}"), line(failures, serviceScope, "{{provider}} failed", { style: "dashed" })],
    }),
  ],
});

const use = (alerts: readonly Alert[]): Section => ({
  title: "Use and duration",
  panels: [
    graph({
      id: "ai/models:113",
      title: "Calls per second by model",
      description: "Calls per second to each model, over 5 minutes.",
      empty,
      unit: "reqps",
      queries: [line(modelCalls, serviceScope, "{{provider}} {{model}}")],
    }),
    graph({
      id: "ai/tokens:114",
      title: "Tokens per second",
      description: "Tokens per second that are sent to each model (input), and that each model returns (output), over 5 minutes.",
      empty: "The service reported no tokens. Some providers report the tokens of a streamed response only if the request asks for them.",
      unit: "short",
      queries: [
        line(inputTokens, serviceScope, "{{provider}} {{model}} input"),
        line(outputTokens, serviceScope, "{{provider}} {{model}} output", { style: "dashed" }),
      ],
    }),
    graph({
      id: "ai/latency",
      title: "Duration of calls",
      description: `95th percentile of the duration of calls to each AI provider over 5 minutes, until the end of the response. No percentile exceeds the highest bound of the histogram. ${latencyText(alerts)}`,
      empty,
      unit: "s",
      queries: [line(aiLatencyP95, serviceScope, "{{provider}}"), ...latencyLines(alerts)],
    }),
    graph({
      id: "ai/first-token:115",
      title: "Time to first token",
      description: "95th percentile of the time until the first token of a streamed response, over 5 minutes.",
      empty: "The service reported no streamed responses, or its instrumentation does not measure the first token.",
      unit: "s",
      queries: [line(aiFirstTokenP95, serviceScope, "{{provider}}")],
    }),
  ],
});

/** Dashboard for the calls of one service to AI providers. */
export const aiLayer = (_facts: RuleFacts, alerts: readonly Alert[]): Dashboard => ({
  id: "ai",
  title: titles.ai,
  description: "Calls of one service to AI providers: failures, duration, time to first token, and tokens by model.",
  tags: ["ai"],
  variables: serviceVariables(calls.name),
  alerts: firing(serviceAlerts),
  sections: [
    { title: "Now", panels: [firingTable("ai/alerts:101", serviceAlerts, { width: 24, height: 6 })] },
    failed(alerts),
    use(alerts),
  ],
});
