import type { View } from "../../exporters/model/catalogue";
import { outsideLimits } from "../../exporters/model/vendor-plans";
import { publicPages } from "../../exporters/uptime/status-pages";
import { expressionOf } from "../condition";
import type { Alert } from "../model";
import type { Entry } from "./entry";
import { peopleAnchor } from "./people";

const linked = (views: readonly View[], url: (view: View) => string): string =>
  views.map((view) => `[${view.environment.id}](${url(view)})`).join(", ");

/** URL of the alert's query in Prometheus. The viewer accepts the same path and parameters. */
const queryPage = ({ environment }: View, alert: Alert): string =>
  `${environment.urls.prometheus}/graph?g0.expr=${encodeURIComponent(expressionOf(alert).text).replace(/[()]/g, (char) => `%${char.charCodeAt(0).toString(16)}`)}&g0.tab=1`;

const silences = ({ environment }: View, name: string): string =>
  `${environment.urls.alertmanager}/#/silences/new?filter=${encodeURIComponent(`{alertname="${name}"}`)}`;

/**
 * Markdown lines that say how to announce an incident on the status page of a system that the alert can be about. The lines name production
 * if it has such a page, else the first environment that has one. Empty if no environment has one.
 */
function announcement({ about, views }: Pick<Entry, "about" | "views">, alert: string): string[] {
  const shown = views.filter((view) => publicPages(view).some(({ system }) => system.services.some(about)));
  const view = shown.find(({ environment }) => environment.production) ?? shown[0];
  if (view === undefined) return [];
  const { id, uptime } = view.environment;
  if (uptime.statusPages === "uptimerobot" || uptime.statusPages === "betterstack")
    return [
      `**If users notice the problem**, announce it on the status page of ${id} in the web interface of ${outsideLimits[uptime.statusPages].title}.`,
      "",
    ];
  return [
    `**If users notice the problem**, announce it on the status page of the system. First see what would be announced:`,
    "",
    "```text",
    `npm run incident -- announce --environment ${id} --alert ${alert} --dry-run`,
    "```",
    "",
  ];
}

/**
 * Markdown lines with the links of an alert: its queries and, if the alert notifies anyone, a new silence and whom to notify if no one
 * responds. If the alert can be critical, also the lines about the announcement of an incident.
 */
export function linkRows(entry: Pick<Entry, "about" | "alerts" | "views">): string[] {
  const { alerts, views } = entry;
  const [first] = alerts;
  if (first === undefined) return [];
  const quiet = alerts.every(({ notifies }) => notifies === false);
  return [
    ...alerts
      .map((alert) => `**Query, ${alert.severity}:** ${linked(views, (view) => queryPage(view, alert))}`)
      .flatMap((row) => [row, ""]),
    ...(quiet ? [] : [`**Silence:** ${linked(views, (view) => silences(view, first.name))}`, ""]),
    ...(quiet ? [] : [`**If no one responds:** ${linked(views, (view) => `#${peopleAnchor(view)}`)}`, ""]),
    ...(alerts.some(({ severity }) => severity === "critical") ? announcement(entry, first.name) : []),
  ];
}
