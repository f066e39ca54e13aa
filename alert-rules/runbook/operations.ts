import type { View } from "../../exporters/model/catalogue";
import { dashboardUid, runbookAnchor } from "../../exporters/model/naming";
import type { Service } from "../../exporters/model/schema";
import { pushesMetrics } from "../../exporters/instrumentation/pushes";
import { severities, type Severity } from "../../exporters/model/thresholds";
import { textFile, type RenderedFile } from "../../exporters/emit";
import { expressionOf } from "../condition";
import { stepText } from "../first-command";
import { factsOf } from "../facts";
import type { Alert } from "../model";
import type { Pack } from "../pack";
import { packs } from "../packs";
import { panelNumbers } from "../panel-ids";
import { inhibitorTexts } from "../routes/inhibition";
import { ruleGroups } from "../rules";
import { commandSections } from "./commands";
import { linkRows } from "./links";
import { listsSection } from "./lists";
import { senderSections } from "./senders";
import { conditionText, objectiveRows, ownThresholdRows } from "./conditions";
import { warningCheckRows } from "./checks";
import { automationText, notifiedText, unpagedText } from "./notified";
import { peopleSection } from "./people";
import type { Entry } from "./entry";

function entriesOf(views: readonly View[]): Entry[] {
  const found = new Map<string, { pack: Pack; alerts: Map<Severity, Alert>; views: View[] }>();
  for (const view of views)
    for (const group of ruleGroups(factsOf(view))) {
      const pack = packs.find(({ name }) => name === group.name);
      if (pack === undefined) continue;
      for (const alert of group.alerts) {
        const entry = found.get(alert.name) ?? { pack, alerts: new Map<Severity, Alert>(), views: [] };
        found.set(alert.name, entry);
        if (!entry.alerts.has(alert.severity)) entry.alerts.set(alert.severity, alert);
        if (entry.views.at(-1) !== view) entry.views.push(view);
      }
    }
  return [...found.entries()]
    .map(([name, { pack, alerts, views: seen }]) => ({
      name,
      pack,
      about: (service: Service) => pack.about(service) && [...alerts.values()].some((alert) => alert.about?.(service) ?? true),
      alerts: severities.flatMap((severity) => alerts.get(severity) ?? []),
      views: seen,
    }))
    .sort((a, b) => packs.indexOf(a.pack) - packs.indexOf(b.pack));
}

