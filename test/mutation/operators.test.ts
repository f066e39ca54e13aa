import { mutantsOfExpression, operatorNames, type OperatorName } from "./operators";

const made = (operator: OperatorName, expression: string): string[] =>
  mutantsOfExpression(expression)
    .filter((mutant) => mutant.operator === operator)
    .map(({ expr }) => expr);

describe("operators of mutation testing", () => {
  const cases: readonly (readonly [OperatorName, string, readonly string[]])[] = [
    ["comparison", "a > 5", ["a >= 5", "a < 5", "a == 5"]],
    ["comparison", "a <= on (x) b", ["a < on (x) b", "a >= on (x) b", "a == on (x) b"]],
    ["comparison", "a == bool 0", ["a != bool 0", "a > bool 0"]],
    ["number", "a > 0.05", ["a > 0.1", "a > 0.025"]],
    ["number", "clamp_min(a, 0)", ["clamp_min(a, 1)"]],
    ["number", "rate(a[5m])", []],
    ["set operator", "a and on (x) b", ["((a) or on (x) (b))", "((a) unless on (x) (b))"]],
    ["set operator", "a or b and c", ["((a) and (b and c))", "((a) unless (b and c))", "a or ((b) or (c))", "a or ((b) unless (c))"]],
    ["set operator", "a unless on () b", ["((a) and on () (b))", "((a) or on () (b))"]],
    ["arithmetic", "a / on (x) group_left () b", ["a * on (x) group_left () b"]],
    ["arithmetic", "time() - a", ["time() + a"]],
    ["dropped operand", "a unless b", ["(a)"]],
    ["dropped operand", "a or b", ["(a)", "(b)"]],
    ["dropped operand", "a > 5", ["(a)"]],
    ["dropped operand", "5 * a", ["(a)"]],
    ["dropped operand", "1 - 2", []],
    ["bool", "a > 5", ["a > bool 5"]],
    ["bool", "a > bool 5", ["a >  5"]],
    ["label removed", "sum by (x, y) (a)", ["sum by (y) (a)", "sum by (x) (a)"]],
    ["label removed", "a * on (x) group_left (z) b", ["a * on () group_left (z) b", "a * on (x) group_left () b"]],
    ["label added", "sum by (x) (a)", ["sum by (x, instance) (a)"]],
    ["label added", "a and on () b", ["a and on (instance) b"]],
    ["label added", "sum without (instance) (a)", []],
    ["label added", "sum by (x) (a:b:c)", []],
    ["label added", "a:b:c and on (x) max by (x) (b)", ["a:b:c and on (x) max by (x, instance) (b)"]],
    ["label added", "a:b:c and on (x) b", ["a:b:c and on (x, instance) b"]],
    ["matcher negated", 'a{x="1",y!~"2|3"}', ['a{x!="1",y!~"2|3"}', 'a{x="1",y=~"2|3"}']],
    ["matcher removed", 'a{x="1",y!~"2|3"}', ['a{y!~"2|3"}', 'a{x="1"}']],
    ["matcher removed", 'a{x="1"} > 0', ["a > 0"]],
    ["aggregation", "sum by (x) (a)", ["max by (x) (a)", "avg by (x) (a)"]],
    ["aggregation", "max_over_time(a[5m])", ["min_over_time(a[5m])"]],
    ["aggregation", "a and on (x) max by (x) (b)", []],
    ["aggregation", 'a unless label_replace(max_over_time(b[5m]), "x", "1", "", "")', []],
    ["aggregation", "a or group by (x) (b) * 0", []],
    ["aggregation", "a and (min by (x) (b) > 0)", ["a and (max by (x) (b) > 0)", "a and (sum by (x) (b) > 0)"]],
    ["aggregation", "a and topk(1, b)", ["a and bottomk(1, b)"]],
    ["aggregation", "a and (quantile(0.5, max_over_time(b[5m])) > 1)", ["a and (quantile(0.5, min_over_time(b[5m])) > 1)"]],
    ["window", "rate(a[5m])", ["rate(a[10m])", "rate(a[150s])"]],
    ["window", "max_over_time(a[1h:1m])", ["max_over_time(a[2h:1m])", "max_over_time(a[30m:1m])"]],
    ["offset", "a offset 5m", ["a offset 10m", "a"]],
    ["offset", "a unless b offset 5m", ["a unless (b offset 10m)", "a unless (b)"]],
    ["dropped operand", "a or b offset 5m", ["(a)", "((b offset 5m))"]],
    ["rate function", "rate(a[5m])", ["increase(a[5m])", "delta(a[5m])"]],
  ];

  it.each(cases)("%s of %s", (operator, expression, expected) => {
    expect(made(operator, expression)).toEqual(expected);
  });

  it("all have a case here, except those that change a rule outside its expression", () => {
    const around = ["for", "keep_firing_for", "dropped rule"];
    const tested = new Set(cases.filter(([, , expected]) => expected.length > 0).map(([operator]) => operator));
    expect(operatorNames.filter((name) => !tested.has(name) && !around.includes(name))).toEqual([]);
  });

  it("create no mutant that differs from the expression or another mutant only in formatting", () => {
    const expression = "sum by (x) (a) or sum by (x) (a)";
    const all = mutantsOfExpression(expression).map(({ expr }) => expr.replace(/\s+/g, ""));
    expect(new Set(all).size).toBe(all.length);
    // Both operands are the same, so the two mutants have the same expression and count as one.
    expect(made("dropped operand", expression)).toEqual(["(sum by (x) (a))"]);
  });
});
