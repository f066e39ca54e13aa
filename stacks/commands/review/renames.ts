import { print } from "../../../alert-rules/promql/canonical";
import type { Expr } from "../../../alert-rules/promql/expression";
import type { Recording, Side } from "./side";

/** The new names of renamed recorded series, by old name. */
export type Renames = ReadonlyMap<string, string>;

/** The expression with the new names of its series. */
export function withNames(expr: Expr, names: Renames): Expr {
  switch (expr.type) {
    case "selector":
      return { ...expr, metric: names.get(expr.metric) ?? expr.metric };
    case "range":
    case "shifted":
    case "unary":
      return { ...expr, of: withNames(expr.of, names) };
    case "call":
    case "aggregate":
      return { ...expr, args: expr.args.map((arg) => withNames(arg, names)) };
    case "binary":
      return { ...expr, left: withNames(expr.left, names), right: withNames(expr.right, names) };
    case "number":
    case "string":
    case "other":
      return expr;
  }
}

const onlyIn = (these: readonly Recording[], those: readonly Recording[]): Recording[] =>
  these.filter(({ name, labels }) => labels === undefined && !those.some((other) => other.name === name));

/** Finds recorded series with a new name and an unchanged expression. */
export function renamesOf(before: Side, after: Side): Renames {
  const names = new Map<string, string>();
  const [gone, come] = [onlyIn(before.recordings, after.recordings), onlyIn(after.recordings, before.recordings)];
  // Repeat until no further name is found, because a renamed series can read another renamed series.
  for (let found = true; found;) {
    found = false;
    for (const old of gone) {
      if (names.has(old.name)) continue;
      const text = print(withNames(old.expr, new Map([...names, [old.name, "itself"]])));
      const match = come.find(
        ({ name, expr }) => ![...names.values()].includes(name) && print(withNames(expr, new Map([[name, "itself"]]))) === text,
      );
      if (match === undefined) continue;
      names.set(old.name, match.name);
      found = true;
    }
  }
  return names;
}

/** Returns a copy of the side in which renamed recorded series have their new names, also in all expressions. */
export const renamedSide = (side: Side, names: Renames): Side =>
  names.size === 0
    ? side
    : {
        ...side,
        alerts: side.alerts.map((alert) => ({ ...alert, expr: withNames(alert.expr, names) })),
        recordings: side.recordings.map((recording) => ({
          ...recording,
          name: recording.labels === undefined ? (names.get(recording.name) ?? recording.name) : recording.name,
          expr: withNames(recording.expr, names),
        })),
      };
