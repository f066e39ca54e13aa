import type { View } from "../../exporters/model/catalogue";
import { publicPages } from "../../exporters/uptime/status-pages";
import { expressionOf } from "../condition";
import type { Alert } from "../model";
import type { Entry } from "./entry";
import { peopleAnchor } from "./people";

const linked = (views: readonly View[], url: (view: View) => string): string =>
  views.map((view) => `[${view.environment.id}](${url(view)})`).join(", ");

/** Address of a query in Prometheus, or in the viewer, which has the same address for a query. */
const queryPage = ({ environment }: View, alert: Alert): string =>
  `${environment.urls.prometheus}/graph?g0.expr=${encodeURIComponent(expressionOf(alert).text).replace(/[()]/g, (char) => `%${char.charCodeAt(0).toString(16)}`)}&g0.tab=1`;

const silences = ({ environment }: View, name: string): string =>
  `${environment.urls.alertmanager}/#/silences/new?filter=${encodeURIComponent(`{alertname="${name}"}`)}`;

/** Whether a system that the alert can be about has a status page, on which an incident can be announced. */
const announces = (view: View, { about }: Pick<Entry, "about">): boolean =>
  publicPages(view).some(({ system }) => system.services.some(about));

/** Markdown lines with the links of an alert: the query of each severity, a new silence, and who is next if no one responds. */
export function linkRows(entry: Pick<Entry, "about" | "alerts" | "views">): string[] {
  const { alerts, views } = entry;
  const [first] = alerts;
  if (first === undefined) return [];
  const quiet = alerts.every(({ notifies }) => notifies === false);
  const announcing = views.filter((view) => announces(view, entry));
  const incident = announcing.find(({ environment }) => environment.production) ?? announcing[0];
  return [
    ...alerts
      .map((alert) => `**Query, ${alert.severity}:** ${linked(views, (view) => queryPage(view, alert))}`)
      .flatMap((row) => [row, ""]),
    ...(quiet ? [] : [`**Silence:** ${linked(views, (view) => silences(view, first.name))}`, ""]),
    ...(quiet ? [] : [`**If no one responds:** ${linked(views, (view) => `#${peopleAnchor(view)}`)}`, ""]),
    ...(incident === undefined || !alerts.some(({ severity }) => severity === "critical")
      ? []
      : [
          `**If users notice it**, announce it on the status page of the system. First see what would be announced:`,
          "",
          "```text",
          `npm run incident -- announce --environment ${incident.environment.id} --alert ${first.name} --dry-run`,
          "```",
          "",
        ]),
  ];
}
