import { readExpression, type Expr, type Matcher } from "../../../alert-rules/promql/expression";
import { passes } from "../../../alert-rules/promql/label-sets";
import { resolve } from "../../../dashboards/queries";
import { rowsOf, type Dashboard } from "../../../dashboards/viewer/model/dashboard";
import type { Backfilled } from "../../bench/backfill";

/** What a selector of a panel needs to find series. */
interface Need {
  readonly metric: string;
  readonly matchers: readonly Matcher[];
  /** Labels by which the panel splits the metric. */
  readonly split: readonly string[];
  /** Whether the panel applies a function for counters to the metric, such as `rate`. */
  readonly counter: boolean;
}

const counterFunctions = ["rate", "irate", "increase", "resets"];

function needs(expr: Expr, split: readonly string[] = [], counter = false): Need[] {
  switch (expr.type) {
    case "selector":
      return [{ metric: expr.metric, matchers: expr.matchers, split, counter }];
    case "range":
    case "shifted":
    case "unary":
      return needs(expr.of, split, counter);
    case "call":
      return expr.args.flatMap((arg) => needs(arg, split, counter || counterFunctions.includes(expr.name)));
    case "aggregate":
      return expr.args.flatMap((arg) => needs(arg, expr.kind === "by" ? [...split, ...expr.labels] : split, counter));
    case "binary": {
      const { matching } = expr;
      const all = [...split, ...(matching?.kind === "on" ? matching.labels : [])];
      // The labels in the parentheses of `group_left` come from the "one" side only.
      const ofMany = all.filter((label) => matching?.include.includes(label) !== true);
      return (["left", "right"] as const).flatMap((side) => needs(expr[side], matching?.many === side ? ofMany : all, counter));
    }
    case "number":
    case "string":
    case "other":
      return [];
  }
}

const bounds = ["0.05", "0.1", "0.25", "0.5", "1", "2.5", "+Inf"];

/** Returns label values that pass the matchers. A missing label passes a negative matcher. */
function labelsOf({ matchers }: Need): Record<string, string> {
  const labels: Record<string, string> = {};
  for (const { label, op, value } of matchers) {
    if (op === "=") labels[label] = value;
    if (op !== "=~" || labels[label] !== undefined) continue;
    const candidates = [...value.split("|"), "x", "orders", "200", "500", "1"].map((part) => part.replaceAll(/[\\^$()]/g, ""));
    const found = candidates.find((candidate) => candidate !== "" && passes({ op, value }, candidate));
    if (found !== undefined) labels[label] = found;
  }
  return labels;
}

const wave = (second: number, period: number, shift: number): number => 1 + Math.sin((second / period) * 2 * Math.PI + shift);

/** Values with the size that the metric's name suggests. */
function valueOf(metric: string, counter: boolean, shift: number, start: number): (second: number) => number {
  if (metric === "ALERTS_FOR_STATE") return () => start;
  if (metric === "ALERTS" || /(^|[:_])up$/.test(metric) || metric.includes("success")) return () => 1;
  if (counter || metric.endsWith("_total")) return (second) => Math.round((second - start) * (2 + shift) + 40 * wave(second, 1200, shift));
  const size = /ratio|utili[sz]ation|share/.test(metric)
    ? 0.3
    : metric.includes("bytes")
      ? 2e8
      : /seconds|latency|duration/.test(metric)
        ? 0.2
        : 10;
  return (second) => size * wave(second, 1800, shift);
}

/** Labels with two generated values. All other labels have only one generated value, so that joins match. */
const several = ["route", "queue", "status", "method", "mode", "state", "job", "instance", "le"];

/** Returns the values of a label in the series of a metric. If it returns undefined, the values are generated, such as `pool-a`. */
export type Names = (label: string, metric: string) => readonly string[] | undefined;

const generated: Names = (label) => (several.includes(label) ? [`${label}-a`, `${label}-b`] : [`${label}-a`]);

/** The only alert in the generated samples. It starts to fire 40 minutes after the first sample. */
const alert = { alertname: "HttpErrorRatioHigh", severity: "warning" };

/** What the samples of a dashboard are about. */
export interface Subject {
  /** Values of the dashboard's variables. */
  readonly values: Readonly<Record<string, string>>;
  /** Values of labels, by label and metric. Default: generated values, such as `pool-a`. */
  readonly names?: Names;
}

function seriesOf(need: Need, legend: readonly string[], { values, names = generated }: Subject, from: number, to: number): Backfilled[] {
  const { metric, counter } = need;
  // Without a service's own threshold, panels draw the default.
  if (metric.startsWith("threshold:")) return [];
  const isAlert = metric === "ALERTS" || metric === "ALERTS_FOR_STATE";
  const fixed: Readonly<Record<string, string>> = { ...values, ...(isAlert ? alert : {}), ...labelsOf(need) };
  const extra = [...new Set([...need.split, ...legend])].filter((label) => fixed[label] === undefined && label !== "le");
  const lists = extra.map((label) => names(label, metric) ?? generated(label, metric) ?? []);
  const combinations = lists.reduce<string[][]>((all, list) => all.flatMap((one) => list.map((value) => [...one, value])), [[]]);
  const began = isAlert ? from + 2400 : from;
  return combinations.flatMap((chosen, index): Backfilled[] => {
    const labels = { ...fixed, ...Object.fromEntries(extra.map((label, at) => [label, chosen[at] ?? ""])) };
    if (!metric.endsWith("_bucket")) return [{ metric, labels, from: began, to, value: valueOf(metric, counter, index, began) }];
    return bounds.map((le, at) => ({ metric, labels: { ...labels, le }, from, to, value: (second) => (second - from) * (at + 1) * 3 }));
  });
}

const legendLabels = (legend: unknown): string[] =>
  typeof legend === "string" ? [...legend.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map(([, label]) => label ?? "") : [];

/**
 * Returns series that the Prometheus queries of a dashboard find, for one service, between two times in Unix seconds. One alert
 * fires. The values are made up; storage, queries and drawing are real.
 */
export function samplesFor(dashboard: Dashboard, subject: Subject, from: number, to: number): Backfilled[] {
  const targets = rowsOf(dashboard).flatMap(({ panels }) => panels.flatMap((panel) => panel.targets));
  const queries = targets.flatMap(({ expr, legendFormat, datasource }) =>
    typeof expr === "string" && datasource?.type === "prometheus" ? [{ expr, legend: legendLabels(legendFormat) }] : [],
  );
  const variables = dashboard.templating.list.flatMap(({ query }) => {
    const [, selector] = /^label_values\((.+),\s*\w+\)$/.exec(typeof query === "object" ? query.query : "") ?? [];
    return selector === undefined ? [] : [{ expr: selector, legend: ["environment", "system", "service"] }];
  });
  return [...queries, ...variables].flatMap(({ expr, legend }) =>
    needs(readExpression(resolve(expr, subject.values))).flatMap((need) => seriesOf(need, legend, subject, from, to)),
  );
}

/** Keeps one series per metric and set of labels. */
export const unique = (series: readonly Backfilled[]): Backfilled[] => [
  ...new Map(series.map((each) => [JSON.stringify([each.metric, Object.entries(each.labels).sort()]), each])).values(),
];
