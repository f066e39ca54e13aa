import { labels, promql, seconds, type Promql } from "../alert-rules/promql";
import {
  httpGroupErrors,
  httpGroupLatencyP50,
  httpGroupLatencyP95,
  httpGroupLatencyP99,
  httpGroupRequests,
} from "../alert-rules/packs/http/group-series";
import {
  httpErrorRatio,
  httpErrorRatioSustained,
  httpErrors,
  httpLatencyP50,
  httpLatencyP95,
  httpLatencyP95Sustained,
  httpLatencyP99,
  httpRequests,
  httpRouteErrors,
  httpRouteLatencyP95,
  httpRouteRequests,
} from "../alert-rules/packs/http/series";
import { highestBound } from "../alert-rules/packs/http/bounds-series";
import { rawDurationBuckets } from "../alert-rules/packs/http/series-detail";
import { workersBusyCount, workersBusyRatio, workersCount } from "../alert-rules/packs/workers/series";
import type { RuleFacts } from "../alert-rules/rule-facts";
import { latencyP95Threshold } from "../alert-rules/packs/http/alerts";
import type { Alert, Series } from "../alert-rules/model";
import { thresholdLines, thresholdText } from "./threshold-lines";
import { graph, line } from "./lines";
import { panelLink } from "./links";
import type { Dashboard, Panel, Section } from "./model";
import { titles } from "./titles";
import { of, serviceAlerts, serviceScope, serviceVariables } from "./scope";
import { firing, serviceState } from "./sections/alerts";
import { browserSection } from "./sections/browser";
import { lighthouseSection } from "./sections/lighthouse";
import { logsSection } from "./sections/logs";
import { objectivesSection } from "./sections/objectives";
import { processSection } from "./sections/process";
import { tracesSection } from "./sections/traces";

/** Duration above which the dashboard lists a request as slow: the default warning threshold of the latency alert. */
const slow = seconds(latencyP95Threshold.defaults.warning);

/** Rates of the raw histogram buckets, for panels that cannot use recorded series. */
function bucketRates(facts: RuleFacts): Promql {
  const rates = rawDurationBuckets(facts.httpProfiles, serviceScope).map(
    (buckets) => promql`sum by (${labels("le")}) (rate(${buckets}[$__rate_interval]))`,
  );
  return rates.reduce((sofar, rate) => promql`${sofar} or ${rate}`);
}

const noGroup = "The thresholds of the service name no routes, or the service had no requests in this period.";
const noWorkers = "The service reports no workers.";
const notSeen = "The service had no requests in this period, or is not scraped.";

const requests = (facts: RuleFacts, alerts: readonly Alert[]): Section => ({
  title: "Requests",
  panels: [
    {
      type: "timeseries",
      id: "http/latency",
      title: "Latency",
      description: `Request duration over 5 minutes. Half of the requests are faster than p50, and 95 % are faster than p95. "p95 now" covers only the last moments. The alert uses "p95 sustained", for all routes or for the routes that the service's threshold names. Each dot is a single request; click it to open its trace. ${facts.discoversHttp ? "No percentile exceeds the highest bound of the histogram. " : ""}${thresholdText(alerts, "http/latency")}`,
      empty: notSeen,
      unit: "s",
      width: 12,
      height: 10,
      links: [panelLink(`Traces over ${slow.text}`, "http/traces-slow:151"), panelLink("Logs", "http/log-all:142")],
      queries: [
        line(httpLatencyP95, serviceScope, "p95"),
        line(httpLatencyP50, serviceScope, "p50"),
        line(httpLatencyP99, serviceScope, "p99"),
        line(httpLatencyP95Sustained, serviceScope, "p95 sustained {{routes}}", { style: "dashed" }),
        {
          datasource: "prometheus",
          expr: promql`histogram_quantile(0.95, ${bucketRates(facts)})`,
          legend: "p95 now",
          style: "dashed",
          exemplars: true,
        },
        ...(facts.discoversHttp ? [line(highestBound, serviceScope, "highest bound of the histogram", { style: "dashed" })] : []),
        ...thresholdLines(alerts, "http/latency", serviceScope),
      ],
    },
    {
      type: "timeseries",
      id: "http/errors",
      title: "Errors",
      description: `Share of requests with a 5xx response over 5 minutes. The alert uses "errors sustained". ${thresholdText(alerts, "http/errors")}`,
      empty: notSeen,
      unit: "percentunit",
      width: 12,
      height: 10,
      links: [panelLink("Failed traces", "http/traces-failed:150"), panelLink("Error logs", "http/log-errors:141")],
      queries: [
        line(httpErrorRatio, serviceScope, "errors"),
        line(httpErrorRatioSustained, serviceScope, "errors sustained", { style: "dashed" }),
        ...thresholdLines(alerts, "http/errors", serviceScope),
      ],
    },
    {
      type: "timeseries",
      id: "http/traffic",
      title: "Traffic",
      description: "Requests per second and failed requests per second, over 5 minutes. Streams and probes are not counted.",
      empty: notSeen,
      unit: "reqps",
      width: 12,
      height: 8,
      queries: [line(httpRequests, serviceScope, "requests"), line(httpErrors, serviceScope, "failed")],
    },
    {
      type: "heatmap",
      id: "http/durations:110",
      title: "Requests by duration",
      description:
        "Number of requests by duration. Two bands mean two kinds of requests. A rising band means that requests are getting slower. Each dot is a single request; click it to open its trace.",
      empty: notSeen,
      unit: "s",
      width: 12,
      height: 8,
      queries: [{ datasource: "prometheus", expr: bucketRates(facts), legend: "{{le}}", exemplars: true }],
    },
  ],
});

