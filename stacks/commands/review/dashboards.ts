import { print } from "../../../alert-rules/promql/canonical";
import { readExpression, type Expr } from "../../../alert-rules/promql/expression";
import { flatten } from "../env-diff/flatten";
import { together, type About, type Change } from "./change";
import type { Compared } from "./compared";
import { conditionChanges } from "./conditions";
import { grouped } from "./instances";
import { selectorsOf } from "./reach";
import { senseless } from "./series";
import { withNames, type Renames } from "./renames";
import type { Dashboard, Panel } from "./shapes";
import { counted, describeSet, fromTo, listed } from "./words";

type Query = NonNullable<Panel["targets"]>[number];

/** Grafana's time variables are not valid PromQL. Before parsing, each is replaced by a duration that no query uses. */
const variables: Readonly<Record<string, string>> = { $__rate_interval: "59s", $__interval: "58s", $__range: "57s" };
const replaced = (expr: string): string => Object.entries(variables).reduce((text, [name, time]) => text.replaceAll(name, time), expr);
const restored = (text: string): string =>
  Object.entries(variables).reduce((sofar, [name, time]) => sofar.replace(new RegExp(`\\b${time}\\b`, "g"), name), text);

/** A PromQL query as a syntax tree. A query in another language, e.g. LogQL, becomes one node with the query's text. */
const treeOf = ({ expr }: Query, names: Renames): Expr => withNames(readExpression(replaced(expr ?? "")), names);
const textOf = (query: Query, names: Renames): string => restored(print(treeOf(query, names)));

/** Whether a query draws a threshold line: the query reads a `threshold:` series, or multiplies a number by an aggregation. */
function isThresholdLine(query: Query): boolean {
  const tree = treeOf(query, new Map());
  const number = tree.type === "binary" && tree.op === "*" && tree.left.type === "number" && tree.right.type === "aggregate";
  return number || selectorsOf(tree).some(({ metric }) => metric.startsWith("threshold:"));
}

/** Fields of a panel that are not compared as display settings. The description is among them, because it repeats the alerts. */
const leftOut = ["id", "gridPos", "targets", "title", "description", "links", "panels", "transformations"];

const display = (panel: Panel): Readonly<Record<string, string>> =>
  flatten(Object.fromEntries(Object.entries(panel).filter(([name]) => !leftOut.includes(name))));

function lines(before: Panel, after: Panel, names: Renames): string[] {
  const of = (panel: Panel, renames: Renames) =>
    (panel.targets ?? []).filter(isThresholdLine).map((query) => ({ legend: query.legendFormat ?? "", text: textOf(query, renames) }));
  const [was, is] = [of(before, names), of(after, new Map())];
  return [...new Set([...was, ...is].map(({ legend }) => legend))].flatMap((legend) => {
    const [from, to] = [was, is].map((all) =>
      all
        .filter((line) => line.legend === legend)
        .map(({ text }) => text)
        .join("; "),
    );
    if (from === to) return [];
    if (from === "") return [`threshold line "${legend}" is new`];
    return [to === "" ? `threshold line "${legend}" is gone` : `threshold line "${legend}" ${numbers(from ?? "", to ?? "")}`];
  });
}

