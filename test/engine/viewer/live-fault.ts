import { setTimeout as sleep } from "node:timers/promises";
import { panelNumber } from "../../../dashboards/panel-numbers";
import { dashboardUid } from "../../../exporters/model/naming";
import { faults } from "../../../stacks/local/faults";
import { query } from "../../../stacks/local/prometheus";
import { until } from "../../support/until";
import { openAll, problems, type LivePage } from "./live";
import { colorsIn, type Visited } from "./visits";

const minute = 60_000;
/** Time range of the opened dashboards, in minutes. */
const range = 15;
const overview = dashboardUid("overview");
const http = dashboardUid("http");
const errors = panelNumber("http/errors");
const found = faults.find(({ name }) => name === "http-errors");
if (found === undefined) throw new Error("No fault has the name http-errors.");
const { alertname, severity, labels } = found.expected;

/**
 * Waits until the alert of the fault `http-errors` fires, and opens every dashboard while the alert fires. On the dashboard of HTTP
 * services, the mouse is on the panel "Errors", at a time at which the alert fires.
 */
export async function openDuringErrors(prometheus: string): Promise<LivePage[]> {
  const matchers = Object.entries({ alertstate: "firing", alertname, severity, ...labels }).map(([label, value]) => `${label}="${value}"`);
  await until(alertname, async () => ((await query(prometheus, `ALERTS{${matchers.join(",")}}`)) ?? [])[0], 480);
  // Annotations have one point a minute. The alert must fire at two consecutive points to be drawn as a
  // period at which the mouse can point.
  const to = (Math.ceil(Date.now() / minute) + 1) * minute;
  // Wait until the rules have been evaluated for the whole time range.
  await sleep(to + 20_000 - Date.now());
  return openAll("drill", `from=${to - range * minute}&to=${to}`, { [http]: [{ do: "hover", panel: errors, at: 1 - 0.5 / range }] });
}

type Shown = Visited["panels"][number] & { readonly file: string };

/** A panel of a page. Throws if the page does not have it. */
function panelOn(pages: readonly LivePage[], uid: string, id: number): Shown {
  const page = pages.find((each) => each.uid === uid);
  const panel = page?.seen.panels.find((each) => each.id === id);
  if (page === undefined || panel === undefined) throw new Error(`${uid} has no panel ${id}.`);
  return { ...panel, file: page.picture };
}

/** The last value of a line in a panel's legend, in percent. NaN if there is no such line. */
const lastPercent = ({ text }: Shown, line: string): number =>
  Number(new RegExp(`${line}\\s+Last \\*: ([\\d.]+)%`).exec(text)?.[1] ?? Number.NaN);

/** Expects that the pages of `openDuringErrors` show the fault: in red, as a firing alert, above the threshold, and as an annotation. */
export async function expectErrorsShown(pages: readonly LivePage[]): Promise<void> {
  expect(problems(pages)).toEqual([]);
  const [critical, state, traffic] = [
    panelOn(pages, overview, panelNumber("overview/critical:101")),
    panelOn(pages, http, panelNumber("http/state:100")),
    panelOn(pages, http, panelNumber("http/traffic")),
  ];
  expect(critical.text).toMatch(/[1-9]/);
  expect(state.text).toContain("critical");
  expect((await colorsIn([critical, state, traffic])).map(({ red }) => red > 0.3)).toEqual([true, true, false]);
  // The overview shows several systems, so its rows also contain the system.
  const row = (...cells: readonly (string | undefined)[]): RegExp => new RegExp(cells.join("\\s+"));
  const { system, service } = labels;
  expect(panelOn(pages, overview, panelNumber("overview/firing:100")).text).toMatch(row(severity, alertname, system, service));
  expect(panelOn(pages, http, panelNumber("http/alerts:101")).text).toMatch(row(severity, alertname, service));
  const panel = panelOn(pages, http, errors);
  expect(lastPercent(panel, "errors sustained")).toBeGreaterThan(lastPercent(panel, "critical threshold"));
  expect(pages.find(({ uid }) => uid === http)?.seen.seen.at(-1)).toContain(`${alertname} (${severity})`);
}
