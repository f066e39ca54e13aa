import { contactsText } from "../../../alert-rules/runbook/people";
import { contactsOf } from "../../../exporters/model/answering";
import { severities } from "../../../exporters/model/thresholds";
import { systemsFolder } from "../edit/evaluate";
import type { Checked } from "../edit/repository";
import { alertLines, alertsOf, checkLines, dashboardLines, sentryLines, thresholdLines, type Placed } from "./generated";

/** A heading and its indented lines; empty when there are no lines. */
const block = (heading: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : [heading, ...lines.map((line) => `  ${line}`)];

function routeLines({ view, service }: Placed): string[] {
  const owner = view.owners.find(({ id }) => id === service.owner);
  if (owner === undefined) return [];
  return severities.map((severity) => `${severity}: ${contactsText(contactsOf(view, owner, severity))}`);
}

/** What is generated for one service, in one environment. */
function placedLines(placed: Placed): string[] {
  const alerts = alertsOf(placed);
  return [
    ...block("Alerts:", alertLines(alerts)),
    ...block("Thresholds:", thresholdLines(placed)),
    ...block("Dashboards:", dashboardLines(alerts)),
    ...block(`Routes in ${placed.view.environment.id} (owner ${placed.service.owner}):`, routeLines(placed)),
    ...block("Checks:", checkLines(placed)),
    ...block("Sentry projects:", sentryLines(placed)),
  ];
}

/** The environments that monitor a system. Environments that page people come first, because they have the most contacts. */
function watchers({ after }: Checked, system: string) {
  const views = after.catalogue.environments.filter(({ systems }) => systems.includes(system)).map(({ id }) => after.catalogue.view(id));
  return views.sort((a, b) => Number(b.environment.pages) - Number(a.environment.pages));
}

/** Lines for the terminal: what a new service generates, and the next steps. */
export function shownService(checked: Checked, system: string, name: string): string[] {
  const [view, ...others] = watchers(checked, system);
  const service = view?.systems.find(({ id }) => id === system)?.services.find((candidate) => candidate.name === name);
  if (view === undefined || service === undefined)
    return [`No environment monitors ${system}: nothing is generated until one includes it in exporters/catalogue/environments.ts.`];
  const all = [view, ...others].map(({ environment }) => environment.id);
  return [
    `${system}/${name} is monitored in ${all.join(", ")}; in ${view.environment.id}:`,
    ...placedLines({ view, system, service }),
    "",
    "Next:",
    `  for its own thresholds, pools, jobs: edit ${systemsFolder}/${system}.ts, then npm run render`,
    "  what the application must expose: docs/instrument-a-service.md",
    "  git diff, commit, then pulumi up in each stack",
  ];
}

/** Lines for the terminal: what a new system generates for its first service, and the next steps. */
export function shownSystem(checked: Checked, system: string): string[] {
  const [service] = checked.after.catalogue.systems.find(({ id }) => id === system)?.services ?? [];
  if (service === undefined) return [];
  return [...shownService(checked, system, service.name), `  add another service: npm run add -- service --system ${system}`];
}