/** Describes the change of a threshold line. Shows the old and the new number if both queries contain a number and the numbers differ. */
function numbers(before: string, after: string): string {
  const [from, to] = [before, after].map((text) => /(?:^|\(|or on \([^)]*\) \(?)(\d[\d.e+-]*) \* /.exec(text)?.[1]);
  return from !== undefined && to !== undefined && from !== to ? fromTo(from, to) : "has a different query";
}

/** Queries by legend, without threshold lines. Queries with the same legend keep their order. */
const byLegend = (panel: Panel): Map<string, Query[]> =>
  grouped(
    (panel.targets ?? []).filter((query) => query.expr !== undefined && !isThresholdLine(query)),
    ({ legendFormat }) => legendFormat ?? "",
  );

interface Partner {
  readonly legend: string;
  readonly from: Query | undefined;
  readonly to: Query | undefined;
}

function partners(before: Panel, after: Panel): Partner[] {
  const [was, is] = [byLegend(before), byLegend(after)];
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((legend) => {
    const [old, now] = [was.get(legend) ?? [], is.get(legend) ?? []];
    return Array.from({ length: Math.max(old.length, now.length) }, (_, index) => ({ legend, from: old[index], to: now[index] }));
  });
}

const quoted = (all: readonly Partner[]): string =>
  describeSet(
    all.map(({ legend }) => (legend === "" ? "without legend" : `"${legend}"`)),
    4,
  );

function queries(before: Panel, after: Panel, names: Renames): string[] {
  const all = partners(before, after);
  const [come, gone] = [all.filter(({ from }) => from === undefined), all.filter(({ to }) => to === undefined)];
  const changed = all.flatMap(({ legend, from, to }) => {
    if (from === undefined || to === undefined || textOf(from, names) === textOf(to, new Map())) return [];
    const said = conditionChanges(treeOf(from, names), treeOf(to, new Map()), senseless).map(({ what }) => restored(what));
    return [`query${legend === "" ? "" : ` "${legend}"`}: ${listed(said)}`];
  });
  return [
    ...changed,
    ...(come.length > 0 ? [`${come.length === 1 ? "query" : "queries"} ${quoted(come)} added`] : []),
    ...(gone.length > 0 ? [`${gone.length === 1 ? "query" : "queries"} ${quoted(gone)} removed`] : []),
  ];
}

function panelChanges(before: Panel, after: Panel, names: Renames): string[] {
  const [was, is] = [display(before), display(after)];
  const styles = [...new Set([...Object.keys(was), ...Object.keys(is)])].filter((path) => was[path] !== is[path]);
  // Display overrides refer to queries by position, so compare the overrides only if the number of queries is the same.
  const sameQueries = (before.targets ?? []).length === (after.targets ?? []).length;
  const shown = styles.filter((path) => sameQueries || !path.startsWith("fieldConfig.overrides"));
  return [
    ...(before.title === after.title ? [] : [`title ${fromTo(before.title ?? "none", after.title ?? "none")}`]),
    ...lines(before, after, names),
    ...queries(before, after, names),
    ...(shown.length === 0 ? [] : [`display settings changed (${describeSet(shown, 3)})`]),
  ];
}

const panelsOf = ({ panels }: Dashboard): Panel[] => panels.filter(({ type }) => type !== "row");

const some = (title: string, panels: readonly Panel[], effect: "added" | "removed"): About[] =>
  panels.length === 0
    ? []
    : [
        {
          name: title,
          effect,
          what: `panel${panels.length === 1 ? "" : "s"} ${describeSet(panels.map((panel) => panel.title ?? "without title"))}`,
        },
      ];

function ofDashboard(before: Dashboard, after: Dashboard, names: Renames): About[] {
  const [old, now] = [panelsOf(before), panelsOf(after)];
  const partner = (panel: Panel, among: readonly Panel[], others: readonly Panel[]): Panel | undefined =>
    among.find(({ title, type }) => title === panel.title && type === panel.type) ??
    among.find(({ title }) => title === panel.title) ??
    // Otherwise match by panel ID, if no panel in `others` has the candidate's title.
    among.find(({ id, title }) => id === panel.id && !others.some((other) => other.title === title));
  const changed = now.flatMap((panel): About[] => {
    const was = partner(panel, old, now);
    const said = was === undefined ? [] : panelChanges(was, panel, names);
    return said.map((what) => ({ name: `${after.title} / ${panel.title ?? ""}`, effect: "changed", what }));
  });
  return [
    ...some(
      after.title,
      old.filter((panel) => partner(panel, now, old) === undefined),
      "removed",
    ),
    ...some(
      after.title,
      now.filter((panel) => partner(panel, old, now) === undefined),
      "added",
    ),
    ...changed,
  ];
}

/** Dashboards and panels that were added, removed or changed. */
export function dashboardChanges({ before, after, renames }: Compared): Change[] {
  const byUid = (all: readonly Dashboard[]): Map<string, Dashboard> => new Map(all.map((dashboard) => [dashboard.uid, dashboard]));
  const [was, is] = [byUid(before.side.dashboards), byUid(after.side.dashboards)];
  const said = [...new Set([...was.keys(), ...is.keys()])].sort().flatMap((uid): About[] => {
    const [old, now] = [was.get(uid), is.get(uid)];
    if (old === undefined) {
      const panels = now === undefined ? 0 : panelsOf(now).length;
      return [{ name: now?.title ?? uid, effect: "added", what: `dashboard with ${counted(panels, "panel")}` }];
    }
    if (now === undefined) return [{ name: old.title, effect: "removed", what: "dashboard" }];
    return ofDashboard(old, now, renames);
  });
  return together("Dashboards", said);
}
