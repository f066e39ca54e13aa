import { useEffect, useMemo, useState, type CSSProperties, type ReactElement } from "react";
import { writeUrl, type OtherPage, type PageState } from "../model/url";
import { useAddress, type Change } from "./address";
import { DashboardPage, Theme } from "./dashboard";
import { createTheme, GlobalStyles, PortalContainer, ThemeContext, type GrafanaTheme2 } from "./grafana";
import { OtherPages } from "./home";
import { ListPage } from "./lists";
import { QueryPage } from "./query";
import { PageError } from "./message";
import { loadViewer, textOf, type ViewerInfo } from "./load";

const variables = ({ colors, typography }: GrafanaTheme2): CSSProperties =>
  ({
    "--canvas": colors.background.canvas,
    "--primary": colors.background.primary,
    "--secondary": colors.background.secondary,
    "--border": colors.border.weak,
    "--strong-border": colors.border.medium,
    "--text": colors.text.primary,
    "--weak-text": colors.text.secondary,
    "--link": colors.text.link,
    "--error": colors.error.text,
    "--good": colors.success.text,
    "--warning": colors.warning.text,
    "--warning-back": colors.warning.transparent,
    "--mono": typography.fontFamilyMonospace,
    colorScheme: colors.mode,
  }) as CSSProperties;

function List({ info, state, change }: { readonly info: ViewerInfo; readonly state: PageState; readonly change: Change }): ReactElement {
  return (
    <>
      <header className="v-bar">
        <h1>Dashboards of {info.environment}</h1>
        <span className="v-space" />
        <OtherPages state={state} />
        <Theme state={state} change={change} />
      </header>
      <main className="v-list" data-ready="true">
        {info.dashboards.map(({ uid, title, description }) => (
          <a key={uid} href={writeUrl({ ...state, uid })}>
            <strong>{title}</strong>
            <span>{description.replace(/\s*DO NOT EDIT.*$/s, "")}</span>
          </a>
        ))}
      </main>
    </>
  );
}

function Other(props: {
  readonly page: OtherPage;
  readonly info: ViewerInfo;
  readonly state: PageState;
  readonly change: Change;
}): ReactElement {
  const { page, ...rest } = props;
  return page === "query" ? <QueryPage {...rest} /> : <ListPage key={page} page={page} {...rest} />;
}

/** The page: a dashboard, the list of dashboards, or a page about Prometheus, as the URL says. */
export function App(): ReactElement {
  const [state, change] = useAddress();
  const [info, setInfo] = useState<ViewerInfo>();
  const [error, setError] = useState<string>();
  useEffect(() => {
    const stop = new AbortController();
    loadViewer(stop.signal).then(setInfo, (caught: unknown) => {
      if (!stop.signal.aborted) setError(textOf(caught));
    });
    return () => stop.abort();
  }, []);
  const mode = state.theme ?? "dark";
  const theme = useMemo(() => createTheme({ colors: { mode } }), [mode]);
  return (
    <ThemeContext.Provider value={theme}>
      <GlobalStyles />
      <div className="v-page" style={variables(theme)} data-theme={mode}>
        {error !== undefined && <PageError text={error} />}
        {info !== undefined &&
          (state.page !== undefined ? (
            <Other page={state.page} info={info} state={state} change={change} />
          ) : state.uid === undefined ? (
            <List info={info} state={state} change={change} />
          ) : (
            <DashboardPage uid={state.uid} info={info} state={state} change={change} />
          ))}
        <footer>
          <a href="/notices.txt">Licences</a>
        </footer>
      </div>
      <PortalContainer />
    </ThemeContext.Provider>
  );
}
