import { latestOf, type SoakResult } from "./record";

const result = (name: string, commit: string): SoakResult => ({
  name,
  unit: "tests",
  trials: 1,
  failures: [],
  minutes: 1,
  at: "2026-11-30T10:00:00.000Z",
  commit,
});

it("a run of one kind keeps the results of the others, and replaces its own", () => {
  const earlier = [result("drills", "a"), result("gateway", "a")];
  expect(latestOf(earlier, [result("gateway", "b"), result("walks", "b")])).toEqual([
    result("drills", "a"),
    result("gateway", "b"),
    result("walks", "b"),
  ]);
});
