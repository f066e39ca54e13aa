import { alertsNow, targetUp } from "../alert-rules/packs/target/series-detail";
import { processCpu, processMemory } from "../alert-rules/packs/http/series-detail";
import {
  blockBytes,
  blockBytesLimit,
  headSeries,
  logDiskUsed,
  logLines,
  logRequests,
  notificationsSent,
  ruleGroupDuration,
  ruleGroupInterval,
  samplesAppended,
  scrapeDuration,
  traceRequests,
  traceSpans,
} from "../alert-rules/packs/stack/series-detail";
import type { Alert } from "../alert-rules/model";
import type { RuleFacts } from "../alert-rules/rule-facts";
import type { PanelId } from "../alert-rules/panel-ids";
import { is, labels, matches, metric, minutes, promql, select, type MetricName, type Promql } from "../alert-rules/promql";
import { heartbeatAlert } from "../alert-rules/packs/stack/heartbeat";
import { stackSystem } from "../exporters/scrape/targets";
import { fixedLines } from "./threshold-lines";
import { graph, query } from "./lines";
import type { Dashboard, PromQuery, Section, Some } from "./model";
import { environmentVariable, type Scope } from "./scope";
import { events, metricsOf } from "./sections/events";
import { firing, firingTable } from "./sections/alerts";
import { titles } from "./titles";

const everything: Scope = { environment: is("$environment") };
const stackScope: Scope = { system: is(stackSystem), ...everything };

const window = minutes(5);
const service = labels("service");

const calm = "Nothing of the kind was counted: the program is not scraped, or has nothing to count yet.";

const rate = (name: MetricName, scope: Scope = stackScope): Promql => promql`rate(${select(name, scope)}[${window}])`;

/** The lines of the counters a panel's alerts read, and others beside them. */
function withEvents(alerts: readonly Alert[], panel: PanelId, ...more: readonly PromQuery[]): Some<PromQuery> {
  const [first, ...rest] = [...events(alerts, panel, stackScope), ...more];
  if (first === undefined) throw new Error(`no alert reads a counter that panel ${panel} could show`);
  return [first, ...rest];
}

function reloads(alerts: readonly Alert[]): Some<PromQuery> {
  const [first, ...rest] = metricsOf(alerts, "stack/config").map((name) =>
    query(promql`max by (${service}) (${select(metric(name), stackScope)})`, "{{service}}"),
  );
  if (first === undefined) throw new Error("no alert reads whether a configuration was loaded");
  return [first, ...rest];
}

const failedShare = (requests: MetricName): Promql => promql`
  (
      sum by (${service}) (rate(${select(requests, { ...stackScope, status_code: matches("5..") })}[${window}]))
    or
      0 * sum by (${service}) (${rate(requests)})
  )
    /
  (sum by (${service}) (${rate(requests)}) > 0)`;

const now = (alerts: readonly Alert[]): Section => ({
  title: "Now",
  panels: [
    graph({
      id: "stack/heartbeat",
      title: "Heartbeat",
      description:
        "Age of the newest sample Prometheus has stored; at the right 1 while the dead man's switch sends its heartbeat. An outside receiver raises the alarm when the heartbeat stops.",
      empty: "Prometheus stores nothing: no alert can be trusted.",
      unit: "s",
      height: 7,
      queries: [
        query(promql`time() - max(timestamp(${select(targetUp, everything)}))`, "newest sample"),
        ...fixedLines(alerts, "stack/heartbeat", targetUp, everything, { legend: "too old for a heartbeat" }),
        query(promql`max(${select(alertsNow, { alertname: is(heartbeatAlert), alertstate: is("firing"), ...everything })})`, "heartbeat", {
          right: "none",
        }),
      ],
    }),
    firingTable("stack/alerts", stackScope, { width: 12, height: 7 }),
  ],
});

const rules = (alerts: readonly Alert[]): Section => ({
  title: "Rules and notifications",
  panels: [
    graph({
      id: "stack/rules",
      title: "Rules that fail or are skipped",
      description: "Evaluations that failed, and evaluations skipped because the last one was not done, in 5 minutes.",
      empty: calm,
      unit: "short",
      queries: withEvents(alerts, "stack/rules"),
    }),
    graph({
      id: "stack/rule-time",
      title: "Slowest rule groups",
      description: "How long the last evaluation of the ten slowest groups took; dashed, the interval they must be done in.",
      empty: calm,
      unit: "s",
      queries: [
        query(promql`topk(10, max by (${labels("rule_group")}) (${select(ruleGroupDuration, stackScope)}))`, "{{rule_group}}"),
        query(promql`min(${select(ruleGroupInterval, stackScope)})`, "interval", { style: "dashed" }),
      ],
    }),
    graph({
      id: "stack/notifications",
      title: "Messages that fail",
      description: "Alerts that did not reach Alertmanager, and messages it could not deliver, in 5 minutes.",
      empty: calm,
      unit: "short",
      queries: withEvents(alerts, "stack/notifications"),
    }),
    graph({
      id: "stack/sent",
      title: "Messages sent",
      description: "Messages Alertmanager sent in 5 minutes, by the way they went. The heartbeat is among them.",
      empty: calm,
      unit: "short",
      queries: [
        query(promql`sum by (${labels("integration")}) (increase(${select(notificationsSent, stackScope)}[${window}]))`, "{{integration}}"),
      ],
    }),
    graph({
      id: "stack/config",
      title: "Configuration loaded",
      description: "1 while a program works with the configuration it was last given, 0 when it could not read it.",
      empty: calm,
      unit: "none",
      queries: reloads(alerts),
    }),
    graph({
      id: "stack/scrape-time",
      title: "Slowest scrapes",
      description: "How long the last scrape of the ten slowest jobs took. A scrape longer than its timeout is lost.",
      empty: "Prometheus scrapes nothing.",
      unit: "s",
      queries: [query(promql`topk(10, max by (${labels("job")}) (${select(scrapeDuration, everything)}))`, "{{job}}")],
    }),
  ],
});

