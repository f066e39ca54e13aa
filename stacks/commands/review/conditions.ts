import { matcherText } from "../../../alert-rules/promql/canonical";
import { differences, type Difference } from "../../../alert-rules/promql/differences";
import type { Expr } from "../../../alert-rules/promql/expression";
import type { Sense } from "../../../alert-rules/promql/sense";
import type { Effect } from "./change";
import { fromTo, listed, short, wait } from "./words";

/** A difference between two conditions, described as text. */
export interface Said {
  readonly effect: Effect;
  readonly what: string;
}

const time = (value: number | string): string => (typeof value === "number" ? wait(value) : value);

function labelsText(around: string, removed: readonly string[], added: readonly string[]): string {
  return `${around} ${[...(added.length > 0 ? [`also ${listed(added)}`] : []), ...(removed.length > 0 ? [`no longer ${listed(removed)}`] : [])].join(", ")}`;
}

function said(difference: Difference): Said {
  switch (difference.kind) {
    case "number": {
      const { before, after, effect, compared } = difference;
      const what =
        compared === undefined
          ? `number ${fromTo(String(before), String(after))}`
          : `${short(compared, 100)} ${fromTo(String(before), String(after))}`;
      return { effect: effect ?? "changed", what };
    }
    case "time":
      return { effect: "changed", what: `${difference.what} ${fromTo(time(difference.before), time(difference.after))}` };
    case "matchers": {
      const { metric, removed, added, effect } = difference;
      const parts = [
        ...(added.length > 0 ? [`restricted to ${listed(added.map(matcherText))}`] : []),
        ...(removed.length > 0 ? [`no longer restricted to ${listed(removed.map(matcherText))}`] : []),
      ];
      return { effect: effect ?? "changed", what: `scope of ${metric}: ${parts.join(", ")}` };
    }
    case "operator":
      return { effect: difference.effect ?? "changed", what: `compares with ${difference.after} instead of ${difference.before}` };
    case "labels":
      return { effect: "changed", what: labelsText(difference.around.trim(), difference.removed, difference.added) };
    case "part": {
      const { op, text, there, effect } = difference;
      return { effect: effect ?? "changed", what: `${there === "after" ? "now" : "no longer"} ${op} ${short(text)}` };
    }
    case "other":
      return { effect: "changed", what: `${short(difference.before)} -> ${short(difference.after)}` };
  }
}

/**
 * Describes the differences between two expressions. A difference that occurs in several places is listed once. If a part of one
 * expression cannot be compared with its counterpart, the result shows only the first such part, before and after. `labels: "left out"`
 * skips changes of `by`, `on` and similar lists, for callers that compare the resulting labels themselves.
 */
export function conditionChanges(before: Expr, after: Expr, sense?: Sense, labels: "said" | "left out" = "said"): Said[] {
  const found = differences(before, after, sense).filter(({ kind }) => labels === "said" || kind !== "labels");
  const other = found.find(({ kind }) => kind === "other");
  const all = other === undefined ? found : [other];
  return [...new Map(all.map(said).map((one) => [JSON.stringify(one), one])).values()];
}
