import { httpProfiles, mayBeNative } from "../../../exporters/instrumentation/http";
import type { Recording } from "../../model";
import { serviceKey } from "../../model";
import { anyOf, isNot, labels, metric, minutes, promql, scalar, select, type Promql } from "../../promql";
import type { RuleFacts } from "../../rule-facts";

const up = metric("up");
/** When a process started, as Unix time. All official client libraries expose it. */
export const processStart = metric("process_start_time_seconds");
const byTarget = labels(...serviceKey, "job", "instance");

/** Recorded series: all HTTP requests that the process behind a target has counted, over all routes and statuses. */
export const httpTotal = metric("target:http_requests:total");
/**
 * Recorded series: how often a target's metrics went back to those of another process within `returnsWindow`. A restart does not go back, so
 * the value shows that several processes share the address of the target.
 */
export const processReturns = metric("target:process_returns:15m");
/** The window over which returns are counted. With the longest scrape interval, 30 s, the window contains 30 scrapes. */
export const returnsWindow = minutes(15);
/**
 * The number of returns above which the target counts as shared. The pods of a rollout share an address for a minute or two, which is at
 * most eight scrapes and four returns.
 */
export const mostReturns = 4;
/**
 * The number of restarts that are assumed for a program without `up`, because it pushes and nothing shows its outages. A crash loop in
 * Kubernetes restarts at most seven times in 15 minutes, so it stays below the limit.
 */
const unseenOutages = 4;

/** Targets whose counters belong to several processes. Their rates are wrong, because every return counts as the lifetime of a process. */
export const sharedTargets = promql`${processReturns} > ${scalar(mostReturns)}`;
/** A clause for raw series that removes those of shared targets. */
export const unlessShared = promql`unless on (${byTarget}) ${sharedTargets}`;

function requestCounters(facts: Pick<RuleFacts, "httpProfiles">): Promql[] {
  const used = facts.httpProfiles.map((id) => httpProfiles[id]);
  const each = (name: string) => select(metric(name), { instrumentation: isNot("") });
  const counters = [...new Set(used.map(({ requests }) => requests))].sort().map((name) => promql`${each(name)}`);
  // An application that pushes may send native histograms, which have no `_count`.
  const pushed = used.filter(mayBeNative).map(({ duration }) => duration);
  const native = [...new Set(pushed)].sort().map((name) => promql`histogram_count(${each(name)})`);
  return [...counters, ...native].map((total) => promql`sum by (${byTarget}) (${total})`);
}

/**
 * Recording rules that count returns. The start time of the process shows returns exactly. Without a start time, or if processes started at
 * the same moment, the returns are the resets of the HTTP counters that no failed scrape explains: a program that restarts is away for a
 * moment.
 */
export function returnRecordings(facts: Pick<RuleFacts, "httpProfiles">): Recording[] {
  const counters = requestCounters(facts);
  const backwards = promql`max by (${byTarget}) (resets(${processStart}[${returnsWindow}]))`;
  if (counters.length === 0) return [{ record: processReturns, expr: backwards }];
  const outages = promql`sum by (${byTarget}) (changes(${up}[${returnsWindow}])) / 2`;
  return [
    { record: httpTotal, expr: anyOf(counters) },
    {
      record: processReturns,
      expr: promql`
          ${backwards} > 0
        or
          clamp_min(
            resets(${httpTotal}[${returnsWindow}])
              - on (${byTarget})
            (
                ${outages}
              or
                0 * ${httpTotal} + ${scalar(unseenOutages)}
            ),
            0
          )
          unless on (${byTarget})
            max by (${byTarget}) (changes(${processStart}[${returnsWindow}])) > 0
        or
          ${backwards}`,
    },
  ];
}
