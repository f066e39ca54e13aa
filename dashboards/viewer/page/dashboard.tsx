import { useCallback, useEffect, useMemo, useState, type ReactElement, type ReactNode } from "react";
import { rowsOf, type Dashboard, type Link } from "../model/dashboard";
import { interpolate, type Values } from "../model/interpolate";
import { parseDuration } from "../model/interval";
import { dashboardNotices } from "../model/notices";
import { rangeOf, type RawRange } from "../model/time";
import { writeUrl, type PageState } from "../model/url";
import type { Change } from "./address";
import { useClock } from "./clock";
import { SharedProvider, type Shared } from "./context";
import { EventBusSrv, textUtil } from "./grafana";
import { loadDashboard, textOf, type ViewerInfo } from "./load";
import { Home, OtherPages } from "./home";
import { PageError } from "./message";
import { RowView } from "./rows";
import { TimeControls } from "./toolbar";
import { TraceView } from "./trace";
import { useMarks } from "./use-marks";
import { useVariables } from "./use-variables";
import { VariableBar } from "./variable-bar";

interface Props {
  /** Content above the panels. Default: none. */
  readonly above?: ReactNode;
  readonly info: ViewerInfo;
  readonly state: PageState;
  readonly change: Change;
}

/** Loads a dashboard by its uid and shows it. */
export function DashboardPage({ uid, ...props }: Props & { readonly uid: string }): ReactElement | null {
  const [dashboard, setDashboard] = useState<Dashboard>();
  const [error, setError] = useState<string>();
  useEffect(() => {
    const stop = new AbortController();
    setError(undefined);
    setDashboard(undefined);
    loadDashboard(uid, stop.signal).then(setDashboard, (caught: unknown) => {
      if (!stop.signal.aborted) setError(textOf(caught));
    });
    return () => stop.abort();
  }, [uid]);
  useEffect(() => {
    document.title = dashboard === undefined ? "Dashboards" : `${dashboard.title} · ${props.info.environment}`;
  }, [dashboard, props.info.environment]);
  if (error !== undefined) return <PageError text={error} />;
  return dashboard === undefined ? null : <Shows key={uid} dashboard={dashboard} {...props} />;
}

