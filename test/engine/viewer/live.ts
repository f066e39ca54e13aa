import { mkdirSync } from "node:fs";
import path from "node:path";
import { panelNumber } from "../../../dashboards/panel-numbers";
import type { PanelQuery } from "../../../dashboards/queries";
import { dashboardUid } from "../../../exporters/model/naming";
import { localStack } from "../../../stacks/local/stack";
import { runningViewer } from "../../../stacks/local/viewer/background";
import { ensureChromium } from "../../../stacks/supply/chromium";
import { Progress } from "../../../stacks/supply/progress";
import { repo } from "../../support/sources";
import { demoServiceOn } from "../demo-services";
import { mayBeEmpty } from "../panels";
import { dashboards, pictures } from "./stage";
import { visit, type Visited } from "./visits";

/** A dashboard of the running stack, as a browser has shown it. */
export interface LivePage {
  readonly uid: string;
  readonly seen: Visited;
  /** File with a picture of the whole page. */
  readonly picture: string;
}

/**
 * Opens every dashboard in the viewer that `npm run up` has started, with the demo's services. `name` is a part of the pictures' file
 * names. `period` is the time range as URL parameters. `actions` contains the actions on a dashboard, by the dashboard's uid; see
 * browser/actions.ts.
 */
export async function openAll(
  name: string,
  period: string,
  actions: Readonly<Record<string, readonly object[]>> = {},
): Promise<LivePage[]> {
  const viewer = await runningViewer(repo, localStack);
  if (viewer === undefined) throw new Error("`npm run up` has started no viewer.");
  const chromium = await ensureChromium(new Progress());
  mkdirSync(pictures, { recursive: true });
  const pages = dashboards.map(({ uid }) => ({
    uid,
    picture: path.join(pictures, `${name}-${uid}.png`),
    path: `/d/${uid}?${period}&refresh=&var-environment=local&var-system=demo&var-service=${demoServiceOn(uid)}`,
    actions: actions[uid] ?? [],
  }));
  const visited = await visit(chromium, viewer.url, pages);
  return pages.flatMap(({ uid, picture }, index) => {
    const seen = visited[index];
    return seen === undefined ? [] : [{ uid, picture, seen }];
  });
}

/**
 * Describes what must not happen on any page: timeouts, errors and warnings in the console, failed requests, and panels that are neither
 * drawn nor empty with a reason.
 */
export const problems = (pages: readonly LivePage[]): string[] =>
  pages.flatMap(({ uid, seen: { late, messages, failed, panels } }) => [
    ...[...(late === null ? [] : [late]), ...messages, ...failed].map((text) => `${uid}: ${text}`),
    ...panels
      .filter(({ state, reason }) => state !== "drawn" && (state !== "empty" || (reason ?? "") === ""))
      .map(({ title, state, reason }) => `${uid}, ${title}: ${state}, ${reason ?? "no reason"}`),
  ]);

/** The empty panels that must have data on a healthy demo. `queries` are those of the environment's dashboards. */
export const emptyPanels = (pages: readonly LivePage[], queries: readonly PanelQuery[]): string[] =>
  pages.flatMap(({ uid, seen }) =>
    seen.panels.flatMap(({ id, title, state }) => {
      const own = queries.filter(({ dashboard, panel }) => dashboardUid(dashboard) === uid && panelNumber(panel) === id);
      return state === "empty" && !own.every(({ expr }) => mayBeEmpty(expr)) ? [`${uid}: ${title}`] : [];
    }),
  );
