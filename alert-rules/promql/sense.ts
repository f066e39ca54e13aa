import type { Expr } from "./expression";

/** How an increase in a part of an expression affects the alert: 1 means more alerts, -1 fewer alerts, 0 no or an unknown effect. */
export interface Sense {
  /** The effect if the part returns more series. */
  readonly set: -1 | 0 | 1;
  /** The effect if the part returns a larger value. */
  readonly value: -1 | 0 | 1;
}

/** The sense of a complete alert expression. Each series in the result is an alert, and its value does not matter. */
export const start: Sense = { set: 1, value: 0 };

export const comparisonOperators: readonly string[] = [">", ">=", "<", "<=", "==", "!="];

const negated = (sign: Sense["value"]): Sense["value"] => (sign === 0 ? 0 : sign === 1 ? -1 : 1);

/** Functions whose result is assumed to increase with their first argument. */
const growing =
  /^(rate|irate|increase|delta|deriv|label_replace|label_join|clamp|clamp_min|clamp_max|ceil|floor|round|sqrt|ln|log2|log10|exp|scalar|vector|(sum|avg|min|max|last)_over_time)$/;
const growingAggregates = ["sum", "avg", "min", "max", "topk", "bottomk", "quantile"];

function insideBinary({ op }: Expr & { type: "binary" }, index: number, sense: Sense): Sense {
  const first = index === 0;
  if (op === "or") return sense;
  if (op === "and") return first ? sense : { set: sense.set, value: 0 };
  if (op === "unless") return first ? sense : { set: negated(sense.set), value: 0 };
  if (op === "+" || op === "*") return sense;
  if (op === "-" || op === "/") return first ? sense : { set: sense.set, value: negated(sense.value) };
  if (!comparisonOperators.includes(op) || op === "==" || op === "!=") return { set: sense.set, value: 0 };
  const left = op.startsWith(">") ? sense.set : negated(sense.set);
  if (!first) return { set: sense.set, value: negated(left) };
  return { set: sense.set, value: sense.value === 0 || sense.value === left ? left : 0 };
}

/** The sense of the operand or argument at `index`. Factors and denominators are assumed to be positive. */
export function inside(expr: Expr, index: number, sense: Sense): Sense {
  switch (expr.type) {
    case "binary":
      return insideBinary(expr, index, sense);
    case "unary":
      return { set: sense.set, value: expr.op === "-" ? negated(sense.value) : sense.value };
    case "aggregate":
      if (expr.op === "count") return { set: sense.value === 0 ? sense.set : sense.value, value: 0 };
      return growingAggregates.includes(expr.op) ? sense : { set: sense.set, value: 0 };
    case "call":
      if (expr.name === "absent" || expr.name === "absent_over_time") return { set: negated(sense.set), value: 0 };
      if (expr.name === "histogram_quantile") return index === 0 ? sense : { set: sense.set, value: 0 };
      if (expr.name === "quantile_over_time") return sense;
      return growing.test(expr.name) && index === 0 ? sense : { set: sense.set, value: 0 };
    case "number":
    case "string":
    case "selector":
    case "range":
    case "shifted":
    case "other":
      return sense;
  }
}
