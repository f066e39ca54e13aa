import type { Expr, Matcher, Matching } from "./expression";
import { memoized } from "./memoized";

/** Labels of one series. `null` is an unknown value, which may be empty. A label that is not listed may be present or not. */
export type LabelSet = Readonly<Record<string, string | null>>;

/** Returns the label sets that the series of a metric can have. */
export type SeriesOf = (metric: string) => readonly LabelSet[];

/** The possible result of an expression: label sets of series, or a number. */
type Value = readonly LabelSet[] | "number";

/** The anchored regular expression of a matcher. It is compiled once, because each series of a selector is tested. */
const whole = memoized((pattern: string): RegExp => new RegExp(`^(?:${pattern})$`));

/** Whether the value of a label passes a matcher. A missing label has the empty string as its value. */
export function passes({ op, value }: Pick<Matcher, "op" | "value">, actual: string): boolean {
  switch (op) {
    case "=":
      return actual === value;
    case "!=":
      return actual !== value;
    case "=~":
      return whole(value).test(actual);
    case "!~":
      return !whole(value).test(actual);
  }
}

/** The series that may match the selector. An equality matcher sets the value of a label that was unknown. */
function select(series: readonly LabelSet[], matchers: readonly Matcher[]): LabelSet[] {
  return series.flatMap((labels) => {
    const learned: Record<string, string> = {};
    for (const matcher of matchers) {
      const actual = labels[matcher.label];
      if (typeof actual === "string" && !passes(matcher, actual)) return [];
      if (typeof actual !== "string" && matcher.op === "=" && matcher.value !== "") learned[matcher.label] = matcher.value;
    }
    return [{ ...labels, ...learned }];
  });
}

const keys = new WeakMap<LabelSet, string>();

/** A string that is equal for equal label sets. */
function key(labels: LabelSet): string {
  const known =
    keys.get(labels) ??
    JSON.stringify(
      Object.keys(labels)
        .sort()
        .map((name) => [name, labels[name]]),
    );
  keys.set(labels, known);
  return known;
}

/** The label sets without duplicates. */
export function distinct(sets: readonly LabelSet[]): LabelSet[] {
  return [...new Map(sets.map((labels) => [key(labels), labels])).values()];
}

const without = (labels: LabelSet, dropped: readonly string[]): LabelSet =>
  Object.fromEntries(Object.entries(labels).filter(([name]) => !dropped.includes(name)));

const only = (labels: LabelSet, kept: readonly string[]): LabelSet => Object.fromEntries(kept.map((name) => [name, labels[name] ?? null]));

/** Whether the labels on which two series are matched can be equal. */
function canShare(a: LabelSet, b: LabelSet, matching: Matching | undefined): boolean {
  const names = matching?.kind === "on" ? matching.labels : Object.keys(a).filter((name) => !(matching?.labels ?? []).includes(name));
  return names.every((name) => {
    const [one, two] = [a[name], b[name]];
    return typeof one !== "string" || typeof two !== "string" || one === two;
  });
}

function joined(left: readonly LabelSet[], right: readonly LabelSet[], matching: Matching | undefined, keepsLeft: boolean): LabelSet[] {
  const [many, one] = matching?.many === "right" ? [right, left] : [left, right];
  return many.flatMap((labels) => {
    const partners = one.filter((other) => canShare(labels, other, matching));
    if (keepsLeft) return partners.length === 0 ? [] : [labels];
    if (matching?.many !== undefined)
      return partners.map((other) => ({ ...labels, ...Object.fromEntries(matching.include.map((name) => [name, other[name] ?? null])) }));
    if (partners.length === 0) return [];
    return [matching === undefined ? labels : matching.kind === "on" ? only(labels, matching.labels) : without(labels, matching.labels)];
  });
}

function binary({ op, left, right, matching }: Expr & { type: "binary" }, seriesOf: SeriesOf): Value {
  const [a, b] = [evaluate(left, seriesOf), evaluate(right, seriesOf)];
  if (a === "number") return b;
  if (b === "number") return a;
  if (op === "or") return distinct([...a, ...b]);
  // The right side may be missing at some times, so every series of the left side is a possible result of `unless`.
  if (op === "unless") return a;
  return distinct(joined(a, b, matching, op === "and"));
}

const equalities = (expr: Expr | undefined): LabelSet =>
  expr?.type === "selector"
    ? Object.fromEntries(expr.matchers.filter(({ op }) => op === "=").map(({ label, value }) => [label, value]))
    : {};

function call({ name, args }: Expr & { type: "call" }, seriesOf: SeriesOf): Value {
  if (["time", "pi", "scalar"].includes(name)) return "number";
  if (name === "vector") return [{}];
  if (name === "absent") return [equalities(args[0])];
  if (name === "absent_over_time") return [equalities(args[0]?.type === "range" ? args[0].of : undefined)];
  const value = args.map((arg) => evaluate(arg, seriesOf)).find((found) => found !== "number") ?? "number";
  if (value === "number" || !/^label_(replace|join)$/.test(name)) return value;
  const [, target, replacement] = args;
  const fixed = name === "label_replace" && replacement?.type === "string" && !replacement.value.includes("$") ? replacement.value : null;
  return target?.type === "string" ? distinct(value.map((labels) => ({ ...labels, [target.value]: fixed }))) : value;
}

function aggregate({ op, kind, labels, args }: Expr & { type: "aggregate" }, seriesOf: SeriesOf): Value {
  const series = args.map((arg) => evaluate(arg, seriesOf)).find((found) => found !== "number") ?? [];
  if (/^(topk|bottomk|limitk|limit_ratio)$/.test(op)) return series;
  return distinct(series.map((set) => (kind === "by" ? only(set, labels) : without(set, labels))));
}

/**
 * All label sets that an expression can return, whatever the sample values are. Series match if their labels can be equal, and every
 * comparison counts as true.
 */
export function evaluate(expr: Expr, seriesOf: SeriesOf): Value {
  switch (expr.type) {
    case "number":
      return "number";
    case "selector":
      return select(seriesOf(expr.metric), expr.matchers);
    case "range":
    case "shifted":
    case "unary":
      return evaluate(expr.of, seriesOf);
    case "call":
      return call(expr, seriesOf);
    case "aggregate":
      return aggregate(expr, seriesOf);
    case "binary":
      return binary(expr, seriesOf);
    case "string":
    case "other":
      return [];
  }
}
