import type { Mutant } from "./mutants";
import { summaryOf, summaryText } from "./summary";
import type { Verdict } from "./verdicts";

const verdict = (id: string, caughtBy?: string): Verdict => {
  const mutant: Mutant = { id, key: "Slow critical", operator: "comparison", rule: undefined, before: undefined };
  return { mutant, caughtBy, cached: false, alert: caughtBy ?? "Slow critical" };
};
const caught = (count: number): Verdict[] => Array.from({ length: count }, (_, index) => verdict(`caught ${index}`, "Slow critical"));
const packOf = ({ id }: Mutant): string => (id.startsWith("survivor") ? "redis" : "http");
const every = (verdicts: readonly Verdict[]): Set<string> => new Set(verdicts.map(({ mutant }) => mutant.id));

describe("summary of mutation testing", () => {
  it("passes if 95 % of the mutants that are not equivalent are caught, and names the survivors", () => {
    const verdicts = [...caught(95), ...[1, 2, 3, 4, 5].map((index) => verdict(`survivor ${index}`))];
    const summary = summaryOf(verdicts, [], every(verdicts), packOf);
    expect(summary.all).toEqual({ mutants: 100, caught: 95, survived: 5, equivalent: 0 });
    expect(summary.problems).toEqual([]);
    expect(summary.survivors).toHaveLength(5);
    expect(summaryText(summary)).toContain("survivor 3");
    expect(Object.fromEntries(summary.byPack)).toEqual({
      http: { mutants: 95, caught: 95, survived: 0, equivalent: 0 },
      redis: { mutants: 5, caught: 0, survived: 5, equivalent: 0 },
    });
  });

  it("fails if fewer are caught, and says what to do", () => {
    const verdicts = [...caught(18), verdict("a"), verdict("b")];
    expect(summaryOf(verdicts, [], every(verdicts), packOf).problems).toEqual([
      "90.0 % of the mutants were caught; at least 95 % must be. Add a scenario to the proofs.",
    ]);
  });

  it("counts listed mutants as equivalent, at most 3 % of all", () => {
    const verdicts = [...caught(96), ...["a", "b", "c", "d"].map((id) => verdict(id))];
    const listed = [{ mutants: ["a", "b", "c", "d"], because: "both give the same" }];
    const { all, problems } = summaryOf(verdicts, listed, every(verdicts), packOf);
    expect(all).toEqual({ mutants: 100, caught: 96, survived: 0, equivalent: 4 });
    expect(problems).toEqual(["4.0 % of the mutants are listed as equivalent; at most 3 % may be."]);
  });

  it("fails for a listed mutant that is caught or does not exist", () => {
    const verdicts = caught(100);
    const listed = [{ mutants: ["caught 7", "gone"], because: "both give the same" }];
    expect(summaryOf(verdicts, listed, every(verdicts), packOf).problems).toEqual([
      "equivalent.ts lists a mutant that a proof of Slow critical catches; remove it: caught 7",
      "equivalent.ts lists a mutant that is not made any more; remove it: gone",
    ]);
  });

  it("says nothing about listed mutants that were not chosen", () => {
    const verdicts = caught(10);
    expect(
      summaryOf(verdicts, [{ mutants: ["other"], because: "both give the same" }], new Set([...every(verdicts), "other"]), packOf).problems,
    ).toEqual([]);
  });
});
