import { describeWith } from "../support/tools";
import { known } from "./known";
import { pagesIn } from "./pages";
import { renderedGroups } from "./rules";
import { harmless } from "./traces";

describe("the set of harmless traces", () => {
  it("has at least forty traces with unique titles", () => {
    expect(new Set(harmless.map(({ title }) => title)).size).toBe(harmless.length);
    expect(harmless.length).toBeGreaterThanOrEqual(40);
  });

  it("has no duplicate series within a trace", () => {
    const twice = harmless.filter(
      ({ series }) => new Set(series.map(({ name, labels }) => JSON.stringify([name, labels]))).size !== series.length,
    );
    expect(twice.map(({ title }) => title)).toEqual([]);
  });
});

describeWith("promtool", "harmless traces", (promtool) => {
  it("page no one, except for the known ones", () => {
    const sorted = [...known].sort((a, b) => (a.trace < b.trace ? -1 : 1));
    expect(pagesIn(promtool, renderedGroups(), harmless)).toEqual(sorted);
  });
});
