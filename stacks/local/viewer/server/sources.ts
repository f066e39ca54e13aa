/** Types of data sources that the viewer can query. */
export type SourceType = "prometheus" | "loki" | "tempo" | "victoria-logs" | "jaeger";

/** A data source, as the server knows it. The browser gets only the uid and the type. */
export interface Source {
  readonly uid: string;
  readonly type: SourceType;
  /** Base URL without a trailing slash. */
  readonly url: string;
  /** Value of the header `Authorization`. Default: none. */
  readonly authorization?: string;
}

const allowed: Readonly<Record<SourceType, readonly RegExp[]>> = {
  prometheus: [
    /^\/api\/v1\/(query|query_range|query_exemplars|labels|series|metadata|targets|rules|alerts)$/,
    /^\/api\/v1\/label\/\w+\/values$/,
  ],
  loki: [/^\/loki\/api\/v1\/(query|query_range|labels|series)$/, /^\/loki\/api\/v1\/label\/\w+\/values$/],
  // Left out: `/select/logsql/tail`, which never ends, and `/insert` and `/delete`, which change the store.
  "victoria-logs": [/^\/select\/logsql\/(query|stats_query|stats_query_range)$/],
  // Only exact paths, because Jaeger answers every unknown path with a web page and status 200.
  jaeger: [/^\/api\/traces$/, /^\/api\/traces\/[0-9a-f]{1,32}$/],
  tempo: [/^\/api\/search$/, /^\/api\/v2\/traces\/[0-9a-f]{1,32}$/],
};

/** Whether the viewer forwards a path to a data source of this type. All other paths, such as those of admin APIs, are refused. */
export const isAllowed = (type: SourceType, path: string): boolean => allowed[type].some((pattern) => pattern.test(path));
