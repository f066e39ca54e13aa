import { canonical, print } from "../../alert-rules/promql/canonical";
import { readExpression, type Expr } from "../../alert-rules/promql/expression";
import { unambiguous } from "../../alert-rules/promql/postfix";
import { isData, keyOf, nameOf, type Rule } from "./rules";
import { childrenOf, syntaxOf, type SyntaxNode } from "../../alert-rules/promql/syntax";
import { binaryOf, textOf } from "./tree";

/** A rule of which mutants are made. */
export interface Unit {
  /** Which rule of the proofs it is. */
  readonly key: string;
  readonly rule: Rule;
  /** Its expression is rendered in this form, the proofs have another one; the form is put in its place. */
  readonly replaces: boolean;
  /** Pieces of the expression that no environment has. */
  readonly absent: readonly { readonly from: number; readonly to: number }[];
}

/** Operands of `or`, at the top of an expression: what several instrumentation profiles record under one name. */
const operands = (expr: Expr): Expr[] =>
  expr.type === "binary" && expr.op === "or" && expr.matching === undefined ? [...operands(expr.left), ...operands(expr.right)] : [expr];

/** The same, by their nodes. */
function operandNodes(text: string, node: SyntaxNode): SyntaxNode[] {
  const [child] = childrenOf(node);
  if (node.name === "PromQL" && child !== undefined) return operandNodes(text, child);
  const binary = binaryOf(node);
  if (binary === undefined || textOf(text, binary.op) !== "or" || node.getChild("MatchingModifierClause") !== null) return [node];
  return [...operandNodes(text, binary.left), ...operandNodes(text, binary.right)];
}

/** Names of plans are the catalogue's; every environment has other ones. */
const same = (text: string): string => canonical(text).replaceAll(/"plan [^"]*"/g, '"plan"');

/** What the environments have of one rule of the proofs. */
class Found {
  whole = false;
  readonly parts = new Set<string>();
  readonly rule: Rule;
  constructor(rule: Rule) {
    this.rule = { ...rule, expr: unambiguous(rule.expr) };
  }

  /** Whether the rendered form is this rule's, or some of its operands. */
  takes(rendered: Rule): boolean {
    if (same(rendered.expr) === same(this.rule.expr)) return (this.whole = true);
    const own = new Set(operands(readExpression(this.rule.expr)).map(print));
    const parts = operands(readExpression(rendered.expr)).map(print);
    if (!parts.every((part) => own.has(part))) return false;
    for (const part of parts) this.parts.add(part);
    return true;
  }

  /** Nothing where no environment has any of it. */
  unit(): Unit[] {
    if (!this.whole && this.parts.size === 0) return [];
    const { expr } = this.rule;
    const nodes = this.whole ? [] : operandNodes(expr, syntaxOf(expr));
    const absent = nodes.filter((node) => !this.parts.has(canonical(textOf(expr, node)))).map(({ from, to }) => ({ from, to }));
    return [{ key: keyOf(this.rule), rule: this.rule, replaces: false, absent }];
  }
}

/**
 * The rules that mutants are made of: every rule that some environment has, once. The same rule in several environments is one; so is one
 * that has fewer operands than the proofs' form, which has those of every profile. A form that the proofs do not have is one more.
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
    if (first.rule.labels !== undefined && first.rule.record !== undefined)
      throw new Error(`${nameOf(rule)} is rendered in a form that the environment of the proofs does not have:\n${rule.expr}`);
    const replacing = { ...first.rule, expr: unambiguous(rule.expr) };
    other.set(`${keyOf(replacing)} ${same(rule.expr)}`, { key: keyOf(first.rule), rule: replacing, replaces: true, absent: [] });
  }
  return [...found.flatMap((one) => one.unit()), ...other.values()];
}