const routeLine = (id: Panel["id"], title: string, description: string, unit: Panel["unit"], series: Series): Panel => ({
  type: "timeseries",
  id,
  title,
  description,
  empty: notSeen,
  unit,
  width: 12,
  height: 8,
  queries: [{ datasource: "prometheus", expr: promql`topk(10, ${of(series, serviceScope)})`, legend: "{{route}}" }],
});

const routes: Section = {
  title: "Routes",
  panels: [
    {
      type: "table",
      id: "http/routes:120",
      title: "Routes now",
      description: "Traffic, failed requests and latency of each route over the last 5 minutes. All unknown paths count as one route.",
      empty: notSeen,
      unit: "none",
      width: 24,
      height: 8,
      queries: [
        {
          datasource: "prometheus",
          expr: promql`max by (${labels("route")}) (${of(httpRouteRequests, serviceScope)})`,
          legend: "Requests",
        },
        { datasource: "prometheus", expr: promql`max by (${labels("route")}) (${of(httpRouteLatencyP95, serviceScope)})`, legend: "p95" },
        { datasource: "prometheus", expr: promql`max by (${labels("route")}) (${of(httpRouteErrors, serviceScope)})`, legend: "Failed" },
      ],
      columns: [
        { from: "route", title: "Route" },
        { from: 1, title: "p95", unit: "s", thresholds: latencyP95Threshold.defaults },
        { from: 0, title: "Requests", unit: "reqps" },
        { from: 2, title: "Failed", unit: "reqps" },
      ],
      sortBy: { title: "Requests", desc: true },
    },
    routeLine(
      "http/route-traffic:121",
      "Traffic of the busiest routes",
      "Requests per second of the ten busiest routes.",
      "reqps",
      httpRouteRequests,
    ),
    routeLine(
      "http/route-latency:122",
      "Latency of the slowest routes",
      "95th percentile of the ten slowest routes.",
      "s",
      httpRouteLatencyP95,
    ),
    routeLine(
      "http/route-errors:123",
      "Failed requests by route",
      "Failed requests (5xx) per second of the ten routes with most of them. Routes without a failed request have no line.",
      "reqps",
      httpRouteErrors,
    ),
  ],
};

/** Section for the groups of routes that a service names in its thresholds. */
const groups: Section = {
  title: "Groups of routes",
  panels: [
    graph({
      id: "http/group-latency:124",
      title: "Latency by group of routes",
      description: "Request duration over 5 minutes of each group of routes that the service's thresholds name.",
      empty: noGroup,
      unit: "s",
      queries: [
        line(httpGroupLatencyP95, serviceScope, "p95 {{routes}}"),
        line(httpGroupLatencyP50, serviceScope, "p50 {{routes}}", { style: "dashed" }),
        line(httpGroupLatencyP99, serviceScope, "p99 {{routes}}", { style: "dashed" }),
      ],
    }),
    graph({
      id: "http/group-traffic:125",
      title: "Traffic by group of routes",
      description: "Requests and failed requests (5xx) per second of each group, over 5 minutes.",
      empty: noGroup,
      unit: "reqps",
      queries: [
        line(httpGroupRequests, serviceScope, "{{routes}}"),
        line(httpGroupErrors, serviceScope, "{{routes}} failed", { style: "dashed" }),
      ],
    }),
  ],
};

/** Section for the workers that serve requests. None if no service declares such workers. */
const workersSection = (facts: RuleFacts, alerts: readonly Alert[]): Section[] =>
  facts.declared.workerGroups.length === 0
    ? []
    : [
        {
          title: "Workers",
          panels: [
            graph({
              id: "http/workers",
              title: "Busy workers",
              description: `Share of the workers of each group that are busy, on average over 5 minutes, in the busiest replica. ${thresholdText(alerts, "http/workers")}`,
              empty: noWorkers,
              unit: "percentunit",
              queries: [line(workersBusyRatio, serviceScope, "{{worker_group}}"), ...thresholdLines(alerts, "http/workers", serviceScope)],
            }),
            graph({
              id: "http/worker-count:126",
              title: "Number of workers",
              description: "Workers of each group in all replicas together, and how many of them are busy on average over 5 minutes.",
              empty: noWorkers,
              unit: "short",
              queries: [
                line(workersCount, serviceScope, "{{worker_group}}"),
                line(workersBusyCount, serviceScope, "{{worker_group}} busy", { style: "dashed" }),
              ],
            }),
          ],
        },
      ];

/** Dashboard for one HTTP service at a time. */
export const http = (facts: RuleFacts, alerts: readonly Alert[]): Dashboard => ({
  id: "http",
  title: titles.http,
  description: "One HTTP service: latency, errors and traffic, with its logs and traces.",
  tags: ["http"],
  variables: serviceVariables(httpRequests.name),
  alerts: firing(serviceAlerts),
  sections: [
    serviceState("http", facts),
    requests(facts, alerts),
    ...objectivesSection(facts),
    ...browserSection(facts, alerts),
    ...lighthouseSection(facts, alerts),
    routes,
    groups,
    ...workersSection(facts, alerts),
    processSection("http"),
    logsSection("http", facts),
    tracesSection("http", slow, facts),
  ],
});
