import { formatDuration } from "../../exporters/model/units";
import type { Expr, Matcher, Matching } from "./expression";
import { readExpression } from "./expression";

const time = (value: number | string): string => (typeof value === "number" && value > 0 ? formatDuration(value) : String(value));

/** PromQL of a label matcher, e.g. `label="value"`. */
export const matcherText = ({ label, op, value }: Matcher): string => `${label}${op}${JSON.stringify(value)}`;

function matchingText(matching: Matching | undefined): string {
  if (matching === undefined) return "";
  const group = matching.many === undefined ? "" : ` group_${matching.many} (${matching.include.join(", ")})`;
  return ` ${matching.kind} (${matching.labels.join(", ")})${group}`;
}

/** PromQL of an operand. A binary or unary expression is in parentheses, so that precedence cannot change its meaning. */
const operand = (expr: Expr): string => (expr.type === "binary" || expr.type === "unary" ? `(${print(expr)})` : print(expr));

/** PromQL of an expression tree on one line. Two expressions that differ only in formatting give the same string. */
export function print(expr: Expr): string {
  switch (expr.type) {
    case "number":
      return String(expr.value);
    case "string":
      return JSON.stringify(expr.value);
    case "selector":
      return expr.matchers.length === 0 ? expr.metric : `${expr.metric}{${expr.matchers.map(matcherText).join(",")}}`;
    case "range": {
      const step = expr.subquery ? `:${expr.step === undefined ? "" : time(expr.step)}` : "";
      return `${operand(expr.of)}[${time(expr.range)}${step}]`;
    }
    case "shifted":
      return `${operand(expr.of)} offset ${time(expr.by)}`;
    case "call":
      return `${expr.name}(${expr.args.map(print).join(", ")})`;
    case "aggregate": {
      const around = expr.kind === "by" && expr.labels.length === 0 ? "" : ` ${expr.kind} (${expr.labels.join(", ")}) `;
      return `${expr.op}${around}(${expr.args.map(print).join(", ")})`;
    }
    case "binary":
      return `${operand(expr.left)} ${expr.op}${expr.bool ? " bool" : ""}${matchingText(expr.matching)} ${operand(expr.right)}`;
    case "unary":
      return `${expr.op}${operand(expr.of)}`;
    case "other":
      return expr.text;
  }
}

/** The canonical form of an expression: one line, with the same formatting for equal expressions. */
export const canonical = (text: string): string => print(readExpression(text));
