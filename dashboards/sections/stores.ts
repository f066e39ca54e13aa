import type { Alert } from "../../alert-rules/model";
import type { PanelId } from "../../alert-rules/panel-ids";
import {
  blockBytes,
  blockBytesLimit,
  gatewayLines,
  gatewaySpans,
  headSeries,
  logDiskFree,
  logDiskTotal,
  logDiskUsed,
  logReadOnly,
  logRequests,
  queueCapacity,
  queueSize,
  samplesAppended,
  traceRequests,
} from "../../alert-rules/packs/stack/series-detail";
import { is, labels, matches, minutes, promql, select, type MetricName, type Promql } from "../../alert-rules/promql";
import type { StoreName } from "../../exporters/model/environments-schema";
import { stackSystem } from "../../exporters/scrape/targets";
import { fixedLines } from "../threshold-lines";
import { graph, query } from "../lines";
import type { PromQuery, Section, Some } from "../model";
import type { Scope } from "../scope";
import { events } from "./events";

/** Everything of the environment that the dashboard shows. */
export const everything: Scope = { environment: is("$environment") };
/** The stack's own programs. */
export const stackScope: Scope = { system: is(stackSystem), ...everything };

const window = minutes(5);
const service = labels("service");

/** What a panel says that has nothing to show. */
export const calm = "Nothing of the kind was counted: the program is not scraped, or has nothing to count yet.";

const rate = (name: MetricName): Promql => promql`rate(${select(name, stackScope)}[${window}])`;

/** The lines of the counters a panel's alerts read, and others beside them. */
export function withEvents(alerts: readonly Alert[], panel: PanelId, ...more: readonly PromQuery[]): Some<PromQuery> {
  const [first, ...rest] = [...events(alerts, panel, stackScope), ...more];
  if (first === undefined) throw new Error(`no alert reads a counter that panel ${panel} could show`);
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

/** How full the disk of the log store is, beside the thresholds of its alert. */
function diskLines(alerts: readonly Alert[], stores: ReadonlySet<StoreName>): PromQuery[] {
  const used = (expr: Promql): PromQuery =>
    query(promql`max by (${service}) (${expr})`, "{{service}}: disk used", { right: "percentunit" });
  return [
    ...(stores.has("loki")
      ? [
          used(promql`${select(logDiskUsed, stackScope)}`),
          ...fixedLines(alerts, "stack/storage", logDiskUsed, stackScope, { right: "percentunit" }),
        ]
      : []),
    ...(stores.has("victoria-logs") ? [used(promql`1 - ${select(logDiskFree, stackScope)} / ${select(logDiskTotal, stackScope)}`)] : []),
  ];
}

/** What keeps metrics, logs and traces. */
export const storesSection = (alerts: readonly Alert[], stores: ReadonlySet<StoreName>): Section => ({
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
        ...diskLines(alerts, stores),
        query(
          promql`max by (${service}) (${select(blockBytes, stackScope)}) / (max by (${service}) (${select(blockBytesLimit, stackScope)}) > 0)`,
          "{{service}}: size used",
          { right: "percentunit" },
        ),
        query(promql`max by (${service}) (${select(headSeries, stackScope)})`, "{{service}}: series", { right: "short" }),
      ),
    }),
    graph({
      id: "stack/series:120",
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
      description: stores.has("loki")
        ? "Logs that were refused or could not be stored, in 5 minutes; at the right the share of Loki's requests that failed."
        : "Logs that were refused, dropped or could not be stored, in 5 minutes.",
      empty: calm,
      unit: "short",
      queries: withEvents(
        alerts,
        "stack/logs",
        query(promql`max by (${service}) (${select(queueSize, stackScope)} / ${select(queueCapacity, stackScope)})`, "{{service}}: queue", {
          right: "percentunit",
        }),
        ...(stores.has("victoria-logs")
          ? [query(promql`max by (${service}) (${select(logReadOnly, stackScope)})`, "{{service}}: stores nothing")]
          : []),
        ...(stores.has("loki") ? [query(failedShare(logRequests), "failed requests", { right: "percentunit" })] : []),
      ),
    }),
    graph({
      id: "stack/traces",
      title: "Trace store",
      description: stores.has("tempo")
        ? "Spans that were refused or could not be stored, in 5 minutes; at the right the share of Tempo's requests that failed."
        : "Spans that could not be stored, in 5 minutes.",
      empty: calm,
      unit: "short",
      queries: withEvents(
        alerts,
        "stack/traces",
        ...(stores.has("tempo") ? [query(failedShare(traceRequests), "failed requests", { right: "percentunit" })] : []),
      ),
    }),
    graph({
      id: "stack/samples:121",
      title: "Logs and traces coming in",
      description: "Log lines and spans received per second.",
      empty: "Neither logs nor traces arrive.",
      unit: "cps",
      queries: [query(promql`sum(${rate(gatewayLines)})`, "log lines"), query(promql`sum(${rate(gatewaySpans)})`, "spans")],
    }),
  ],
});
