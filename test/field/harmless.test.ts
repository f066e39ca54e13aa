import { describeWith } from "../support/tools";
import { sideBySide } from "./language/side-by-side";
import { known } from "./known";
import { answersOf, renderedGroups } from "./rules";
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
    const groups = renderedGroups();
    const paging = sideBySide(harmless).flatMap(({ traces, world }) =>
      answersOf(promtool, groups, world).map((answers, index) => ({
        trace: traces[index]?.title ?? "",
        alerts: answers
          .filter(({ labels }) => labels["severity"] === "critical")
          .map(({ labels }) => labels["alertname"] ?? "")
          .sort(),
      })),
    );
    const byTitle = (a: { trace: string }, b: { trace: string }): number => (a.trace < b.trace ? -1 : 1);
    expect(paging.filter(({ alerts }) => alerts.length > 0).sort(byTitle)).toEqual([...known].sort(byTitle));
  });
});
