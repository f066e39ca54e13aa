import { print } from "../../../alert-rules/promql/canonical";
import { readExpression, type Expr } from "../../../alert-rules/promql/expression";
import { flatten } from "../env-diff/flatten";
import { together, type About, type Change } from "./change";
import type { Compared } from "./compared";
import { selectorsOf } from "./reach";
import { withNames, type Renames } from "./renames";
import type { Dashboard, Panel } from "./shapes";
import { describeSet, fromTo, short } from "./words";

type Query = NonNullable<Panel["targets"]>[number];

/** Grafana's variables of time are no PromQL; each becomes a duration that nobody writes. */
const variables: Readonly<Record<string, string>> = { $__rate_interval: "59s", $__interval: "58s", $__range: "57s" };
const replaced = (expr: string): string => Object.entries(variables).reduce((text, [name, time]) => text.replaceAll(name, time), expr);
const restored = (text: string): string =>
  Object.entries(variables).reduce((sofar, [name, time]) => sofar.replaceAll(`[${time}]`, `[${name}]`), text);

/** A query as a tree; other languages than PromQL, e.g. LogQL, as their text. */
const treeOf = ({ expr }: Query, names: Renames): Expr => withNames(readExpression(replaced(expr ?? "")), names);
const textOf = (query: Query, names: Renames): string => restored(print(treeOf(query, names)));

/** A line that shows a threshold: a service's own, the default, or a number that an alert compares with. */
function isThresholdLine(query: Query): boolean {
  const tree = treeOf(query, new Map());
  const number = tree.type === "binary" && tree.op === "*" && tree.left.type === "number" && tree.right.type === "aggregate";
  return number || selectorsOf(tree).some(({ metric }) => metric.startsWith("threshold:"));
}

/** What is drawn by a panel besides its queries. Where it stands is no news, and the description repeats what the alerts say. */
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

/** The number that a line stands at, where that is all that changed. */
function numbers(before: string, after: string): string {
  const [from, to] = [before, after].map((text) => /(?:^|\(|or on \([^)]*\) \(?)(\d[\d.e+-]*) \* /.exec(text)?.[1]);
  return from !== undefined && to !== undefined && from !== to ? fromTo(from, to) : "is computed otherwise";
}

function queries(before: Panel, after: Panel, names: Renames): string[] {
  const of = (panel: Panel, renames: Renames) =>
    (panel.targets ?? []).filter((query) => query.expr !== undefined && !isThresholdLine(query)).map((query) => textOf(query, renames));
  const [was, is] = [of(before, names), of(after, new Map())];
  const gone = was.filter((text) => !is.includes(text));
  const come = is.filter((text) => !was.includes(text));
  const [from, to] = [gone[0], come[0]];
  if (gone.length === 1 && come.length === 1 && from !== undefined && to !== undefined)
    return [`query ${fromTo(short(from, 120), short(to, 120))}`];
  return [
    ...(come.length > 0 ? [`${come.length} queries are new`] : []),
    ...(gone.length > 0 ? [`${gone.length} queries are gone`] : []),
  ].map((text) => text.replace(/^1 queries are/, "1 query is"));
}

function panelChanges(before: Panel, after: Panel, names: Renames): string[] {
  const [was, is] = [display(before), display(after)];
  const styles = [...new Set([...Object.keys(was), ...Object.keys(is)])].filter((path) => was[path] !== is[path]);
  // Overrides are numbered by query, so they differ with every query that comes or goes.
  const sameQueries = (before.targets ?? []).length === (after.targets ?? []).length;
  const shown = styles.filter((path) => sameQueries || !path.startsWith("fieldConfig.overrides"));
  return [
    ...(before.title === after.title ? [] : [`title ${fromTo(before.title ?? "none", after.title ?? "none")}`]),
    ...lines(before, after, names),
    ...queries(before, after, names),
    ...(shown.length === 0 ? [] : [`shown otherwise (${describeSet(shown, 3)})`]),
  ];
}

const panelsOf = ({ panels }: Dashboard): Panel[] => panels.filter(({ type }) => type !== "row");

function ofDashboard(before: Dashboard, after: Dashboard, names: Renames): About[] {
  const [old, now] = [panelsOf(before), panelsOf(after)];
  const partner = (panel: Panel, among: readonly Panel[], others: readonly Panel[]): Panel | undefined =>
    among.find(({ title, type }) => title === panel.title && type === panel.type) ??
    among.find(({ title }) => title === panel.title) ??
    // The same number under another title, where that title is not elsewhere.
    among.find(({ id, title }) => id === panel.id && !others.some((other) => other.title === title));
  const name = (panel: Panel): string => `${after.title} / ${panel.title ?? ""}`;
  return [
    ...old
      .filter((panel) => partner(panel, now, old) === undefined)
      .map((panel): About => ({ name: name(panel), effect: "removed", what: "panel" })),
    ...now.flatMap((panel): About[] => {
      const was = partner(panel, old, now);
      if (was === undefined) return [{ name: name(panel), effect: "added", what: "panel" }];
      return panelChanges(was, panel, names).map((what) => ({ name: name(panel), effect: "changed", what }));
    }),
  ];
}

/** Dashboards and their panels that came, went, or show something else. */
export function dashboardChanges({ before, after, renames }: Compared): Change[] {
  const byUid = (all: readonly Dashboard[]): Map<string, Dashboard> => new Map(all.map((dashboard) => [dashboard.uid, dashboard]));
  const [was, is] = [byUid(before.side.dashboards), byUid(after.side.dashboards)];
  const said = [...new Set([...was.keys(), ...is.keys()])].sort().flatMap((uid): About[] => {
    const [old, now] = [was.get(uid), is.get(uid)];
    if (old === undefined)
      return [
        {
          name: now?.title ?? uid,
          effect: "added",
          what: `dashboard with ${panelsOf(now ?? { panels: [], uid, title: uid }).length} panels`,
        },
      ];
    if (now === undefined) return [{ name: old.title, effect: "removed", what: "dashboard" }];
    return ofDashboard(old, now, renames);
  });
  return together("Dashboards", said);
}
