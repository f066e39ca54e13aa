import { syntaxOf } from "../../alert-rules/promql/syntax";
import { keyOf, type Rule } from "./rules";
import { nodesOf, textOf } from "./tree";

/** A changed rule that is evaluated beside the unchanged rules, together with copies of the rules that read it. */
export interface Variant {
  /** Key of the changed rule. */
  readonly key: string;
  /** The rule after the change. Undefined if the change removes the rule. */
  readonly rule: Rule | undefined;
}

/** One test, as promtool reads it. */
export interface Test {
  /** Evaluation interval of the rules, and interval of the samples, such as `15s`. */
  readonly interval: string;
  readonly input_series: readonly { readonly series: string; readonly values: string }[];
  readonly promql_expr_test: readonly { readonly expr: string }[];
}

/** The rules of a suite, and the form in which they contain an expression. */
interface Evaluated {
  readonly rules: readonly Rule[];
  readonly written: (expr: string) => string;
}

/** Returns the name of a rule in a variant: the name with a mark. The unchanged rules keep their names. */
const marked = (name: string, variant: number): string => `${name}__variant${variant}__`;
const mark = /__variant(\d+)__/u;

/** Returns the number of the variant that a name or an expression is about. Undefined for the unchanged rules. */
export function variantIn(text: string): number | undefined {
  const found = mark.exec(text)?.[1];
  return found === undefined ? undefined : Number(found);
}

/** Returns the positions and names of the metrics that an expression selects. */
const selectors = (expr: string): { readonly from: number; readonly to: number; readonly name: string }[] =>
  [...nodesOf(syntaxOf(expr))].flatMap((node) => {
    const name = node.name === "VectorSelector" ? node.getChild("Identifier") : null;
    return name === null ? [] : [{ from: name.from, to: name.to, name: textOf(expr, name) }];
  });

/** What a changed rule affects: names of recorded series, and keys of alerts. */
interface Affected {
  readonly series: ReadonlySet<string>;
  readonly alerts: ReadonlySet<string>;
}

/** Returns the names of the changed rule and of every rule that reads it, directly or through other rules. */
function affectedBy(rules: readonly Rule[], key: string): Affected {
  const series = new Set<string>();
  const alerts = new Set<string>();
  const add = (rule: Rule): unknown => (rule.record === undefined ? alerts.add(keyOf(rule)) : series.add(rule.record));
  const reads = rules.map((rule) => ({ rule, names: selectors(rule.expr).map(({ name }) => name) }));
  rules.filter((rule) => keyOf(rule) === key).forEach(add);
  for (let before = -1; before !== series.size + alerts.size;) {
    before = series.size + alerts.size;
    reads.filter(({ names }) => names.some((name) => series.has(name))).forEach(({ rule }) => add(rule));
  }
  return { series, alerts };
}

/** Returns the expression with the variant's names of the affected series. */
function renamed(expr: string, { series }: Affected, variant: number): string {
  let text = expr;
  for (const { from, to, name } of selectors(expr).reverse())
    if (series.has(name)) text = text.slice(0, from) + marked(name, variant) + text.slice(to);
  return text;
}

/** Returns a variant's copy of a rule. Empty if the change does not affect the rule, or if it removes the rule. */
function copyOf(
  original: Rule,
  { key, rule: changed }: Variant,
  number: number,
  affected: Affected,
  written: Evaluated["written"],
): Rule[] {
  const isAffected = original.record === undefined ? affected.alerts.has(keyOf(original)) : affected.series.has(original.record);
  if (!isAffected) return [];
  const isChanged = keyOf(original) === key;
  if (isChanged && changed === undefined) return [];
  const rule = isChanged && changed !== undefined ? { ...changed, expr: written(changed.expr) } : original;
  return [
    {
      ...rule,
      expr: renamed(rule.expr, affected, number),
      ...(rule.record === undefined ? { alert: marked(rule.alert ?? "", number) } : { record: marked(rule.record, number) }),
    },
  ];
}

const checked = /alertname="([^"]*)", severity="([^"]*)"/u;

/** Returns a variant's copies of a test's checks. Checks of alerts that the change does not affect are left out. */
const checksOf = ({ promql_expr_test: checks }: Test, { alerts }: Affected, number: number): Test["promql_expr_test"] =>
  checks.flatMap((check) => {
    const [, alert = "", severity = ""] = checked.exec(check.expr) ?? [];
    const of = `alertname="${alert}"`;
    return alerts.has(`${alert} ${severity}`)
      ? [{ ...check, expr: check.expr.replace(of, () => `alertname="${marked(alert, number)}"`) }]
      : [];
  });

/** Returns a variant's copies of the input series that have the name of an affected recorded series. */
const seriesOf = ({ input_series: given }: Test, { series }: Affected, number: number): Test["input_series"] =>
  given.flatMap((one) => {
    const [name = ""] = /^[\w:]+/u.exec(one.series) ?? [];
    return series.has(name) ? [{ ...one, series: marked(name, number) + one.series.slice(name.length) }] : [];
  });

/** Returns rules and tests that evaluate the unchanged rules and every variant of them side by side. */
export function fileOf(
  { rules, written }: Evaluated,
  tests: readonly Test[],
  variants: ReadonlyMap<number, Variant>,
): { readonly rules: readonly Rule[]; readonly tests: readonly Test[] } {
  const all = [...variants].map(([number, variant]) => ({ number, variant, affected: affectedBy(rules, variant.key) }));
  return {
    // Each copy is evaluated directly after its original. Both then read the same results: new results of earlier rules and previous
    // results of later rules.
    rules: rules.flatMap((rule) => [
      rule,
      ...all.flatMap(({ number, variant, affected }) => copyOf(rule, variant, number, affected, written)),
    ]),
    tests: tests.map((test) => ({
      ...test,
      input_series: [...test.input_series, ...all.flatMap(({ number, affected }) => seriesOf(test, affected, number))],
      promql_expr_test: [...test.promql_expr_test, ...all.flatMap(({ number, affected }) => checksOf(test, affected, number))],
    })),
  };
}
