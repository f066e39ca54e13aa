import { readsOf } from "../../alert-rules/condition";
import type { Alert } from "../../alert-rules/model";
import type { PanelId } from "../../alert-rules/panel-ids";
import { labels, metric, minutes, promql, select } from "../../alert-rules/promql";
import { query } from "../lines";
import type { PromQuery } from "../model";
import type { Scope } from "../scope";

const window = minutes(5);

/** `prometheus_tsdb_wal_writes_failed_total` -> `wal writes failed`. */
const readable = (name: string): string =>
  name
    .replace(/^(prometheus(_tsdb)?|alertmanager|loki(_ingester)?|tempo(_ingester)?|tempodb|otelcol)_/, "")
    .replace(/_total$/, "")
    .replaceAll("_", " ");

/** The metrics in the conditions of a panel's alerts, so that panel and alerts always match. */
export const metricsOf = (alerts: readonly Alert[], panel: PanelId): string[] =>
  [...new Set(alerts.filter((alert) => alert.panel === panel).flatMap(readsOf))].sort();

/** The Collector's internal counters have no `_total`. */
const isCounter = (name: string): boolean => name.endsWith("_total") || /^otelcol_(receiver_refused|exporter_enqueue_failed)_/.test(name);

/** One line for each counter in those alerts: its increase over 5 minutes. All are at 0 when healthy. */
export const events = (alerts: readonly Alert[], panel: PanelId, scope: Scope): PromQuery[] =>
  metricsOf(alerts, panel)
    .filter(isCounter)
    .map((name) =>
      query(promql`sum by (${labels("service")}) (increase(${select(metric(name), scope)}[${window}]))`, `{{service}}: ${readable(name)}`),
    );
