import { sideBySide } from "./language/side-by-side";
import type { Group } from "./language/reachable";
import type { Trace } from "./language/trace";
import { answersOf } from "./rules";

/** The names of the critical alerts that fired in one simulated period (`Trace`). */
export interface Paging {
  readonly trace: string;
  readonly alerts: readonly string[];
}

const byTitle = (a: Paging, b: Paging): number => (a.trace < b.trace ? -1 : 1);

/** Runs the simulated periods (`Trace`) with the rules. Returns the periods in which a critical alert fired, sorted by title. */
export const pagesIn = (promtool: string, groups: readonly Group[], all: readonly Trace[]): readonly Paging[] =>
  sideBySide(all)
    .flatMap(({ traces, world }) =>
      answersOf(promtool, groups, world).map((answers, index) => ({
        trace: traces[index]?.title ?? "",
        alerts: answers
          .filter(({ labels }) => labels["severity"] === "critical")
          .map(({ labels }) => labels["alertname"] ?? "")
          .sort(),
      })),
    )
    .filter(({ alerts }) => alerts.length > 0)
    .sort(byTitle);
