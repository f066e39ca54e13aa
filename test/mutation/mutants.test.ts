import { mutantsOf, sampleOf, sampleOfEach } from "./mutants";
import type { Rule } from "./rules";
import { unitsOf } from "./units";

const alert = (expr: string, more: Partial<Rule> = {}): Rule => ({ alert: "Slow", expr, labels: { severity: "warning" }, ...more });
const recording = (expr: string): Rule => ({ record: "a:b:c", expr });
const idsOf = (rendered: readonly Rule[], proofs: readonly Rule[]): string[] => mutantsOf(unitsOf(rendered, proofs)).map(({ id }) => id);

describe("mutants of rules", () => {
  it("have names by rule, operator and change", () => {
    expect(idsOf([recording("rate(x[5m])")], [recording("rate(x[5m])")])).toEqual([
      "a:b:c | window | rate(x[«5m → 10m»])",
      "a:b:c | window | rate(x[«5m → 150s»])",
      "a:b:c | rate function | «rate → increase»(x[5m])",
      "a:b:c | rate function | «rate → delta»(x[5m])",
      "a:b:c | dropped rule | «the rule → none»",
    ]);
  });

  it("change `for` and `keep_firing_for` to none and to twice as long", () => {
    const rule = alert("x", { for: "1m", keep_firing_for: "5m" });
    expect(
      mutantsOf(unitsOf([rule], [rule])).map(({ rule: mutant, operator }) => [operator, mutant?.for, mutant?.keep_firing_for]),
    ).toEqual([
      ["for", undefined, "5m"],
      ["for", "2m", "5m"],
      ["keep_firing_for", "1m", undefined],
      ["keep_firing_for", "1m", "10m"],
      ["dropped rule", undefined, undefined],
    ]);
  });

  it("are created once for a rule that several environments render, and not for a rule that none renders", () => {
    const rule = recording("rate(x[5m])");
    expect(idsOf([rule, { ...rule, expr: "rate(x[5m]) # again" }], [rule, alert("x > 1")])).toEqual(idsOf([rule], [rule]));
  });

  it("leave operands unchanged that no environment renders", () => {
    const ids = idsOf([recording("rate(x[5m])")], [recording("rate(x[5m]) or rate(y[1m])")]);
    expect(ids.filter((id) => id.includes("window"))).toEqual([
      "a:b:c | window | rate(x[«5m → 10m»]) or rate(y[1m])",
      "a:b:c | window | rate(x[«5m → 150s»]) or rate(y[1m])",
    ]);
  });

  it("are created once for jobs with different schedules, whose numbers come from the catalogue", () => {
    const due = (schedule: string, shift: number): Rule => recording(`x{schedule="${schedule}"} * on () vector(time() + ${shift}) or y`);
    const [daily, weekly] = [due("every day", 3600), due("every week", -7200)];
    expect(idsOf([weekly, daily], [daily])).toEqual(idsOf([daily], [daily]));
    expect(idsOf([recording("x * 2 or y")], [recording("x * 3 or y")])).not.toEqual(
      idsOf([recording("x * 3 or y")], [recording("x * 3 or y")]),
    );
  });

  it("are also created for an expression that only an environment renders", () => {
    const mutants = mutantsOf(unitsOf([recording("rate(x[5m])"), recording("x + y")], [recording("x + y")]));
    const other = mutants.filter(({ before }) => before?.expr === "rate(x[5m])");
    expect(other.map(({ id }) => id)).toEqual([
      "a:b:c (another form) | window | rate(x[«5m → 10m»])",
      "a:b:c (another form) | window | rate(x[«5m → 150s»])",
      "a:b:c (another form) | rate function | «rate → increase»(x[5m])",
      "a:b:c (another form) | rate function | «rate → delta»(x[5m])",
    ]);
  });

  it("are created for the right rule if several recording rules have one name", () => {
    const labelled = (prober: string, expr: string): Rule => ({ record: "a:b:c", expr, labels: { prober } });
    const mutants = mutantsOf(unitsOf([labelled("two", "rate(x[5m])")], [labelled("one", "x + y"), labelled("two", "x - y")]));
    expect(mutants).not.toEqual([]);
    for (const { key, before } of mutants) expect([key, before?.labels]).toEqual(['a:b:c{"prober":"two"}', { prober: "two" }]);
    expect(() => unitsOf([labelled("three", "x")], [labelled("one", "x + y")])).toThrow(
      'a:b:c{"prober":"three"} is rendered in a form that the environment of the proofs does not have',
    );
  });

  it("are not created for rules that only contain a number of the catalogue", () => {
    expect(idsOf([recording("0.05")], [recording("0.05"), recording("NaN")])).toEqual([]);
  });

  it("require that the proofs have every rendered rule, and the error names a missing one", () => {
    expect(() => idsOf([alert("x > 1")], [])).toThrow("Slow warning is rendered, and the environment of the proofs has no such rule");
  });

  it("are sampled by their IDs, whatever their order is", () => {
    const some = mutantsOf(unitsOf([recording("rate(x[5m]) > 1")], [recording("rate(x[5m]) > 1")]));
    const sample = sampleOf(some, 3);
    expect(sample).toHaveLength(3);
    expect(new Set(sampleOf([...some].reverse(), 3))).toEqual(new Set(sample));
    expect(sampleOf(some, 4)).toEqual(expect.arrayContaining(sample));
  });

  it("are sampled differently for another seed", () => {
    const some = mutantsOf(unitsOf([recording("rate(x[5m]) > 1")], [recording("rate(x[5m]) > 1")]));
    expect(["", "1", "2", "3"].map((seed) => new Set(sampleOf(some, 1, seed)).size)).toEqual([1, 1, 1, 1]);
    expect(new Set(["", "1", "2", "3"].flatMap((seed) => sampleOf(some, 1, seed))).size).toBeGreaterThan(1);
    expect(sampleOf(some, 3, "1")).toEqual(sampleOf(some, 3, "1"));
  });

  it("are sampled in each pack, and all mutants of a small pack are chosen", () => {
    const some = mutantsOf(unitsOf([recording("rate(x[5m]) > 1")], [recording("rate(x[5m]) > 1")]));
    const packOf = ({ operator }: (typeof some)[number]): string => (operator === "dropped rule" ? "small" : "large");
    const sample = sampleOfEach(some, 3, packOf);
    expect(sample.filter((one) => packOf(one) === "small")).toHaveLength(1);
    expect(sample.filter((one) => packOf(one) === "large")).toHaveLength(3);
  });
});
