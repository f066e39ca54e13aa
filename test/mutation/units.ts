import { canonical, print } from "../../alert-rules/promql/canonical";
import { readExpression, type Expr } from "../../alert-rules/promql/expression";
import { unambiguous } from "../../alert-rules/promql/postfix";
import { isData, keyOf, nameOf, type Rule } from "./rules";
import { childrenOf, syntaxOf, type SyntaxNode } from "../../alert-rules/promql/syntax";
import { binaryOf, textOf } from "./tree";

/** A rule from which mutants are made. */
export interface Unit {
  /** Key of the rule among the rules of the proofs. */
  readonly key: string;
  readonly rule: Rule;
  /** True if the rule is rendered in a form that the proofs' rule does not have. The rendered form then replaces the proofs' rule. */
  readonly replaces: boolean;
  /** Parts of the expression that no environment renders. */
  readonly absent: readonly { readonly from: number; readonly to: number }[];
}

/** Returns the operands of `or` at the top of an expression: in a merged rule, for example one for each instrumentation profile. */
const operands = (expr: Expr): Expr[] =>
  expr.type === "binary" && expr.op === "or" && expr.matching === undefined ? [...operands(expr.left), ...operands(expr.right)] : [expr];

/** Returns the syntax nodes of the operands that `operands` returns, in the same order. */
function operandNodes(text: string, node: SyntaxNode): SyntaxNode[] {
  const [child] = childrenOf(node);
  if (node.name === "PromQL" && child !== undefined) return operandNodes(text, child);
  const binary = binaryOf(node);
  if (binary === undefined || textOf(text, binary.op) !== "or" || node.getChild("MatchingModifierClause") !== null) return [node];
  return [...operandNodes(text, binary.left), ...operandNodes(text, binary.right)];
}

const numbers = /\b\d[\d.]*(?:e[+-]?\d+)?[a-z\d]*/g;

/**
 * Returns the selector with a placeholder for the values if it selects a counter of one service, with which the service counts its runs.
 */
const ofOneService = (selector: string): string => {
  const matchers = [...selector.matchAll(/(\w+)(=~|!=|!~|=)"(?:[^"\\]|\\.)*"/g)].map(([, name = "", op = ""]) => name + op);
  return ["system=", "environment=", "service="].every((one) => matchers.includes(one)) ? `counter{${matchers.join()}}` : selector;
};

/**
 * Returns the expression with placeholders for what comes from the catalogue and differs by environment: the names in `slo.plans` of a
 * service (rendered as `plan <name>`), a service's counter of runs with the name of the run, and the schedules of jobs with the numbers
 * that follow from the schedules.
 */
const same = (text: string): string => {
  const plain = canonical(text)
    .replaceAll(/"plan [^"]*"/g, '"plan"')
    .replaceAll(/\b[a-zA-Z_]\w*\{(?:[^"}]|"(?:[^"\\]|\\.)*")*\}/g, ofOneService)
    .replaceAll(/"run", "[^"]*", "service"/g, '"run", "run", "service"');
  const scheduled = plain.replaceAll(/schedule="[^"]+"/g, "schedule");
  return scheduled === plain ? plain : scheduled.replaceAll(numbers, "number").replaceAll("(-number)", "number");
};

/** Whether the rule records a series for one service of the catalogue. */
const isOfOneService = ({ record, labels }: Rule): boolean => record !== undefined && labels?.["service"] !== undefined;

/** Returns the severity of a rule for one service, and its expression without the service's labels and numbers. */
const shape = ({ expr, labels }: Rule): string =>
  `${labels?.["severity"] ?? ""} ${canonical(expr)
    .replaceAll(/\{(?:[^"}]|"(?:[^"\\]|\\.)*")*\}/g, "")
    .replaceAll(numbers, "number")}`;

/** A rule of the proofs. `parts`: operands that an environment renders. `whole`: an environment renders the whole rule. */
class Found {
  whole = false;
  readonly parts = new Set<string>();
  readonly rule: Rule;
  constructor(rule: Rule) {
    this.rule = { ...rule, expr: unambiguous(rule.expr) };
  }

  /**
   * Whether the rendered rule is this rule, this rule for another service, or a rule with only operands of this rule. Records what an
   * environment renders.
   */
  takes(rendered: Rule): boolean {
    if (same(rendered.expr) === same(this.rule.expr)) return (this.whole = true);
    if (isOfOneService(rendered) && isOfOneService(this.rule) && shape(rendered) === shape(this.rule)) return (this.whole = true);
    const own = new Set(operands(readExpression(this.rule.expr)).map(print).map(same));
    const parts = operands(readExpression(rendered.expr)).map(print).map(same);
    if (!parts.every((part) => own.has(part))) return false;
    for (const part of parts) this.parts.add(part);
    return true;
  }

  /** Returns the unit of this rule. Empty if no environment renders any part of the rule. */
  unit(): Unit[] {
    if (!this.whole && this.parts.size === 0) return [];
    const { expr } = this.rule;
    const nodes = this.whole ? [] : operandNodes(expr, syntaxOf(expr));
    const absent = nodes.filter((node) => !this.parts.has(same(textOf(expr, node)))).map(({ from, to }) => ({ from, to }));
    return [{ key: keyOf(this.rule), rule: this.rule, replaces: false, absent }];
  }
}

/**
 * Returns the rules from which mutants are made: every rule that at least one environment renders, once. The proofs' form of a rule has the
 * operands of every instrumentation profile. A rendered rule with fewer of these operands is the same rule. A rendered rule with another
 * form is a separate unit.
 */
export function unitsOf(rendered: readonly Rule[], proofRules: readonly Rule[]): Unit[] {
  const found = proofRules.filter((rule) => !isData(rule)).map((rule) => new Found(rule));
  const other = new Map<string, Unit>();
  for (const rule of rendered) {
    if (isData(rule)) continue;
    const candidates = found.filter((one) => nameOf(one.rule) === nameOf(rule));
    const [first] = candidates;
    if (first === undefined) throw new Error(`${nameOf(rule)} is rendered, and the environment of the proofs has no such rule`);
    if (candidates.some((candidate) => candidate.takes(rule))) continue;
    // Several recording rules can have one name. The labels then say which of them is rendered in another form.
    const original = first.rule.record === undefined ? first : candidates.find((one) => keyOf(one.rule) === keyOf(rule));
    if (original === undefined)
      throw new Error(`${keyOf(rule)} is rendered in a form that the environment of the proofs does not have:\n${rule.expr}`);
    const replacing = { ...original.rule, expr: unambiguous(rule.expr) };
    other.set(`${keyOf(replacing)} ${same(rule.expr)}`, { key: keyOf(original.rule), rule: replacing, replaces: true, absent: [] });
  }
  return [...found.flatMap((one) => one.unit()), ...other.values()];
}
