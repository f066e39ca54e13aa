import { restartsOf } from "../alert-rules/packs/target/restarts";
import { httpTotal, processReturns, processStart } from "../alert-rules/packs/target/shared";
import { downTargets } from "../alert-rules/packs/target/share";
import { targetUp } from "../alert-rules/packs/target/series-detail";
import { httpErrors, httpLatencyP95, httpRequests } from "../alert-rules/packs/http/series";
import { statementCalls, statementTime } from "../alert-rules/packs/postgres/series";
import { hitRatio } from "../alert-rules/packs/redis/series";
import type { RuleFacts } from "../alert-rules/rule-facts";
import { identity, serviceKey, type Alert } from "../alert-rules/model";
import { is, isNot, labels, promql, scalar, select, type Promql } from "../alert-rules/promql";
import { expectedPush, expectedTargets } from "../alert-rules/packs/target/expected";
import { processes, targetInfo } from "../alert-rules/packs/target/push";
import { stackSystem } from "../exporters/scrape/targets";
import { graph, query } from "./lines";
import type { Dashboard, Panel, Section, StatPanel } from "./model";
import { events } from "./sections/events";
import { jobsSection } from "./sections/jobs";
import { probesSection } from "./sections/probes";
import { titles } from "./titles";
import { of, systemsScope, systemsVariables } from "./scope";
import { firing, firingCount, firingTable, states, worst } from "./sections/alerts";

/** Maximum number of rows in the table of services. The worst services come first, so that healthy services are cut off. */
const mostRows = 500;
/** Maximum number of lines in a graph of many services. */
const mostLines = 10;

const count = (
  id: StatPanel["id"],
  title: string,
  description: string,
  expr: Promql,
  thresholds: NonNullable<StatPanel["thresholds"]>,
): Panel => ({
  type: "stat",
  id,
  title,
  description,
  empty: "Prometheus has no data for this environment.",
  unit: "none",
  width: 8,
  height: 4,
  queries: [query(expr, title)],
  thresholds,
});

const state = (facts: RuleFacts): Section => ({
  title: "State",
  panels: [
    count(
      "overview/critical:101",
      "Critical alerts",
      "Number of firing critical alerts.",
      firingCount({ ...systemsScope, severity: is("critical") }),
      { critical: 1 },
    ),
    count("overview/warning:102", "Warnings", "Number of firing warnings.", firingCount({ ...systemsScope, severity: is("warning") }), {
      warning: 1,
    }),
    count(
      "overview/down:103",
      "Targets down",
      "Number of targets that cannot be scraped.",
      promql`sum(1 - ${select(targetUp, systemsScope)})`,
      { critical: 1 },
    ),
    firingTable("overview/firing:100", systemsScope, { width: 14, height: 12, systems: true }),
    {
      type: "table",
      id: "overview/services:104",
      title: "Services",
      description: `All monitored services with the worst severity of their firing alerts. The worst services come first, at most ${mostRows}.`,
      empty: "No service is monitored: Prometheus has no targets.",
      unit: "none",
      width: 10,
      height: 12,
      queries: [
        query(promql`topk(${scalar(mostRows)}, ${worst(labels(...identity), { ...systemsScope, service: isNot("") }, facts)})`, "State"),
      ],
      columns: [
        { from: 0, title: "State", mappings: states, width: 90 },
        { from: "system", title: "System" },
        { from: "service", title: "Service" },
        { from: "owner", title: "Owner" },
      ],
      sortBy: { title: "State", desc: true },
    },
  ],
});

const job = labels("system", "job");
const expected = promql`sum by (${job}) (${select(expectedTargets, systemsScope)})`;

/** Services whose pushed metrics are missing. They have no target, so the lines about targets do not show them. */
const silent = query(
  promql`
    max by (${labels("system", "service")}) (
      ${select(expectedPush, systemsScope)}
        unless on (${labels(...serviceKey)})
      ${select(targetInfo, { ...systemsScope, ...processes })}
        unless on (${labels(...serviceKey)})
      ${of(httpRequests, systemsScope)} >= 0
        unless on (${labels(...serviceKey)})
      ${select(httpTotal, systemsScope)}
    )`,
  "silent: {{system}}/{{service}}",
);

/**
 * Section about targets: targets that are down or missing, services whose pushed metrics are missing, restarts of processes, responses of
 * another process at the same address, and discarded scrapes.
 */
