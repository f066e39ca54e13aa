import type { PanelQuery } from "../../dashboards/queries";
import { resolve } from "../../dashboards/queries";
import { parseSearch } from "../../dashboards/viewer/model/jaeger";
import { parseLogfmt } from "../../dashboards/viewer/model/logfmt";
import { dashboardUid } from "../../exporters/model/naming";
import { demoServiceOn } from "./demo-services";

/** Parts of the queries that may return no data on a healthy demo, with the reason. Every other query must return data. */
const empty: readonly { readonly part: string; readonly because: string }[] = [
  { part: "ALERTS", because: "nothing fires on a healthy demo" },
  { part: "probe:certificate_expiry", because: "the demo serves no TLS" },
  { part: "status = error", because: "nothing fails on a healthy demo" },
  { part: 'detected_level=~"error', because: "nothing logs an error on a healthy demo" },
  { part: "level:in(error", because: "nothing logs an error on a healthy demo" },
  { part: 'error="true"', because: "nothing fails on a healthy demo" },
  { part: "minDuration=", because: "nothing is slow on a healthy demo" },
  { part: "duration >", because: "nothing is slow on a healthy demo" },
  { part: "postgres:slot_lost", because: "the server reports it for lost slots only" },
  { part: 'late="true"', because: "every span of the demo arrives in time" },
  { part: "postgres:collector_failing", because: "every collector of the exporter succeeds on a healthy demo" },
  { part: "postgres:dead_rows:ratio", because: "no table of the demo has 10,000 dead rows" },
  { part: "prometheus_tsdb_retention_limit_bytes", because: "the local stack keeps data by time, not by size" },
  { part: "loki_discarded_samples_total", because: "Loki creates the series at the first discarded line" },
  { part: "vl_http_errors_total", because: "VictoriaLogs creates the series of a path at its first request" },
  { part: "otelcol_exporter_enqueue_failed", because: "the gateway creates the series at the first failure" },
  { part: "otelcol_exporter_send_failed", because: "the gateway creates the series at the first failure" },
  { part: "otelcol_processor_memory_limiter_refused", because: "the gateway creates the series at the first failure" },
  { part: "log_records_masked_total", because: "the demo logs nothing that the gateway masks" },
  { part: "service:log_errors_usual:count5m", because: "the usual number of errors needs a longer past than a new demo has" },
  {
    part: 'log_records_total{environment="local",service="unlisted"}',
    because: "no program that the catalogue does not list logs in the demo",
  },
  { part: "log_records_unlisted_total", because: "no program that the catalogue does not list logs in the demo" },
  { part: 'unlisted="true"', because: "no program that the catalogue does not list handles requests in the demo" },
  { part: "target_info", because: "every service of the demo that pushes has sent metrics" },
  { part: "service:web_vital_", because: "no browser has shown a page of the selected service 100 times" },
  { part: "service:browser_", because: "the selected service has no page" },
  { part: "routes:http_request", because: "no service of the demo declares groups of routes" },
  { part: "browser_sessions_total", because: "the selected service has no page" },
  { part: "browser_errors_total", because: "the selected service has no page" },
  { part: "vm_log_messages_total", because: "VictoriaLogs creates the series at the first warning" },
  { part: "log_records_claimed_total", because: "no service of the demo names another system" },
  { part: 'http_response_status_code="401"', because: "every sender of the demo has its token" },
  { part: 'rpc_response_status_code="UNAUTHENTICATED"', because: "every sender of the demo has its token" },
  { part: 'http_response_status_code=~"400|', because: "every request of the demo can be read" },
  { part: 'rpc_response_status_code=~"INTERNAL|', because: "every request of the demo can be read" },
  { part: "service:telemetry_volume:avg1h", because: "growth is compared with the telemetry of a day ago" },
  { part: "jaeger_storage_badger_value_log_bytes_available", because: "Jaeger reports its disk a minute after its start" },
];

/** Whether a query may return no data on a healthy demo. */
export const mayBeEmpty = (expr: string): boolean => empty.some(({ part }) => expr.includes(part));

/** The addresses of Prometheus and of the stores. */
export interface Stores {
  readonly prometheus: string;
  /** Here and in the next three fields: undefined if the environment does not have the store. */
  readonly loki?: string;
  readonly tempo?: string;
  readonly "victoria-logs"?: string;
  readonly jaeger?: string;
  /** Value of the header `Authorization`, by store. Default: none. */
  readonly logins?: Readonly<Partial<Record<PanelQuery["datasource"], string>>>;
}

/** The result of a query: the number of rows, or an error. */
export interface Answer {
  readonly query: string;
  readonly rows: number;
  readonly error: string | undefined;
  readonly mayBeEmpty: boolean;
}

const addresses: Readonly<Record<PanelQuery["datasource"], (stores: Stores, expr: string) => string>> = {
  prometheus: ({ prometheus }, expr) => `${prometheus}/api/v1/query?query=${encodeURIComponent(expr)}`,
  loki: ({ loki = "" }, expr) => `${loki}/loki/api/v1/query_range?since=1h&limit=10&query=${encodeURIComponent(expr)}`,
  "victoria-logs": ({ "victoria-logs": logs = "" }, expr) =>
    `${logs}/select/logsql/${expr.includes("| stats ") ? "stats_query" : "query"}?limit=5&query=${encodeURIComponent(`_time:1h ${expr}`)}`,
  jaeger: ({ jaeger = "" }, expr) => {
    const { service, minDuration, tags = "" } = parseSearch(expr);
    const query = { service, lookback: "1h", limit: "5", tags: JSON.stringify(Object.fromEntries(parseLogfmt(tags))) };
    return `${jaeger}/api/traces?${new URLSearchParams(minDuration === undefined ? query : { ...query, minDuration }).toString()}`;
  },
  tempo: ({ tempo = "" }, expr) => `${tempo}/api/search?limit=5&q=${encodeURIComponent(expr)}`,
};

interface Body {
  /** Jaeger's data is the list of traces. */
  readonly data?: { readonly result?: readonly unknown[] } | readonly unknown[];
  readonly traces?: readonly unknown[];
}

const rowsOf = ({ data, traces = [] }: Body): readonly unknown[] =>
  data === undefined ? traces : "length" in data ? data : (data.result ?? []);

/** The number of rows in a response. VictoriaLogs answers a query for log records with one JSON object per line. */
function countRows(text: string, type: string): number {
  if (!type.includes("stream+json")) return rowsOf(JSON.parse(text) as Body).length;
  return text.split("\n").filter((line) => line !== "").length;
}

/** Executes a panel's query with its variables set to the demo's values. `texts` are the values of text variables. */
export async function execute(
  query: PanelQuery,
  stores: Stores,
  environment = "local",
  texts: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const expr = resolve(query.expr, { system: "demo", environment, service: demoServiceOn(dashboardUid(query.dashboard)), ...texts });
  const authorization = stores.logins?.[query.datasource];
  const response = await fetch(addresses[query.datasource](stores, expr), {
    headers: authorization === undefined ? {} : { authorization },
  });
  const text = await response.text();
  return {
    query: `${query.dashboard}/${query.panel} ${expr}`,
    rows: response.ok ? countRows(text, response.headers.get("content-type") ?? "") : 0,
    error: response.ok ? undefined : `${response.status}: ${text.slice(0, 300)}`,
    mayBeEmpty: mayBeEmpty(expr),
  };
}
