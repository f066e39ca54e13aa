import { unambiguous } from "./postfix";
import { memoized } from "./memoized";
import { childrenOf, syntaxOf, type SyntaxNode } from "./syntax";

export interface Matcher {
  readonly label: string;
  readonly op: "=" | "!=" | "=~" | "!~";
  readonly value: string;
}

/** Vector matching of a binary operation: the labels that its two sides must share (`on`), or that may differ (`ignoring`). */
export interface Matching {
  readonly kind: "on" | "ignoring";
  readonly labels: readonly string[];
  /** The "many" side: `left` with `group_left`, `right` with `group_right`. Absent without either. */
  readonly many?: "left" | "right";
  /** Labels in the parentheses after `group_left` or `group_right`, which are copied from the "one" side. */
  readonly include: readonly string[];
}

/** An expression as a tree. It omits formatting: whitespace, comments, parentheses, and the order of matchers and labels. */
export type Expr =
  | { readonly type: "number"; readonly value: number }
  | { readonly type: "string"; readonly value: string }
  | { readonly type: "selector"; readonly metric: string; readonly matchers: readonly Matcher[] }
  /** `range`, `step` and `by` are in seconds, or the source string if they are not plain durations. */
  | {
      readonly type: "range";
      readonly of: Expr;
      readonly range: number | string;
      readonly step?: number | string;
      readonly subquery: boolean;
    }
  | { readonly type: "shifted"; readonly of: Expr; readonly by: number | string }
  | { readonly type: "call"; readonly name: string; readonly args: readonly Expr[] }
  | {
      readonly type: "aggregate";
      readonly op: string;
      /** An aggregation without a clause has the kind `by` and no labels. */
      readonly kind: "by" | "without";
      readonly labels: readonly string[];
      readonly args: readonly Expr[];
    }
  | {
      readonly type: "binary";
      readonly op: string;
      readonly bool: boolean;
      readonly matching: Matching | undefined;
      readonly left: Expr;
      readonly right: Expr;
    }
  | { readonly type: "unary"; readonly op: string; readonly of: Expr }
  /** Syntax that the grammar supports but this tree does not. It is compared as a string. */
  | { readonly type: "other"; readonly text: string };

const secondsPer: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3600, d: 86_400, w: 604_800, y: 31_536_000 };

/** Converts a Prometheus duration such as `1h30m` to seconds. Undefined for any other string. */
export function secondsOf(text: string): number | undefined {
  if (!/^(?:\d+(?:ms|[smhdwy]))+$/.test(text)) return undefined;
  const parts = [...text.matchAll(/(\d+)(ms|[smhdwy])/g)];
  return parts.reduce((sum, [, count, unit]) => sum + Number(count) * (secondsPer[unit ?? ""] ?? Number.NaN), 0);
}

const unquoted = (text: string): string => {
  if (text.startsWith("`")) return text.slice(1, -1);
  const body = text.startsWith("'") ? text.slice(1, -1).replaceAll("\\'", "'").replaceAll('"', '\\"') : text.slice(1, -1);
  try {
    return String(JSON.parse(`"${body}"`));
  } catch {
    return body;
  }
};

/**
 * Converts the syntax nodes of one expression to a tree. It needs the source string, because a node has only its position in the string.
 */
class Reader {
  constructor(private readonly text: string) {}

  private of(node: SyntaxNode): string {
    return this.text.slice(node.from, node.to);
  }

  private duration(node: SyntaxNode): number | string {
    const text = this.of(node);
    return secondsOf(text) ?? (Number.isFinite(Number(text)) ? Number(text) : text.replace(/\s+/g, ""));
  }

  private labels(node: SyntaxNode | null): string[] {
    return node === null ? [] : [...new Set(node.getChildren("LabelName").map((label) => this.of(label)))].sort();
  }

  private number(text: string): Expr {
    const plain = /^[+-]?inf$/i.test(text) ? (text.startsWith("-") ? -Infinity : Infinity) : (secondsOf(text) ?? Number(text));
    return { type: "number", value: plain };
  }

