import type { View } from "../../exporters/model/catalogue";
import { dashboardUid, runbookAnchor } from "../../exporters/model/naming";
import type { Service } from "../../exporters/model/schema";
import { severities, thresholdSpecs, type Severity, type ThresholdKey } from "../../exporters/model/thresholds";
import { formatQuantity } from "../../exporters/model/units";
import { textFile, type RenderedFile } from "../../exporters/emit";
import { factsOf } from "../facts";
import type { Alert } from "../model";
import { peopleAnchor, peopleSection } from "./people";
import { panelNumbers } from "../panel-ids";
import { silencedBy } from "../routes/inhibition";
import { ruleGroups } from "../rules";
import { heartbeatAlert } from "../packs/stack/heartbeat";
import { thresholdMetric } from "../thresholds";

/** How a group of rules is called, and whose services it is about. */
interface Kind {
  readonly title: string;
  readonly about: (service: Service) => boolean;
}

const isApplication = (service: Service) => service.kind === "http" || service.kind === "worker";
const anyService = () => true;
const noService = () => false;

const kinds: Readonly<Record<string, Kind>> = {
  heartbeat: { title: "Dead man's switch", about: noService },
  targets: { title: "Targets", about: anyService },
  probes: { title: "Probes and certificates", about: (service) => service.uptime.length > 0 },
  jobs: { title: "Jobs", about: (service) => service.jobs.length > 0 },
  http: { title: "HTTP services", about: (service) => service.kind === "http" },
  worker: { title: "Queues and workers", about: (service) => service.kind === "worker" },
  pools: { title: "Connection pools", about: (service) => isApplication(service) && service.pools.length > 0 },
  postgres: { title: "PostgreSQL", about: (service) => service.kind === "postgres" },
  redis: { title: "Redis", about: (service) => service.kind === "redis" },
  tenants: { title: "Tenants", about: (service) => isApplication(service) && service.quotas.length > 0 },
  stack: { title: "The stack itself", about: noService },
};

/** Groups in the order people look for them; one that is new here comes last, under its own name. */
const kindOf = (group: string): Kind => kinds[group] ?? { title: group, about: anyService };
const place = (group: string): number => {
  const at = Object.keys(kinds).indexOf(group);
  return at < 0 ? Object.keys(kinds).length : at;
};

/** An alert with all its severities, as the environments have it. */
interface Entry {
  readonly name: string;
  readonly group: string;
  readonly levels: readonly Alert[];
  /** Environments that have it. */
  readonly views: readonly View[];
}

function entriesOf(views: readonly View[]): Entry[] {
  const found = new Map<string, { group: string; levels: Map<Severity, Alert>; views: View[] }>();
  for (const view of views)
    for (const group of ruleGroups(factsOf(view)))
      for (const alert of group.alerts) {
        const entry = found.get(alert.name) ?? { group: group.name, levels: new Map<Severity, Alert>(), views: [] };
        found.set(alert.name, entry);
        if (!entry.levels.has(alert.severity)) entry.levels.set(alert.severity, alert);
        if (entry.views.at(-1) !== view) entry.views.push(view);
      }
  return [...found.entries()]
    .map(([name, { group, levels, views: seen }]) => ({
      name,
      group,
      levels: severities.flatMap((severity) => levels.get(severity) ?? []),
      views: seen,
    }))
    .sort((a, b) => place(a.group) - place(b.group));
}

