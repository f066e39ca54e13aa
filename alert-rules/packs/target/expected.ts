import { keyOf } from "../../owner";
import type { Recording } from "../../model";
import { metric, minutes, promql, scalar, type MetricName, type Promql } from "../../promql";
import type { RuleFacts } from "../../rule-facts";

/** Recorded series: number of targets that the catalogue expects, by service and job. */
export const expectedTargets = metric("expected:scrape_targets:count");
/** Recorded series: 1 for each service that pushes its metrics. Such a service has no `up`. */
export const expectedPush = metric("expected:push:info");

/** How long it may take until a target is scraped for the first time. Scrapes are at most 30 s apart. */
export const firstSeen = minutes(1);

/**
 * The catalogue's expectation, once Prometheus has recorded it for `firstSeen`. When Prometheus starts, it has not scraped any target yet.
 */
export const expectedForLong = (expected: MetricName): Promql => promql`(${expected} and ${expected} offset ${firstSeen})`;

/** Recording rules for the catalogue's expectations: the number of targets per service and job, and the services that push. */
export function expectedRecordings({ targets, pushing }: Pick<RuleFacts, "targets" | "pushing">): Recording[] {
  const counts = new Map<string, { labels: Readonly<Record<string, string>>; count: number }>();
  for (const target of targets) {
    const labels = { ...keyOf(target), job: target.job };
    const key = Object.values(labels).join("/");
    counts.set(key, { labels, count: (counts.get(key)?.count ?? 0) + (target.replicas ?? 1) });
  }
  return [
    ...[...counts.entries()]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, { labels, count }]) => ({ record: expectedTargets, expr: promql`${scalar(count)}`, labels })),
    ...pushing.map((service) => ({ record: expectedPush, expr: promql`1`, labels: keyOf(service) })),
  ];
}
