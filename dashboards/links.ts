import type { Link, LogQuery, LokiQuery, TempoQuery, TraceQuery } from "./model";

/** Percent-encodes a string for a URL, except `${variable}`, which Grafana replaces. */
const encode = (text: string): string => encodeURIComponent(text).replace(/%24%7B(\w+)%7D/g, (_all, name: string) => `\${${name}}`);

const braced = (text: string): string => text.replace(/\$(\w+)/g, (_all, name: string) => `\${${name}}`);

function explorable(query: LokiQuery | TempoQuery): object {
  const datasource = { type: query.datasource, uid: query.datasource };
  const text = braced(query.expr.text);
  return query.datasource === "loki"
    ? { refId: "A", datasource, expr: text, queryType: "range" }
    : { refId: "A", datasource, query: text, queryType: "traceql", tableType: "traces", limit: 50 };
}

/** A link to Grafana's Explore page with a query for logs or traces, for the time range of the panel. */
export function explore(title: string, query: LokiQuery | TempoQuery): Link {
  const pane = { datasource: query.datasource, queries: [explorable(query)], range: { from: "${__from}", to: "${__to}" } };
  return { title, url: `/explore?schemaVersion=1&orgId=1&panes=${encode(JSON.stringify({ a: pane }))}` };
}

/** Links to Grafana's Explore page. Queries for stores that are not built into Grafana are omitted. */
export const exploring = (...searches: readonly (readonly [title: string, query: LogQuery | TraceQuery])[]): Link[] =>
  searches.flatMap(([title, query]) => (query.datasource === "loki" || query.datasource === "tempo" ? [explore(title, query)] : []));
