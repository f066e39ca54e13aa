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
  spanCalls,
  storeMessages,
  traceDiskFree,
  traceRequests,
} from "../../alert-rules/packs/stack/series-detail";
import { blockMessages } from "../../alert-rules/packs/stack/alerts-log-names";
import { is, labels, matches, minutes, promql, select, type MetricName, type Promql } from "../../alert-rules/promql";
import type { StoreName } from "../../exporters/model/environments-schema";
import { lateAttribute } from "../../exporters/pipeline/late";
import { stackSystem } from "../../exporters/scrape/targets";
import { fixedLines } from "../threshold-lines";
import { graph, query } from "../lines";
import type { PromQuery, Section, Some } from "../model";
import type { Scope } from "../scope";
import { events } from "./events";

/** Selects all series of the environment. */
export const everything: Scope = { environment: is("$environment") };
/** Selects the series of the monitoring stack's programs. */
export const stackScope: Scope = { system: is(stackSystem), ...everything };

const window = minutes(5);
const service = labels("service");

/** Text that a panel about the monitoring stack shows if it has no data. */
export const calm = "The program is not scraped, or it has not counted any event yet.";

const rate = (name: MetricName): Promql => promql`rate(${select(name, stackScope)}[${window}])`;

/** Queries for the counters that a panel's alerts read, followed by the queries `more`. Throws if there is no query at all. */
export function withEvents(alerts: readonly Alert[], panel: PanelId, ...more: readonly PromQuery[]): Some<PromQuery> {
  const [first, ...rest] = [...events(alerts, panel, stackScope), ...more];
  if (first === undefined) throw new Error(`no alert of panel ${panel} reads a counter`);
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

/** Queries for the disks of the stores, and for the thresholds of their alerts. */
function diskLines(alerts: readonly Alert[], stores: ReadonlySet<StoreName>): PromQuery[] {
  const lines = (compared: MetricName, used: Promql): PromQuery[] => [
    query(promql`max by (${service}) (${used})`, "{{service}}: disk used", { right: "percentunit" }),
    ...fixedLines(alerts, "stack/storage", compared, stackScope, { right: "percentunit" }),
  ];
  return [
    ...(stores.has("loki") ? lines(logDiskUsed, promql`${select(logDiskUsed, stackScope)}`) : []),
    ...(stores.has("victoria-logs")
      ? lines(logDiskFree, promql`1 - ${select(logDiskFree, stackScope)} / ${select(logDiskTotal, stackScope)}`)
      : []),
    ...(stores.has("jaeger")
      ? [
          query(promql`min by (${service}) (${select(traceDiskFree, stackScope)})`, "{{service}}: free disk", { right: "bytes" }),
          ...fixedLines(alerts, "stack/storage", traceDiskFree, stackScope, { right: "bytes" }),
        ]
      : []),
  ];
}

/** Look of a panel with more lines than fit into a legend below the plot. */
const manyLines = { width: 24, legend: "right" } as const;

/** Section about the storage of metrics, logs and traces. */
export const storesSection = (alerts: readonly Alert[], stores: ReadonlySet<StoreName>): Section => ({
  title: "Metrics, logs and traces",
  panels: [
    graph({
      id: "stack/storage",
      title: "Storage errors",
      description:
        "Failed writes and compactions of metrics in 5 minutes. The right axis shows series in memory, disk usage, and the used share of the retention size, if it is set.",
      empty: calm,
      unit: "short",
      ...manyLines,
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
      id: "stack/logs",
      title: "Log store",
      description: stores.has("loki")
        ? "Logs in 5 minutes that were rejected or could not be stored. The right axis shows the share of Loki's requests that failed."
        : "Logs in 5 minutes that were rejected, dropped or could not be stored.",
      empty: calm,
      unit: "short",
      ...manyLines,
      queries: withEvents(
        alerts,
        "stack/logs",
        query(promql`max by (${service}) (${select(queueSize, stackScope)} / ${select(queueCapacity, stackScope)})`, "{{service}}: queue", {
          right: "percentunit",
        }),
        ...fixedLines(alerts, "stack/logs", queueSize, stackScope, { right: "percentunit" }),
        ...(stores.has("victoria-logs")
          ? [
              query(promql`max by (${service}) (${select(logReadOnly, stackScope)})`, "{{service}}: read-only"),
              query(
                promql`sum by (${service}) (increase(${select(storeMessages, { ...stackScope, location: matches(blockMessages.pattern) })}[${window}]))`,
                "{{service}}: warnings about lines dropped because of too many names",
              ),
            ]
          : []),
        ...(stores.has("loki") ? [query(failedShare(logRequests), "failed requests", { right: "percentunit" })] : []),
      ),
    }),
    graph({
      id: "stack/traces",
      title: "Trace store",
      description: stores.has("tempo")
        ? "Spans in 5 minutes that were rejected, could not be stored, or arrived late. The right axis shows the share of Tempo's requests that failed."
        : "Spans in 5 minutes that could not be stored or arrived late.",
      empty: calm,
      unit: "short",
      ...manyLines,
      queries: withEvents(
        alerts,
        "stack/traces",
        query(
          promql`sum by (${labels("system", "service")}) (increase(${select(spanCalls, { ...everything, [lateAttribute]: is("true") })}[${window}]))`,
          "{{system}}/{{service}}: late spans",
        ),
        ...(stores.has("tempo") ? [query(failedShare(traceRequests), "failed requests", { right: "percentunit" })] : []),
      ),
    }),
    graph({
      id: "stack/series:120",
      title: "Series",
      description: "Series in Prometheus' memory, about 3 kB each. The right axis shows samples stored per second.",
      empty: calm,
      unit: "short",
      queries: [
        query(promql`max by (${service}) (${select(headSeries, stackScope)})`, "series"),
        query(promql`sum by (${service}) (${rate(samplesAppended)})`, "samples", { right: "cps" }),
      ],
    }),
    graph({
      id: "stack/samples:121",
      title: "Logs and traces received",
      description: "Log lines and spans that the gateway receives per second.",
      empty: "Neither logs nor traces arrive.",
      unit: "cps",
      queries: [query(promql`sum(${rate(gatewayLines)})`, "log lines"), query(promql`sum(${rate(gatewaySpans)})`, "spans")],
    }),
  ],
});