  private selector(node: SyntaxNode): Expr {
    const list = node.getChild("LabelMatchers");
    const written = (list?.getChildren("UnquotedLabelMatcher") ?? []).map((matcher): Matcher => {
      const [label, op, value] = ["LabelName", "MatchOp", "StringLiteral"].map((kind) => matcher.getChild(kind));
      return {
        label: label ? this.of(label) : "",
        op: (op ? this.of(op) : "=") as Matcher["op"],
        value: value ? unquoted(this.of(value)) : "",
      };
    });
    const quoted = list?.getChild("QuotedLabelName")?.getChild("StringLiteral");
    const identifier = node.getChild("Identifier");
    const named = written.find(({ label, op }) => label === "__name__" && op === "=");
    const metric = identifier ? this.of(identifier) : quoted ? unquoted(this.of(quoted)) : (named?.value ?? "");
    const matchers = written
      .filter((matcher) => matcher !== named)
      .sort((a, b) => (`${a.label}${a.op}${a.value}` < `${b.label}${b.op}${b.value}` ? -1 : 1));
    return { type: "selector", metric, matchers };
  }

  private binary(node: SyntaxNode): Expr {
    const operands: SyntaxNode[] = [];
    let op = "";
    let clause: SyntaxNode | null = null;
    let bool = false;
    for (const child of childrenOf(node)) {
      if (child.name === "MatchingModifierClause") clause = child;
      else if (child.name === "BoolModifier") bool = true;
      else if (operands.length === 1 && op === "") op = this.of(child);
      else operands.push(child);
    }
    const [left, right] = operands;
    if (left === undefined || right === undefined) return { type: "other", text: this.of(node) };
    return { type: "binary", op, bool, matching: this.matching(clause), left: this.read(left), right: this.read(right) };
  }

  /** The matching clause. Undefined if all labels of both sides must be equal. */
  private matching(clause: SyntaxNode | null): Matching | undefined {
    if (clause === null) return undefined;
    const [first = null, second = null] = clause.getChildren("GroupingLabels");
    const many = clause.getChild("GroupLeft") ? "left" : clause.getChild("GroupRight") ? "right" : undefined;
    const on = clause.getChild("On") !== null;
    const labels = this.labels(first);
    if (!on && labels.length === 0 && many === undefined) return undefined;
    return {
      kind: on ? "on" : "ignoring",
      labels,
      ...(many === undefined ? {} : { many }),
      include: this.labels(second),
    };
  }

  private args(node: SyntaxNode): Expr[] {
    const body = node.getChild("FunctionCallBody");
    return body === null ? [] : childrenOf(body).map((part) => this.read(part));
  }

  private aggregate(node: SyntaxNode): Expr {
    const modifier = node.getChild("AggregateModifier");
    const op = node.getChild("AggregateOp");
    const without = modifier?.getChild("Without") != null;
    return {
      type: "aggregate",
      op: op ? this.of(op) : "",
      kind: without ? "without" : "by",
      labels: this.labels(modifier?.getChild("GroupingLabels") ?? null),
      args: this.args(node),
    };
  }

  read(node: SyntaxNode): Expr {
    const [child] = childrenOf(node);
    switch (node.name) {
      case "PromQL":
      case "ParenExpr":
        return child === undefined ? { type: "other", text: this.of(node) } : this.read(child);
      case "NumberDurationLiteral":
        return this.number(this.of(node));
      case "StringLiteral":
        return { type: "string", value: unquoted(this.of(node)) };
      case "VectorSelector":
        return this.selector(node);
      case "MatrixSelector":
      case "SubqueryExpr": {
        const [range, step] = node.getChildren("DurationExpr");
        if (child === undefined || range === undefined) break;
        const subquery = node.name === "SubqueryExpr";
        return {
          type: "range",
          of: this.read(child),
          range: this.duration(range),
          ...(step === undefined ? {} : { step: this.duration(step) }),
          subquery,
        };
      }
      case "OffsetExpr": {
        const shift = node.getChild("OffsetDurationExpr");
        if (child === undefined || shift === null) break;
        return { type: "shifted", of: this.read(child), by: this.duration(shift) };
      }
      case "BinaryExpr":
        return this.binary(node);
      case "AggregateExpr":
        return this.aggregate(node);
      case "FunctionCall": {
        const name = node.getChild("FunctionIdentifier");
        return { type: "call", name: name ? this.of(name) : "", args: this.args(node) };
      }
      case "UnaryExpr": {
        const operand = node.lastChild;
        if (child === undefined || operand === null) break;
        return { type: "unary", op: this.of(child), of: this.read(operand) };
      }
      default:
        break;
    }
    return { type: "other", text: this.of(node).replace(/\s+/g, " ") };
  }
}

/**
 * Parses an expression. Syntax that the tree does not support becomes a node of type `other`. Results are memoized, because a review reads
 * the same few thousand expressions many times, and parsing took a third of the review's time.
 */
export const readExpression = memoized((text: string): Expr => {
  const plain = unambiguous(text);
  return new Reader(plain).read(syntaxOf(plain));
});