const targets = (facts: RuleFacts, alerts: readonly Alert[]): Section => ({
  title: "Targets",
  panels: [
    graph({
      id: "overview/targets",
      title: "Targets down or missing",
      description:
        "Number of targets that are down and do not just start or drain, targets in the catalogue that Prometheus does not have, services that push no metrics, restarts of processes over 15 minutes, responses of another process at the same address, and discarded scrapes. A healthy system has 0 in all lines, except after a deployment.",
      empty: "Prometheus has no target of these systems.",
      unit: "none",
      width: 24,
      legend: "right",
      queries: [
        query(
          promql`count by (${job}) (${select(downTargets, systemsScope)}) or 0 * count by (${job}) (${select(targetUp, systemsScope)})`,
          "down: {{system}} {{job}}",
        ),
        query(
          promql`
            ${expected}
              -
            (
                count by (${job}) (${select(targetUp, systemsScope)})
              or
                0 * ${expected}
            )`,
          "missing: {{system}} {{job}}",
        ),
        query(promql`sum by (${job}) (${restartsOf(select(processStart, systemsScope))})`, "restarts: {{system}} {{job}}"),
        query(promql`sum by (${job}) (${select(processReturns, systemsScope)})`, "responses of another process: {{system}} {{job}}"),
        ...(facts.pushing.length > 0 ? [silent] : []),
        ...events(alerts, "overview/targets", { system: is(stackSystem), environment: is("$environment") }),
      ],
    }),
  ],
});

const httpLine = (id: Panel["id"], title: string, description: string, unit: Panel["unit"], expr: Promql, legend: string): Panel => ({
  type: "timeseries",
  id,
  title,
  description,
  empty: "No HTTP service of these systems had requests in this period.",
  unit,
  width: 8,
  height: 8,
  queries: [query(expr, legend)],
});

const system = labels("system");

const requests: Section = {
  title: "Requests",
  panels: [
    httpLine(
      "overview/traffic:110",
      "Traffic",
      "Requests per second of each system.",
      "reqps",
      promql`sum by (${system}) (${of(httpRequests, systemsScope)})`,
      "{{system}}",
    ),
    httpLine(
      "overview/latency:111",
      "Latency of the slowest services",
      `95th percentile of the ${mostLines} slowest services.`,
      "s",
      promql`topk(${scalar(mostLines)}, ${of(httpLatencyP95, systemsScope)})`,
      "{{system}}/{{service}}",
    ),
    httpLine(
      "overview/errors:112",
      "Errors",
      "Share of each system's requests with a 5xx response.",
      "percentunit",
      promql`
        sum by (${system}) (${of(httpErrors, systemsScope)})
          /
        (sum by (${system}) (${of(httpRequests, systemsScope)}) > 0)`,
      "{{system}}",
    ),
  ],
};

/** Section about the databases and caches of each system. Empty if the environment has none. */
const data = (facts: RuleFacts): Section[] => {
  const panels: Panel[] = [
    ...(facts.kinds.has("postgres")
      ? [
          graph({
            id: "overview/statement-time:113",
            title: "Database statements",
            description: "Mean execution time over 10 minutes of all statements on the PostgreSQL servers of each system.",
            empty: "No statement ran in this period, or pg_stat_statements is not installed.",
            unit: "s",
            queries: [
              query(
                promql`sum by (${system}) (${of(statementTime, systemsScope)}) / (sum by (${system}) (${of(statementCalls, systemsScope)}) > 0)`,
                "{{system}}",
              ),
            ],
          }),
        ]
      : []),
    ...(facts.kinds.has("redis")
      ? [
          graph({
            id: "overview/redis-hits:114",
            title: "Redis hit ratio",
            description: "Share of key lookups that found their key, by Redis server.",
            empty: "No key was looked up in this period.",
            unit: "percentunit",
            queries: [query(promql`${of(hitRatio, systemsScope)}`, "{{system}}/{{service}}")],
          }),
        ]
      : []),
  ];
  return panels.length === 0 ? [] : [{ title: "Data", panels }];
};

/** Dashboard that shows all systems of an environment. */
export const overview = (facts: RuleFacts, alerts: readonly Alert[]): Dashboard => ({
  id: "overview",
  title: titles.overview,
  description: "All systems of an environment: firing alerts, health of services, and missing targets.",
  tags: ["overview"],
  variables: systemsVariables(targetUp),
  alerts: firing(systemsScope),
  sections: [
    state(facts),
    ...(facts.kinds.has("http") ? [requests] : []),
    ...(facts.hasProbes ? [probesSection(facts, alerts)] : []),
    targets(facts, alerts),
    ...(facts.jobs.length > 0 ? [jobsSection] : []),
    ...data(facts),
  ],
});
