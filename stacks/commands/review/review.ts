import { alertChanges } from "./alerts";
import { subjects, type Change } from "./change";
import { compare, type Compared } from "./compared";
import { dashboardChanges } from "./dashboards";
import { expectationChanges } from "./expectations";
import type { Files } from "./git";
import { inhibitionChanges } from "./inhibition";
import { otherChanges } from "./other-files";
import { routeChanges } from "./routes";
import { scrapeChanges } from "./scraping";
import { sentryChanges } from "./sentry";
import { seriesChanges } from "./series";
import { serviceChanges } from "./services";
import { environmentsOf, sideOf, type Side } from "./side";
import { thresholdChanges } from "./thresholds";
import { uptimeChanges } from "./uptime";
import { listed } from "./words";

/** What a change means for on-call in one environment. */
export interface EnvironmentReview {
  readonly environment: string;
  readonly changes: readonly Change[];
  /** Descriptions of what could not be compared. */
  readonly notCompared: readonly string[];
}

const parts: readonly ((compared: Compared) => Change[])[] = [
  serviceChanges,
  expectationChanges,
  alertChanges,
  thresholdChanges,
  routeChanges,
  inhibitionChanges,
  seriesChanges,
  scrapeChanges,
  dashboardChanges,
  sentryChanges,
  uptimeChanges,
  otherChanges,
];

function notCompared(before: Side, after: Side): string[] {
  const files = (side: Side, whose: string): string[] =>
    side.unreadable.length === 0 ? [] : [`${listed(side.unreadable)}: ${whose} has a format that this version cannot read`];
  return [...files(before, "the base"), ...files(after, "the change")];
}

/** Compares both sides of one environment. The changes are in the order of `subjects`. */
export function reviewSides(before: Side, after: Side): EnvironmentReview {
  const compared = compare(before, after);
  const found = parts.flatMap((part) => part(compared));
  const changes = subjects.flatMap((subject) => found.filter((change) => change.subject === subject));
  return { environment: after.environment, changes, notCompared: notCompared(before, after) };
}

const isOf = (environment: string) => (path: string) => path.includes(`/rendered/${environment}/`);

/** Whether all files of an environment are equal in `before` and `after`, so that none needs to be parsed. */
function identical(before: Files, after: Files, environment: string): boolean {
  const [was, is] = [before, after].map((files) => [...files.keys()].filter(isOf(environment)).sort());
  return was !== undefined && is !== undefined && was.join() === is.join() && was.every((path) => before.get(path) === after.get(path));
}

/** Reviews, one by one, the environments that `before` or `after` contains. Parses only the files of environments that differ. */
export function* review(before: Files, after: Files): Generator<EnvironmentReview> {
  const [was, is] = [environmentsOf(before), environmentsOf(after)];
  for (const environment of [...new Set([...was, ...is])].sort()) {
    if (!was.includes(environment) || !is.includes(environment)) {
      const added = is.includes(environment);
      const effect = added ? "added" : "removed";
      const { alerts } = sideOf(added ? after : before, environment);
      const text = `the environment, with ${alerts.length} alerts; ${added ? "there is nothing to compare it with" : "its systems are no longer monitored"}`;
      yield { environment, changes: [{ subject: "Services", effect, text }], notCompared: [] };
    } else if (identical(before, after, environment)) yield { environment, changes: [], notCompared: [] };
    else yield reviewSides(sideOf(before, environment), sideOf(after, environment));
  }
}
