import { keyOf } from "../../owner";
import type { Recording } from "../../model";
import { metric, minutes, promql, scalar, type MetricName, type Promql } from "../../promql";
import type { RuleFacts } from "../../rule-facts";

/** Number of targets per job and service in the catalogue. */
export const expectedTargets = metric("expected:scrape_targets:count");
/** 1 for each service that pushes its metrics and so has no `up`. */
export const expectedPush = metric("expected:push:info");

/** How long the first scrape of something may take. Scrapes are at most 30 s apart. */
export const firstSeen = minutes(1);

/** What the catalogue expects, once Prometheus has known it for `firstSeen`: at its first start nothing has been scraped yet. */
export const expectedForLong = (expected: MetricName): Promql => promql`(${expected} and ${expected} offset ${firstSeen})`;

/** Recording rules for the catalogue's expectations: target counts per service and job, and pushing services by name. */
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
