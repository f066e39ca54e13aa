import { connectionFailures } from "../alert-rules/packs/calls/connections-series";
import { callLatencyP95 } from "../alert-rules/packs/calls/latency-series";
import { rateLimitLeft } from "../alert-rules/packs/calls/limits-series";
import { callErrorRatio, callErrorRatioSustained, calls, callsFailed } from "../alert-rules/packs/calls/series";
import type { Alert } from "../alert-rules/model";
import type { RuleFacts } from "../alert-rules/rule-facts";
import { graph, line } from "./lines";
import type { Dashboard, PromQuery, Section } from "./model";
import { serviceAlerts, serviceScope, serviceVariables } from "./scope";
import { firing, firingTable } from "./sections/alerts";
import { thresholdLines, thresholdText } from "./threshold-lines";
import { titles } from "./titles";

const empty = "The service reported no calls to the dependencies that the catalogue declares.";

/** Whether any service sets a threshold for the duration of calls. There is no default, so otherwise there is no alert. */
const watchesLatency = (alerts: readonly Alert[]): boolean => alerts.some(({ panel }) => panel === "dependencies/latency");
const latencyText = (alerts: readonly Alert[]): string =>
  watchesLatency(alerts) ? thresholdText(alerts, "dependencies/latency") : "No service sets a threshold.";
const latencyLines = (alerts: readonly Alert[]): readonly PromQuery[] =>
  watchesLatency(alerts) ? thresholdLines(alerts, "dependencies/latency", serviceScope) : [];

const callSection = (alerts: readonly Alert[]): Section => ({
  title: "Calls",
  panels: [
    graph({
      id: "dependencies/errors",
      title: "Failed calls",
      description: `Share of failed calls to each dependency over 5 minutes. A call fails if there is no response, or if the dependency refuses or fails to serve it. The alert uses "sustained". ${thresholdText(alerts, "dependencies/errors")}`,
      empty,
      unit: "percentunit",
      height: 10,
      queries: [
        line(callErrorRatio, serviceScope, "{{dependency}}"),
        line(callErrorRatioSustained, serviceScope, "{{dependency}} sustained", { style: "dashed" }),
        ...thresholdLines(alerts, "dependencies/errors", serviceScope),
      ],
    }),
    graph({
      id: "dependencies/traffic:110",
      title: "Calls per second",
      description: "Calls per second and failed calls per second to each dependency, over 5 minutes.",
      empty,
      unit: "reqps",
      height: 10,
      queries: [line(calls, serviceScope, "{{dependency}}"), line(callsFailed, serviceScope, "{{dependency}} failed", { style: "dashed" })],
    }),
    graph({
      id: "dependencies/latency",
      title: "Duration of calls",
      description: `95th percentile of the duration of calls to each dependency over 5 minutes. No percentile exceeds the highest bound of the histogram. ${latencyText(alerts)}`,
      empty,
      unit: "s",
      queries: [line(callLatencyP95, serviceScope, "{{dependency}}"), ...latencyLines(alerts)],
    }),
    graph({
      id: "dependencies/connections",
      title: "Failed connections",
      description:
        "Operations on databases, caches and vector stores in the last 5 minutes that failed because the application had no connection. The alert fires at the first one.",
      empty,
      unit: "short",
      queries: [line(connectionFailures, serviceScope, "{{dependency}}")],
    }),
    graph({
      id: "dependencies/limits",
      title: "Rate limits",
      description: `Share of each rate limit that is left, in the replica with the lowest value. ${thresholdText(alerts, "dependencies/limits")}`,
      empty: "No dependency reported a rate limit in its responses.",
      unit: "percentunit",
      queries: [
        line(rateLimitLeft, serviceScope, "{{dependency}} {{limit}}"),
        ...thresholdLines(alerts, "dependencies/limits", serviceScope),
      ],
    }),
  ],
});

/** Dashboard for the calls of one service to its dependencies, as the service measures them. */
export const dependencies = (_facts: RuleFacts, alerts: readonly Alert[]): Dashboard => ({
  id: "dependencies",
  title: titles.dependencies,
  description: "Calls of one service to its dependencies: databases, caches, vector stores and APIs of other companies.",
  tags: ["dependencies"],
  variables: serviceVariables(calls.name),
  alerts: firing(serviceAlerts),
  sections: [
    { title: "Now", panels: [firingTable("dependencies/alerts:101", serviceAlerts, { width: 24, height: 6 })] },
    callSection(alerts),
  ],
});