/** Shows a loaded dashboard. */
export function Shows({ dashboard, info, state, change, above }: Props & { readonly dashboard: Dashboard }): ReactElement {
  const interval = state.refresh ?? (typeof dashboard.refresh === "string" ? dashboard.refresh : "");
  const clock = useClock(parseDuration(interval) === undefined ? "" : interval);
  const raw: RawRange = state.time ?? dashboard.time;
  const rawKey = `${raw.from} ${raw.to}`;
  const range = useMemo(() => {
    try {
      return { value: rangeOf(raw, clock.now), error: undefined };
    } catch (error) {
      return { value: rangeOf(dashboard.time, clock.now), error: textOf(error) };
    }
  }, [rawKey, clock, dashboard]);
  const variables = useVariables(dashboard, state.variables, range.value);
  const marks = useMarks(dashboard, variables?.values, range.value);
  const rows = useMemo(() => rowsOf(dashboard), [dashboard]);
  const [bus] = useState(() => new EventBusSrv());
  const addressOf = useCallback((link: Link, values: Values): string | undefined => {
    const { url } = link;
    // The viewer does not have Grafana's own pages, such as Explore.
    if (url === undefined || /^\/(explore|alerting|dashboards)\b/.test(url)) return undefined;
    return textUtil.sanitizeUrl(interpolate(url, values, "url"));
  }, []);
  const zoom = useCallback<Shared["zoom"]>(
    ({ from, to }) => change({ time: { from: String(Math.round(from)), to: String(Math.round(to)) } }),
    [change],
  );
  const alone = useMemo(
    () => ({ panel: state.panel, toggle: (panel: number) => change({ panel: state.panel === panel ? undefined : panel }) }),
    [state.panel, change],
  );
  const shared = useMemo<Shared | undefined>(
    () =>
      variables === undefined
        ? undefined
        : { info, values: variables.values, range: range.value, bus, zoom, marks: marks.found, addressOf, alone },
    [info, variables, range, bus, zoom, marks, addressOf, alone],
  );
  const notices = [...dashboardNotices(dashboard), ...(range.error === undefined ? [] : [range.error]), ...marks.errors];
  const closedOf = (id: number | undefined, closed: boolean): boolean =>
    id !== undefined && (state.closed === undefined ? closed : state.closed.includes(id));
  const toggleRow = (id: number): void => {
    const now = rows.flatMap(({ panel, closed }) => (panel !== undefined && closedOf(panel.id, closed) ? [panel.id] : []));
    change({ closed: now.includes(id) ? now.filter((one) => one !== id) : [...now, id] }, true);
  };
  const shownRows =
    state.panel === undefined
      ? rows
      : [{ panel: undefined, closed: false, panels: rows.flatMap(({ panels }) => panels).filter(({ id }) => id === state.panel) }];
  return (
    <>
      <header className="v-bar">
        <Home info={info} state={state} />
        <h1>{dashboard.title}</h1>
        <span className="v-space" />
        <TimeControls state={state} raw={raw} range={range.value} interval={interval} change={change} refresh={clock.refresh} />
        {above !== undefined && <OtherPages state={state} />}
        <Theme state={state} change={change} />
      </header>
      <div className="v-variables">
        {variables !== undefined && <VariableBar shown={variables.shown} asked={state.variables} change={change} />}
        <span className="v-space" />
        <Others info={info} dashboard={dashboard} state={state} addressOf={(link) => addressOf(link, variables?.values ?? {})} />
      </div>
      {notices.map((notice) => (
        <div key={notice} className="v-page-notice" role="status">
          {notice}
        </div>
      ))}
      {above}
      <TraceView info={info} />
      {shared !== undefined && (
        <SharedProvider value={shared}>
          <main className={state.panel === undefined ? "" : "v-alone"} data-ready="true">
            {state.panel !== undefined && (
              <button type="button" className="v-back" onClick={() => change({ panel: undefined })}>
                Show all panels
              </button>
            )}
            {shownRows.map((row, index) => (
              <RowView
                key={row.panel?.id ?? `row-${index}`}
                row={row}
                closed={closedOf(row.panel?.id, row.closed)}
                toggle={() => row.panel !== undefined && toggleRow(row.panel.id)}
              />
            ))}
          </main>
        </SharedProvider>
      )}
    </>
  );
}

/**
 * Links to other dashboards, and the dashboard's own links. A link to another dashboard keeps the time range, the refresh interval, the
 * theme and the variables.
 */
function Others(props: {
  readonly info: ViewerInfo;
  readonly dashboard: Dashboard;
  readonly state: PageState;
  readonly addressOf: (link: Link) => string | undefined;
}): ReactElement | null {
  const { info, dashboard, state, addressOf } = props;
  const links = dashboard.links.flatMap((link) => {
    const address = link.type === "link" ? addressOf(link) : undefined;
    return address === undefined ? [] : [{ ...link, address }];
  });
  const tags = dashboard.links.filter(({ type }) => type === "dashboards").flatMap((link) => link.tags);
  const others = info.dashboards.filter(
    (one) => one.uid !== dashboard.uid && (tags.length === 0 || tags.some((tag) => one.tags.includes(tag))),
  );
  if (others.length + links.length === 0) return null;
  return (
    <nav className="v-others">
      {others.map(({ uid, title }) => (
        <a key={uid} href={writeUrl({ ...state, uid, panel: undefined, closed: undefined })}>
          {title}
        </a>
      ))}
      {links.map(({ title, address, targetBlank }) => (
        <a key={address} href={address} target={targetBlank ? "_blank" : "_self"} rel="noreferrer">
          {title}
        </a>
      ))}
    </nav>
  );
}

/** Button that switches between the dark and the light theme. */
export function Theme({ state, change }: { readonly state: PageState; readonly change: Change }): ReactElement {
  const light = state.theme === "light";
  return (
    <button type="button" className="v-theme" onClick={() => change({ theme: light ? "dark" : "light" }, true)}>
      {light ? "Dark" : "Light"}
    </button>
  );
}
