import type { RawRange } from "./time";

/** Pages that replace Prometheus' web UI, which some builds of Prometheus do not contain. */
export const otherPages = ["query", "targets", "rules", "alerts"] as const;
export type OtherPage = (typeof otherPages)[number];

/** The part of the page's state that the URL contains. */
export interface PageState {
  /** Uid of the dashboard. Undefined for pages without a dashboard. */
  readonly uid: string | undefined;
  /** The page about Prometheus. Undefined for a dashboard and for the list of dashboards. */
  readonly page: OtherPage | undefined;
  /** Expression on the query page. Undefined if there is none. */
  readonly expr: string | undefined;
  /** Uid of the data source that the query page queries. Default: Prometheus, or else the first data source that the page can query. */
  readonly source: string | undefined;
  readonly time: RawRange | undefined;
  /** Refresh interval such as `30s`. An empty string turns the refresh off. Default: the dashboard's interval. */
  readonly refresh: string | undefined;
  readonly theme: "dark" | "light" | undefined;
  /** ID of the only panel to show. Default: all panels. */
  readonly panel: number | undefined;
  /** IDs of the collapsed rows. Default: the rows that are collapsed in the dashboard file. */
  readonly closed: readonly number[] | undefined;
  readonly variables: Readonly<Record<string, readonly string[]>>;
}

/**
 * Returns the page about Prometheus at a path; undefined for a dashboard, the list of dashboards and every other path. Prometheus' own
 * links, such as the generator URLs of alerts, lead to `/graph?g0.expr=...`.
 */
export const pageOf = (pathname: string): OtherPage | undefined =>
  pathname === "/graph" ? "query" : otherPages.find((page) => pathname === `/${page}`);

const single = (query: URLSearchParams, key: string): string | undefined => query.get(key) ?? undefined;

/**
 * Parses the URL of a page. A dashboard has the same path and parameters as in Grafana, so links in notifications work in Grafana and in
 * the viewer.
 */
export function readUrl(pathname: string, search: string): PageState {
  const query = new URLSearchParams(search);
  const [, uid] = /^\/d\/([\w-]+)/.exec(pathname) ?? [];
  const from = single(query, "from");
  const to = single(query, "to");
  const theme = query.get("theme");
  const panel = /^(?:panel-)?(\d+)$/.exec(query.get("viewPanel") ?? "")?.[1];
  const closed = single(query, "closed");
  const variables: Record<string, string[]> = {};
  for (const [key, value] of query) {
    if (!key.startsWith("var-")) continue;
    (variables[key.slice(4)] ??= []).push(value);
  }
  const page = pageOf(pathname);
  return {
    uid,
    page,
    expr: page === "query" ? (single(query, "expr") ?? single(query, "g0.expr")) : undefined,
    source: page === "query" ? single(query, "source") : undefined,
    time: from === undefined && to === undefined ? undefined : { from: from ?? "now-1h", to: to ?? "now" },
    refresh: single(query, "refresh"),
    theme: theme === "light" || theme === "dark" ? theme : undefined,
    panel: panel === undefined ? undefined : Number(panel),
    closed: closed === undefined ? undefined : closed.split(",").filter(Boolean).map(Number),
    variables,
  };
}

/** Formats the URL for a state. `readUrl` converts the URL back to the same state. */
export function writeUrl({ uid, page, expr, source, time, refresh, theme, panel, closed, variables }: PageState): string {
  const query = new URLSearchParams();
  if (source !== undefined) query.set("source", source);
  if (expr !== undefined) query.set("expr", expr);
  for (const [name, values] of Object.entries(variables)) for (const value of values) query.append(`var-${name}`, value);
  if (time !== undefined) {
    query.set("from", time.from);
    query.set("to", time.to);
  }
  if (refresh !== undefined) query.set("refresh", refresh);
  if (panel !== undefined) query.set("viewPanel", `panel-${panel}`);
  if (closed !== undefined) query.set("closed", closed.join(","));
  if (theme !== undefined) query.set("theme", theme);
  const text = query.toString();
  return `${uid === undefined ? `/${page ?? ""}` : `/d/${uid}`}${text === "" ? "" : `?${text}`}`;
}
