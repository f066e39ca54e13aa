import type { RawRange } from "./time";

/** Pages about Prometheus, for a Prometheus that has no pages. */
export const otherPages = ["query", "targets", "rules", "alerts"] as const;
export type OtherPage = (typeof otherPages)[number];

/** Everything that the address of a page contains. */
export interface PageState {
  /** Uid of the dashboard; undefined for every other page. */
  readonly uid: string | undefined;
  /** A page that is no dashboard; undefined for a dashboard and for the list of dashboards. */
  readonly page: OtherPage | undefined;
  /** PromQL expression of the query page; undefined for none. */
  readonly expr: string | undefined;
  readonly time: RawRange | undefined;
  /** Refresh interval such as `30s`; `""` turns refresh off; undefined: the dashboard's own. */
  readonly refresh: string | undefined;
  readonly theme: "dark" | "light" | undefined;
  /** Shows only the panel with this number. */
  readonly panel: number | undefined;
  /** Numbers of the rows that are closed. Undefined: as in the dashboard. */
  readonly closed: readonly number[] | undefined;
  readonly variables: Readonly<Record<string, readonly string[]>>;
}

/** Prometheus' own links, such as those of its alerts, lead to `/graph?g0.expr=...`. */
const pageOf = (pathname: string): OtherPage | undefined =>
  pathname === "/graph" ? "query" : otherPages.find((page) => pathname === `/${page}`);

const single = (query: URLSearchParams, key: string): string | undefined => query.get(key) ?? undefined;

/** Reads an address. Parameters are those of Grafana, so a link from a notification works in both. */
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
    time: from === undefined && to === undefined ? undefined : { from: from ?? "now-1h", to: to ?? "now" },
    refresh: single(query, "refresh"),
    theme: theme === "light" || theme === "dark" ? theme : undefined,
    panel: panel === undefined ? undefined : Number(panel),
    closed: closed === undefined ? undefined : closed.split(",").filter(Boolean).map(Number),
    variables,
  };
}

/** Writes an address. `readUrl` of the result gives the same state. */
export function writeUrl({ uid, page, expr, time, refresh, theme, panel, closed, variables }: PageState): string {
  const query = new URLSearchParams();
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
