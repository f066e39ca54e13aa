import { print } from "./canonical";
import type { Expr, Matcher } from "./expression";
import { comparisonOperators, inside, start, type Sense } from "./sense";

/** Effect of a change. `tightened`: the alert fires more often or earlier; `loosened`: less often or later; undefined: unknown. */
export type Effect = "tightened" | "loosened" | undefined;

/** One difference between two versions of an expression. */
export type Difference =
  | {
      readonly kind: "number";
      readonly before: number;
      readonly after: number;
      readonly effect: Effect;
      /** The left side and the operator, e.g. `x >`, if the number is the right side of a comparison. */
      readonly compared?: string;
    }
  | {
      readonly kind: "time";
      readonly what: "window" | "offset" | "step";
      readonly before: number | string;
      readonly after: number | string;
    }
  | {
      readonly kind: "matchers";
      readonly metric: string;
      readonly removed: readonly Matcher[];
      readonly added: readonly Matcher[];
      readonly effect: Effect;
    }
  | { readonly kind: "operator"; readonly before: string; readonly after: string; readonly effect: Effect }
  /** Labels in a clause of an aggregation or operation, such as `by`, `on` or `group_left`. */
  | { readonly kind: "labels"; readonly around: string; readonly removed: readonly string[]; readonly added: readonly string[] }
  /** An operand of `and`, `unless` or `or` that only one version has. */
  | { readonly kind: "part"; readonly op: string; readonly text: string; readonly there: "before" | "after"; readonly effect: Effect }
  | { readonly kind: "other"; readonly before: string; readonly after: string };

const effectOf = (direction: number): Effect => (direction > 0 ? "tightened" : direction < 0 ? "loosened" : undefined);
const same = (a: Expr, b: Expr): boolean => print(a) === print(b);
const less = <T>(all: readonly T[], without: readonly T[], key: (item: T) => string): T[] =>
  all.filter((item) => !without.some((other) => key(other) === key(item)));
const names = (all: readonly string[], without: readonly string[]): string[] => less(all, without, (name) => name);

const setOperators = ["and", "or", "unless"];

/** The difference if `whole` is `piece` plus one operand, e.g. `piece and something`. Otherwise undefined. */
function part(whole: Expr, piece: Expr, there: "before" | "after", sense: Sense): Difference[] | undefined {
  if (whole.type !== "binary" || !setOperators.includes(whole.op) || !same(whole.left, piece)) return undefined;
  const grows = whole.op === "or" ? 1 : -1;
  const direction = grows * sense.set * (there === "after" ? 1 : -1);
  return [{ kind: "part", op: whole.op, text: print(whole.right), there, effect: effectOf(direction) }];
}

function labelsDiffer(around: string, before: readonly string[], after: readonly string[]): Difference[] {
  const [removed, added] = [names(before, after), names(after, before)];
  return removed.length + added.length === 0 ? [] : [{ kind: "labels", around, removed, added }];
}

function operators(before: string, after: string, sense: Sense): Difference[] {
  if (before === after) return [];
  const wider = after === `${before}=` ? 1 : before === `${after}=` ? -1 : 0;
  return [{ kind: "operator", before, after, effect: effectOf(wider * sense.set) }];
}

function selectors(a: Expr & { type: "selector" }, b: Expr & { type: "selector" }, sense: Sense): Difference[] {
  if (a.metric !== b.metric) return [{ kind: "other", before: print(a), after: print(b) }];
  const key = ({ label, op, value }: Matcher): string => JSON.stringify([label, op, value]);
  const [removed, added] = [less(a.matchers, b.matchers, key), less(b.matchers, a.matchers, key)];
  if (removed.length + added.length === 0) return [];
  const narrower = removed.length === 0 ? -1 : added.length === 0 ? 1 : 0;
  // The effect is unknown if fewer series can increase the result. For example, a smaller denominator makes a ratio larger.
  const direction = sense.value !== 0 && sense.value !== sense.set ? 0 : narrower * sense.set;
  return [{ kind: "matchers", metric: a.metric, removed, added, effect: effectOf(direction) }];
}

function lists(before: readonly Expr[], after: readonly Expr[], within: Expr, sense: Sense): Difference[] | undefined {
  if (before.length !== after.length) return undefined;
  return before.flatMap((arg, index) => {
    const other = after[index];
    return other === undefined ? [] : differences(arg, other, inside(within, index, sense));
  });
}

const times = (
  what: "window" | "offset" | "step",
  before: number | string | undefined,
  after: number | string | undefined,
): Difference[] => (before === after ? [] : [{ kind: "time", what, before: before ?? "default", after: after ?? "default" }]);

/** Differences between the parts of two nodes. Undefined if the nodes have different types, or their parts do not correspond. */
function alike(a: Expr, b: Expr, sense: Sense): Difference[] | undefined {
  if (a.type === "number" && b.type === "number")
    return [{ kind: "number", before: a.value, after: b.value, effect: effectOf(sense.value * Math.sign(b.value - a.value)) }];
  if (a.type === "selector" && b.type === "selector") return selectors(a, b, sense);
  if (a.type === "range" && b.type === "range" && a.subquery === b.subquery)
    return [...differences(a.of, b.of, sense), ...times("window", a.range, b.range), ...times("step", a.step, b.step)];
  if (a.type === "shifted" && b.type === "shifted") return [...differences(a.of, b.of, sense), ...times("offset", a.by, b.by)];
  if (a.type === "call" && b.type === "call" && a.name === b.name) return lists(a.args, b.args, a, sense);
  if (a.type === "aggregate" && b.type === "aggregate" && a.op === b.op && a.kind === b.kind) {
    const args = lists(a.args, b.args, a, sense);
    return args && [...labelsDiffer(`${a.op} ${a.kind}`, a.labels, b.labels), ...args];
  }
  if (a.type === "unary" && b.type === "unary" && a.op === b.op) return differences(a.of, b.of, inside(a, 0, sense));
  if (a.type !== "binary" || b.type !== "binary" || a.bool !== b.bool) return undefined;
  const comparisons = comparisonOperators.includes(a.op) && comparisonOperators.includes(b.op);
  if (a.op !== b.op && !comparisons) return undefined;
  if (comparisons && a.op === b.op && same(a.left, b.left) && a.right.type === "number" && b.right.type === "number")
    return differences(a.right, b.right, inside(a, 1, sense)).map((found) =>
      found.kind === "number" ? { ...found, compared: `${print(a.left)} ${a.op}` } : found,
    );
  const [one, two] = [a.matching, b.matching];
  if (one?.kind !== two?.kind || one?.many !== two?.many) return undefined;
  return [
    ...differences(a.left, b.left, inside(a, 0, sense)),
    ...operators(a.op, b.op, sense),
    ...labelsDiffer(`${a.op} ${one?.kind ?? ""}`, one?.labels ?? [], two?.labels ?? []),
    ...labelsDiffer(`${a.op} group_${one?.many ?? ""}`, one?.include ?? [], two?.include ?? []),
    ...differences(a.right, b.right, inside(a, 1, sense)),
  ];
}

/** The differences between two versions of an alert's expression, from left to right. Empty if only the formatting differs. */
export function differences(before: Expr, after: Expr, sense: Sense = start): Difference[] {
  if (same(before, after)) return [];
  return (
    part(after, before, "after", sense) ??
    part(before, after, "before", sense) ??
    alike(before, after, sense) ?? [{ kind: "other", before: print(before), after: print(after) }]
  );
}