const stores = (alerts: readonly Alert[]): Section => ({
  title: "Metrics, logs and traces",
  panels: [
    graph({
      id: "stack/storage",
      title: "Storage that fails",
      description:
        "Writes and compactions of metrics that failed, in 5 minutes; at the right the series in memory, how full the disk is, and how much of the size metrics may take is taken, where one is set.",
      empty: calm,
      unit: "short",
      queries: withEvents(
        alerts,
        "stack/storage",
        query(promql`max by (${service}) (${select(logDiskUsed, stackScope)})`, "{{service}}: disk used", { right: "percentunit" }),
        ...fixedLines(alerts, "stack/storage", logDiskUsed, stackScope, { right: "percentunit" }),
        query(
          promql`max by (${service}) (${select(blockBytes, stackScope)}) / (max by (${service}) (${select(blockBytesLimit, stackScope)}) > 0)`,
          "{{service}}: size used",
          { right: "percentunit" },
        ),
        query(promql`max by (${service}) (${select(headSeries, stackScope)})`, "{{service}}: series", { right: "short" }),
      ),
    }),
    graph({
      id: "stack/series",
      title: "Series",
      description: "Series Prometheus holds in memory, about 3 kB each; at the right the samples it stores per second.",
      empty: calm,
      unit: "short",
      queries: [
        query(promql`max by (${service}) (${select(headSeries, stackScope)})`, "series"),
        query(promql`sum by (${service}) (${rate(samplesAppended)})`, "samples", { right: "cps" }),
      ],
    }),
    graph({
      id: "stack/logs",
      title: "Log store",
      description: "Logs that were refused or could not be stored, in 5 minutes; at the right the share of Loki's requests that failed.",
      empty: calm,
      unit: "short",
      queries: withEvents(alerts, "stack/logs", query(failedShare(logRequests), "failed requests", { right: "percentunit" })),
    }),
    graph({
      id: "stack/traces",
      title: "Trace store",
      description: "Spans that were refused or could not be stored, in 5 minutes; at the right the share of Tempo's requests that failed.",
      empty: calm,
      unit: "short",
      queries: withEvents(alerts, "stack/traces", query(failedShare(traceRequests), "failed requests", { right: "percentunit" })),
    }),
    graph({
      id: "stack/samples",
      title: "Logs and traces coming in",
      description: "Log lines and spans received per second.",
      empty: "Neither logs nor traces arrive.",
      unit: "cps",
      queries: [query(promql`sum(${rate(logLines)})`, "log lines"), query(promql`sum(${rate(traceSpans)})`, "spans")],
    }),
  ],
});

const programs: Section = {
  title: "Programs",
  panels: [
    graph({
      id: "stack/process-cpu",
      title: "CPU",
      description: "Processor time of each program of the stack: 100 % is one whole core.",
      empty: "The stack's own programs are not scraped.",
      unit: "percentunit",
      queries: [query(promql`sum by (${service}) (rate(${select(processCpu, stackScope)}[$__rate_interval]))`, "{{service}}")],
    }),
    graph({
      id: "stack/process-memory",
      title: "Memory",
      description: "Memory each program of the stack holds.",
      empty: "The stack's own programs are not scraped.",
      unit: "bytes",
      queries: [query(promql`sum by (${service}) (${select(processMemory, stackScope)})`, "{{service}}")],
    }),
  ],
};

/** The monitoring stack watching itself. */
export const stack = (_facts: RuleFacts, alerts: readonly Alert[]): Dashboard => ({
  id: "stack",
  title: titles.stack,
  description: "Whether monitoring itself works: heartbeat, rules, notifications, storage, scrapes, logs, traces.",
  tags: ["stack"],
  variables: [environmentVariable(targetUp)],
  alerts: firing(stackScope),
  sections: [now(alerts), rules(alerts), stores(alerts), programs],
});
