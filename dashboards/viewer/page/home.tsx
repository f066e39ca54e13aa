import type { ReactElement } from "react";
import { otherPages, readUrl, writeUrl, type OtherPage, type PageState } from "../model/url";
import type { ViewerInfo } from "./load";

const titles: Readonly<Record<OtherPage, string>> = { query: "Query", targets: "Targets", rules: "Rules", alerts: "Alerts" };

/** Links to the pages about Prometheus. The links keep the theme. */
export function OtherPages({ state }: { readonly state: PageState }): ReactElement {
  return (
    <nav className="v-others">
      {otherPages.map((page) => (
        <a key={page} href={writeUrl({ ...readUrl(`/${page}`, ""), theme: state.theme })} aria-current={state.page === page || undefined}>
          {titles[page]}
        </a>
      ))}
    </nav>
  );
}

/** Link to the list of dashboards. The link keeps the time range, the refresh interval, the theme and the variables. */
export function Home({ info, state }: { readonly info: ViewerInfo; readonly state: PageState }): ReactElement {
  const list = { ...state, uid: undefined, page: undefined, expr: undefined, source: undefined, panel: undefined, closed: undefined };
  return (
    <a href={writeUrl(list)} className="v-home">
      {info.environment}
    </a>
  );
}
