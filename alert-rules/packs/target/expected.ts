import { keyOf } from "../../owner";
import type { Recording } from "../../model";
import { metric, minutes, promql, scalar, type MetricName, type Promql } from "../../promql";
import type { RuleFacts } from "../../rule-facts";

/** How many targets of a job each service has in the catalogue. */
export const expectedTargets = metric("expected:scrape_targets:count");
/** 1 for each service that pushes its metrics, which has no `up`. */
export const expectedPush = metric("expected:push:info");

/** How long something may take to be seen for the first time. Scrapes are at most 30 s apart. */
export const firstSeen = minutes(1);

/** What the catalogue expects, once Prometheus has known of it for `firstSeen`: at its first start nothing has been scraped yet. */
export const expectedForLong = (expected: MetricName): Promql => promql`(${expected} and ${expected} offset ${firstSeen})`;

/** Recordings of what the catalogue expects: counts per service and job, and pushing services by name. */
export function expectedRecordings({ targets, pushing }: Pick<RuleFacts, "targets" | "pushing">): Recording[] {
  const counts = new Map<string, { labels: Readonly<Record<string, string>>; count: number }>();
  for (const target of targets) {
    const labels = { ...keyOf(target), job: target.job };
    const key = Object.values(labels).join("/");
    counts.set(key, { labels, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [
    ...[...counts.entries()]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, { labels, count }]) => ({ record: expectedTargets, expr: promql`${scalar(count)}`, labels })),
    ...pushing.map((service) => ({ record: expectedPush, expr: promql`1`, labels: keyOf(service) })),
  ];
}
