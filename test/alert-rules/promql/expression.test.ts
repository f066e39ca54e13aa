import { canonical } from "../../../alert-rules/promql/canonical";
import { differences } from "../../../alert-rules/promql/differences";
import { readExpression } from "../../../alert-rules/promql/expression";
import { evaluate, type LabelSet } from "../../../alert-rules/promql/label-sets";

describe("a range selector, `offset` and `@`", () => {
  it.each([
    ["a unless on (x) b offset 5m", "a unless on (x) (b offset 5m)"],
    ["a * b[5m] offset 1h > -c offset 1m", "a * (b[5m] offset 1h) > -(c offset 1m)"],
    ["sum(a - b offset 5m) / c @ end()", "sum(a - (b offset 5m)) / (c @ end())"],
  ])("apply to the operand directly before them: %s", (one, other) => {
    expect(canonical(one)).toBe(canonical(other));
    expect(readExpression(one)).toEqual(readExpression(other));
  });

  it("apply to the whole operation when it is in parentheses", () => {
    expect(readExpression("last_over_time((a unless b)[5m:] offset 1m)")).toMatchObject({ args: [{ of: { of: { type: "binary" } } }] });
  });
});

describe("the canonical form of an expression", () => {
  it.each([
    ["blanks, comments and parentheses", "# why\n ( sum( rate(x [5m]) ) )", "sum(rate(x[5m]))"],
    ["the position of an aggregation's labels", "sum(x) by (b, a)", "sum by (a, b) (x)"],
    ["the order and quotes of matchers", "x{b!~'2',a=\"1\"}", 'x{a="1",b!~"2"}'],
    ["the notation of durations", "rate(x[90m] offset 60s)", "rate(x[1h30m] offset 1m)"],
    ["the notation of numbers", "x > 1e3", "x > 1000"],
    ["an empty `ignoring`", "x / ignoring () y", "x / y"],
  ])("does not depend on %s", (_, one, other) => {
    expect(canonical(one)).toBe(canonical(other));
  });

  it("keeps necessary parentheses", () => {
    expect(canonical("(a + b) * c")).not.toBe(canonical("a + b * c"));
    expect(canonical("a - (b - c)")).not.toBe(canonical("a - b - c"));
  });

  it("can be parsed again, with the same result", () => {
    const text = 'x > bool on (a) group_left (c) (2 * group by (a) (y)) unless max_over_time(z[5m:1m]) or absent(w{v="u"})';
    expect(canonical(canonical(text))).toBe(canonical(text));
  });
});

const effects = (before: string, after: string): (string | undefined)[] =>
  differences(readExpression(before), readExpression(after)).map((difference) => ("effect" in difference ? difference.effect : undefined));

describe("the effect of a changed expression", () => {
  it.each([
    ["a higher number that values must exceed", "x > 1", "x > 2", "loosened"],
    ["a higher number that values must fall below", "x < 1", "x < 2", "tightened"],
    ["a higher number on the left-hand side", "1 < x", "2 < x", "loosened"],
    ["a divisor", "x / 2 > 1", "x / 4 > 1", "loosened"],
    ["a higher number in `unless`", "x unless y > 1", "x unless y > 2", "tightened"],
    ["a higher quantile", "histogram_quantile(0.9, x) > 1", "histogram_quantile(0.99, x) > 1", "tightened"],
    ["a comparison that includes the number itself", "x > 1", "x >= 1", "tightened"],
    ["an added condition", "x > 1", "x > 1 and y", "loosened"],
    ["another condition", "x > 1", "x > 1 or y", "tightened"],
    ["a removed condition", "x > 1 unless y", "x > 1", "tightened"],
    ["a narrower selector", "x > 1", 'x{a="b"} > 1', "loosened"],
    ["a narrower divisor", "x / y > 1", 'x / y{a="b"} > 1', undefined],
    ["a narrower selector in `absent`", "absent(x)", 'absent(x{a="b"})', "tightened"],
    ["a longer window", "rate(x[5m]) > 1", "rate(x[10m]) > 1", undefined],
  ])("is correct for %s", (_, before, after, effect) => {
    expect(effects(before, after)).toEqual([effect]);
  });

  it("is the combination of all single effects, from left to right", () => {
    expect(effects("x > 1 and y > 2", "x > 2 and y > 1")).toEqual(["loosened", "tightened"]);
  });
});

describe("the labels of an expression's result", () => {
  const series: Readonly<Record<string, LabelSet[]>> = {
    x: [
      { service: "a", owner: "one", job: "j" },
      { service: "b", owner: "two", job: "j" },
    ],
    info: [{ service: "b", team: "two" }],
  };
  const of = (expr: string) => evaluate(readExpression(expr), (metric) => series[metric] ?? []);

  it.each([
    ["a matcher keeps series that can match", 'x{service="a",queue="q"}', [{ service: "a", owner: "one", job: "j", queue: "q" }]],
    [
      "an aggregation keeps the labels it names",
      "sum by (service, queue) (rate(x[5m]))",
      [
        { service: "a", queue: null },
        { service: "b", queue: null },
      ],
    ],
    ["`and` keeps series with a match", "x and on (service) info", [{ service: "b", owner: "two", job: "j" }]],
    [
      "`group_left` copies labels from the match",
      "x * on (service) group_left (team) info",
      [{ service: "b", owner: "two", job: "j", team: "two" }],
    ],
    [
      "`or` adds",
      'info or x{service="a"}',
      [
        { service: "b", team: "two" },
        { service: "a", owner: "one", job: "j" },
      ],
    ],
    ["an unknown series gives no result", "nothing and x", []],
    ["a comparison of numbers gives a number", "1 > 0", "number"],
  ])("are correct: %s", (_, expr, expected) => {
    expect(of(expr)).toEqual(expected);
  });
});
