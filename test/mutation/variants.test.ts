import { rulesIn } from "./rules";
import { fileOf, variantIn, type Test } from "./variants";

const rules = rulesIn(`
groups:
  - name: made up
    rules:
      - { record: "a:rate", expr: "rate(a[5m])" }
      - { record: "b:last", expr: "max(b or last_over_time(b:last[5m]))" }
      - { record: "ab", expr: "a:rate / b:last" }
      - { alert: High, expr: "ab > 1", labels: { severity: warning } }
      - { alert: Other, expr: "a:rate > 1", labels: { severity: warning } }
`);
const check = (alert: string) => ({ expr: `group by (x) (ALERTS{alertname="${alert}", severity="warning"})` });
const test: Test = {
  interval: "15s",
  input_series: [
    { series: 'b:last{x="1"}', values: "1x9" },
    { series: "a", values: "0+1x9" },
  ],
  promql_expr_test: [check("High"), check("Other")],
};
const fileWith = (variants: Parameters<typeof fileOf>[2]) => fileOf({ rules, written: (expr) => `(${expr})` }, [test], variants);

describe("a variant of a rule", () => {
  const [, last] = rules;
  const file = fileWith(new Map([[7, { key: "b:last", rule: { ...last, expr: "min(b or last_over_time(b:last[5m]))" } }]]));

  it("is evaluated after its original, and so are copies of all rules that read it", () => {
    expect(file.rules.map(({ record, alert, expr }) => [record ?? alert, expr])).toEqual([
      ["a:rate", "rate(a[5m])"],
      ["b:last", "max(b or last_over_time(b:last[5m]))"],
      ["b:last__variant7__", "(min(b or last_over_time(b:last__variant7__[5m])))"],
      ["ab", "a:rate / b:last"],
      ["ab__variant7__", "a:rate / b:last__variant7__"],
      ["High", "ab > 1"],
      ["High__variant7__", "ab__variant7__ > 1"],
      ["Other", "a:rate > 1"],
    ]);
  });

  it("has the checks of the alerts that it affects, and the input series that have its name", () => {
    expect(file.tests).toEqual([
      {
        interval: "15s",
        input_series: [...test.input_series, { series: 'b:last__variant7__{x="1"}', values: "1x9" }],
        promql_expr_test: [check("High"), check("Other"), check("High__variant7__")],
      },
    ]);
    expect(file.tests[0]?.promql_expr_test.map(({ expr }) => variantIn(expr))).toEqual([undefined, undefined, 7]);
  });

  it("without the rule has only the rules that read it", () => {
    expect(
      fileWith(new Map([[1, { key: "ab", rule: undefined }]])).rules.flatMap(
        ({ record, alert }) => (record ?? alert ?? "").match(/.*__$/) ?? [],
      ),
    ).toEqual(["High__variant1__"]);
  });
});