/** Escapes `<`, `>` and `|` outside backticks, because Markdown treats `<service>` as a tag and `|` as the end of a table cell. */
const escape = (text: string): string =>
  text
    .split(/(`[^`]*`)/)
    .map((part) => (part.startsWith("`") ? part : part.replace(/[<>|]/g, (char) => `\\${char}`)))
    .join("");

/**
 * Services that the alert can be about and that push their metrics. They have no target, so `TargetDown` cannot fire for them. Empty for
 * alerts that do not read the services' own targets, for example alerts about probes.
 */
const pushing = ({ pack, about, views }: Entry): string[] => [
  ...new Set(
    views.flatMap((view) =>
      view.systems.flatMap(({ id, services }) =>
        services
          .filter((service) => pack.readsOtherTargets !== true && about(service) && pushesMetrics(service))
          .map(({ name }) => `${id}/${name}`),
      ),
    ),
  ),
];

function noDataText({ noData }: Alert, entry: Entry): string {
  switch (noData.is) {
    case "fires":
      return noData.from === undefined ? "This alert fires." : `This alert still uses ${noData.from}.`;
    case "separate alert":
      return [
        `[${noData.alert}](#${runbookAnchor(noData.alert)}) fires instead.`,
        ...(noData.alert === "TargetDown" && pushing(entry).length > 0
          ? [`For services that push their metrics (${pushing(entry).join(", ")}), [PushMissing](#pushmissing) fires instead.`]
          : []),
      ].join(" ");
    case "harmless":
      return `This alert does not fire, because ${noData.because}.`;
  }
}

function dashboardText(entry: Entry, alert: Alert): string {
  const [dashboard = ""] = alert.panel.split("/");
  return entry.views
    .map(
      ({ environment }) =>
        `[${environment.id}](${environment.urls.grafana}/d/${dashboardUid(dashboard)}?viewPanel=${panelNumbers[alert.panel]})`,
    )
    .join(", ");
}

function queries(entry: Entry): string[] {
  return entry.alerts.flatMap((alert) => ["", `${alert.severity}:`, "", "```promql", expressionOf(alert).text, "```"]);
}

function section(entry: Entry, all: readonly Alert[]): string {
  const [first] = entry.alerts;
  if (first === undefined) throw new Error(`${entry.name} has no severity`);
  const inhibitors = [...new Set(entry.alerts.flatMap((alert) => inhibitorTexts(alert, all)))];
  const rows = entry.alerts.map(
    (alert) =>
      `| ${alert.severity} | ${escape(conditionText(alert))} | ${alert.for === undefined ? "immediately" : `for ${alert.for.text}`} |`,
  );
  const impacts = [...new Set(entry.alerts.map((alert) => alert.impact))];
  return [
    `### ${entry.name}`,
    "",
    `${escape(first.summary.readable)}.`,
    "",
    ...(impacts.length === 1
      ? [`**Impact.** ${escape(impacts.join(""))}`]
      : entry.alerts.map((alert) => `- **Impact, ${alert.severity}.** ${escape(alert.impact)}`)),
    "",
    "**First steps**",
    "",
    ...first.firstSteps.map((step, index) => `${index + 1}. ${escape(stepText(step))}`),
    "",
    ...commandSections(first, entry),
    `**Dashboard:** ${dashboardText(entry, first)}`,
    "",
    ...linkRows(entry),
    "| Severity | Fires when | Duration |",
    "|---|---|---|",
    ...rows,
    "",
    ...ownThresholdRows(entry.alerts, entry.views),
    ...objectiveRows(entry.alerts, entry.views),
    ...warningCheckRows(entry),
    `**When data is missing:** ${noDataText(first, entry)}`,
    "",
    `**Inhibited by:** ${inhibitors.length === 0 ? "no alert" : inhibitors.join("; ")}.`,
    "",
    "**Notified**",
    "",
    ...notifiedText(entry),
    ...unpagedText(entry),
    ...automationText(entry),
    "",
    "<details><summary>Query</summary>",
    ...queries(entry),
    "",
    "</details>",
    "",
  ].join("\n");
}

function contents(entries: readonly Entry[]): string {
  return [...new Set(entries.map(({ pack }) => pack))]
    .flatMap((pack) => [
      `**${pack.title}**`,
      "",
      ...entries
        .filter((entry) => entry.pack === pack)
        .map(({ name, alerts }) => `- [${name}](#${runbookAnchor(name)}) (${alerts.map((alert) => alert.severity).join(", ")})`),
      "",
    ])
    .join("\n");
}

/**
 * Renders `docs/OPERATIONS.md`, the runbook: who is notified, the jobs, queues and quotas, every alert of every environment, and the
 * messages of other senders.
 */
export function renderOperations(views: readonly View[]): RenderedFile {
  const entries = entriesOf(views);
  const all = entries.flatMap((entry) => entry.alerts);
  const withoutGrafana = views.filter(({ environment }) => !environment.grafana).map(({ environment }) => `\`${environment.id}\``);
  const body = [
    "# Operations",
    "",
    "This page is the runbook. Every alert links to its section on this page. The section explains what the alert means and what to do first.",
    "",
    "For every alert:",
    "",
    "1. Read the summary. It says where the problem is and, for most alerts, names the value. Then open the linked dashboard.",
    "2. Follow the first steps in order; the most useful ones come first. The comment above a command names the environment and, for most commands, a service, check or system. For a name after `also for`, replace the names and addresses in the command.",
    "3. When you work on the alert, silence it with the link in the notification. Enter your name and an end time, so that others see that you are handling it.",
    "4. If several alerts of one system fire at once, start with the services that are down. Continue with the services that others depend on.",
    "",
    ...(withoutGrafana.length === 0
      ? []
      : [
          `Environments without Grafana: ${withoutGrafana.join(", ")}. There, dashboard links lead to the viewer, which \`npm run up\` starts.`,
          "",
        ]),
    "[Who is notified](#who-is-notified) lists the contacts of every owner. `critical` alerts are sent at any time. If the owner has working hours, `warning` and `info` alerts are sent only during these hours. An alert that started earlier and still fires when working hours start is sent then. If an alert resolves outside working hours, no resolved notification is sent.",
    "",
    "## Contents",
    "",
    contents(entries),
    "## Who is notified",
    "",
    ...views.map(peopleSection),
    "## Jobs, queues and quotas",
    "",
    ...views.flatMap(listsSection),
    "## Alerts",
    "",
    ...entries.map((entry) => section(entry, all)),
    ...senderSections(views, new Set(entries.map(({ name }) => name))),
  ].join("\n");
  return textFile("docs/OPERATIONS.md", "alert-rules/ and exporters/catalogue/", `\n${body.trimEnd()}\n`, (line) => `<!-- ${line} -->`);
}