/** Markdown would take `<service>` for a tag, and a bar for the end of a cell; what stands in backticks is safe. */
const escape = (text: string): string =>
  text
    .split(/(`[^`]*`)/)
    .map((part) => (part.startsWith("`") ? part : part.replace(/[<>|]/g, (char) => `\\${char}`)))
    .join("");

/** The threshold an alert compares with, and its default; without one it is about services that set a limit of their own. */
export function limitOf(alert: Alert): { readonly key: ThresholdKey; readonly value: number | undefined } | undefined {
  const key = (Object.keys(thresholdSpecs) as ThresholdKey[]).find((candidate) =>
    alert.expr.text.includes(`${thresholdMetric(candidate).text}{`),
  );
  const value = /(-?[\d.]+(?:e[+-]?\d+)?) \* group by/.exec(alert.expr.text)?.[1];
  return key === undefined ? undefined : { key, value: value === undefined ? undefined : Number(value) };
}

function conditionText(alert: Alert): string {
  const limit = limitOf(alert);
  if (limit === undefined) return "the query has a result";
  const { help, worse, dimension } = thresholdSpecs[limit.key];
  if (limit.value === undefined) return `${help} is ${worse} the service's own limit; without one, never`;
  return `${help} is ${worse} **${formatQuantity(limit.value, dimension)}**`;
}

function ownLimits(entry: Entry): string[] {
  const key = entry.levels.map(limitOf).find((limit) => limit !== undefined)?.key;
  if (key === undefined) return [];
  const rows = entry.views.flatMap((view) =>
    factsOf(view)
      .overrides.filter((override) => override.key === key && entry.levels.some((level) => level.severity === override.severity))
      .map(({ service, severity, value }) => {
        const limit = formatQuantity(value, thresholdSpecs[key].dimension);
        return `| ${view.environment.id} | ${service.system}/${service.service} | ${severity} | ${limit} |`;
      }),
  );
  if (rows.length === 0) return ["No service sets a limit of its own.", ""];
  return ["These services set limits of their own:", "", "| Environment | Service | Severity | Limit |", "|---|---|---|---|", ...rows, ""];
}

function noDataText({ noData }: Alert): string {
  switch (noData.is) {
    case "fires":
      return "This alert fires.";
    case "separate alert":
      return `[${noData.alert}](#${runbookAnchor(noData.alert)}) fires instead.`;
    case "harmless":
      return `This alert is silent: ${noData.because}.`;
  }
}

/** Owners who can get it, by environment. */
function toldText(entry: Entry): string[] {
  const { about } = kindOf(entry.group);
  return entry.views.map((view) => {
    const { environment } = view;
    const here = `- [${environment.id}](#${peopleAnchor(view)}): `;
    if (entry.name === heartbeatAlert && environment.deadMansSwitch !== undefined) return `${here}the receiver of the dead man's switch`;
    const services = view.systems.flatMap((system) => system.services.filter(about).map((service) => service.owner));
    // The stack's programs are targets too.
    const platform = about === noService || entry.group === "targets" ? [environment.platformOwner] : [];
    const owners = [...new Set([...services, ...platform])].sort();
    const tenants = entry.levels.some((level) => level.labels?.audience === "tenant")
      ? view.systems.filter((system) => system.tenantContacts.length > 0).map((system) => `tenants of ${system.id}`)
      : [];
    return here + [...owners, ...tenants].join(", ");
  });
}

/** Systems whose automation gets it. */
function automationText(entry: Entry): string[] {
  const action = entry.levels.find((level) => level.labels?.action !== undefined)?.labels?.action;
  const systems = new Set(
    entry.views.flatMap((view) => view.systems.filter(({ automation }) => automation !== undefined)).map(({ id }) => id),
  );
  if (action === undefined || systems.size === 0) return [];
  return [`- automation of ${[...systems].sort().join(", ")}, with the label \`action="${action}"\``];
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
  return entry.levels.flatMap((alert) => ["", `${alert.severity}:`, "", "```promql", alert.expr.text, "```"]);
}

function section(entry: Entry, all: readonly Alert[]): string {
  const [first] = entry.levels;
  if (first === undefined) throw new Error(`${entry.name} has no severity`);
  const silencers = [...new Set(entry.levels.flatMap((level) => silencedBy(level, all)))];
  const rows = entry.levels.map(
    (level) => `| ${level.severity} | ${escape(conditionText(level))} | ${level.for === undefined ? "at once" : `for ${level.for.text}`} |`,
  );
  const impacts = [...new Set(entry.levels.map((level) => level.impact))];
  return [
    `### ${entry.name}`,
    "",
    `${escape(first.summary.readable)}.`,
    "",
    ...(impacts.length === 1
      ? [`**Impact.** ${escape(impacts.join(""))}`]
      : entry.levels.map((level) => `- **Impact, ${level.severity}.** ${escape(level.impact)}`)),
    "",
    "**First steps**",
    "",
    ...first.firstSteps.map((step, index) => `${index + 1}. ${escape(step)}`),
    "",
    `**Dashboard:** ${dashboardText(entry, first)}`,
    "",
    "| Severity | Fires when | |",
    "|---|---|---|",
    ...rows,
    "",
    ...ownLimits(entry),
    `**When data is missing:** ${noDataText(first)}`,
    "",
    `**Not sent while** ${silencers.length === 0 ? "nothing: it is always sent." : `these fire: ${silencers.join("; ")}.`}`,
    "",
    "**Told**",
    "",
    ...toldText(entry),
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
  const groups = [...new Set(entries.map((entry) => entry.group))];
  return groups
    .flatMap((group) => [
      `**${kindOf(group).title}**`,
      "",
      ...entries
        .filter((entry) => entry.group === group)
        .map(({ name, levels }) => `- [${name}](#${runbookAnchor(name)}) (${levels.map((level) => level.severity).join(", ")})`),
      "",
    ])
    .join("\n");
}

/** `docs/OPERATIONS.md`: every alert of every environment, and who is told. */
export function renderOperations(views: readonly View[]): RenderedFile {
  const entries = entriesOf(views);
  const all = entries.flatMap((entry) => entry.levels);
  const body = [
    "# Operations",
    "",
    "You were sent here by an alert: its section says what it means and what to do first. In short, for every alert:",
    "",
    "1. Read the summary: it names the system, the service and the value. Open the dashboard it links to.",
    "2. Do the first steps in order; they begin with what helps most often.",
    "3. If you work on it, silence it by the link in the message, with your name and a time, so that others see that somebody does.",
    "4. Several alerts of one system at once: begin with what is down, then with what others depend on.",
    "",
    "`critical` is sent at any hour and pages; `warning` waits for working hours where the owner has some; `info` is to be read some time.",
    "",
    "## Contents",
    "",
    contents(entries),
    "## Who is told",
    "",
    ...views.map(peopleSection),
    "## Alerts",
    "",
    ...entries.map((entry) => section(entry, all)),
  ].join("\n");
  return textFile("docs/OPERATIONS.md", "alert-rules/ and exporters/catalogue/", `\n${body.trimEnd()}\n`, (line) => `<!-- ${line} -->`);
}
