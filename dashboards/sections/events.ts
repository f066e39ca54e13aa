import { readsOf } from "../../alert-rules/condition";
import type { Alert } from "../../alert-rules/model";
import type { PanelId } from "../../alert-rules/panel-ids";
import { labels, metric, minutes, promql, select } from "../../alert-rules/promql";
import { query } from "../lines";
import type { PromQuery } from "../model";
import type { Scope } from "../scope";

const window = minutes(5);

/** Readable name of a counter, e.g. `prometheus_tsdb_wal_writes_failed_total` -> `wal writes failed`. */
const readable = (name: string): string =>
  name
    .replace(/^(prometheus(_tsdb)?|alertmanager|loki(_ingester)?|tempo(_ingester)?|tempodb|otelcol)_/, "")
    .replace(/_total$/, "")
    .replaceAll("_", " ");

/** Names of the metrics that a panel's alerts read, sorted. */
export const metricsOf = (alerts: readonly Alert[], panel: PanelId): string[] =>
  [...new Set(alerts.filter((alert) => alert.panel === panel).flatMap(readsOf))].sort();

/**
 * Whether the metric is a counter of a program of the stack. The gateway's internal counters have no suffix `_total`. Of these counters,
 * only those of refused, failed and dropped data are included. Metrics that the gateway derives from spans and log records are excluded,
 * because these metrics describe the senders. The counter of VictoriaLogs' log messages is excluded, because it counts all messages.
 */
const isCounter = (name: string): boolean =>
  (name.endsWith("_total") && !/^(traces|log_records|vm_log_messages)_/.test(name)) || /^otelcol_.*(_refused|_failed|_dropped)_/.test(name);

/** Queries for the increase over 5 minutes of each counter that a panel's alerts read. In a healthy stack, all lines are at 0. */
export const events = (alerts: readonly Alert[], panel: PanelId, scope: Scope): PromQuery[] =>
  metricsOf(alerts, panel)
    .filter(isCounter)
    .map((name) =>
      query(promql`sum by (${labels("service")}) (increase(${select(metric(name), scope)}[${window}]))`, `{{service}}: ${readable(name)}`),
    );
