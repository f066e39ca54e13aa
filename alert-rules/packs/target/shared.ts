import { httpProfiles, mayBeNative } from "../../../exporters/instrumentation/http";
import type { Recording } from "../../model";
import { serviceKey } from "../../model";
import { anyOf, isNot, labels, metric, minutes, promql, scalar, select, type Promql } from "../../promql";
import type { RuleFacts } from "../../rule-facts";

const up = metric("up");
/** When a process started, as Unix time. Most client libraries expose it. */
export const processStart = metric("process_start_time_seconds");
const byTarget = labels(...serviceKey, "job", "instance");

/** Recorded series: all HTTP requests that the process behind a target has counted, over all routes and statuses. */
export const httpTotal = metric("target:http_requests:total");
/**
 * Recorded series: how often a target returned to the metrics of an older process within `returnsWindow`. A restart never returns to an
 * older process, so a return shows that several processes share the address of the target.
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
 * The number of restarts in `returnsWindow` that the rule assumes for a program that pushes, because the program has no `up`. A crash loop
 * in Kubernetes restarts at most seven times in 15 minutes, so at most three, fewer than `mostReturns`, count as returns.
 */
const unseenOutages = 4;

/**
 * Recorded series: the targets whose counters belong to several processes. Their rates are wrong, because `rate` treats the counters of
 * these processes as one.
 */
const sharedTargets = metric("target:shared_by_replicas:info");
/** A clause that removes the raw series of shared targets. */
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
 * Recording rules that count returns. At a return, the start time of the process decreases. If there is no start time, or the processes
 * have the same one, the rules count the resets of the HTTP counters and subtract the outages in `up`, because a restart causes a failed
 * scrape.
 */
export function returnRecordings(facts: Pick<RuleFacts, "httpProfiles">): Recording[] {
  const counters = requestCounters(facts);
  const backwards = promql`max by (${byTarget}) (resets(${processStart}[${returnsWindow}]))`;
  const shared: Recording = { record: sharedTargets, expr: promql`${processReturns} > ${scalar(mostReturns)}` };
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
              -
            (
                ${outages}
              or
                ${httpTotal} * 0 + ${scalar(unseenOutages)}
            ),
            0
          )
          unless on (${byTarget})
            changes(${processStart}[${returnsWindow}]) > 0
        or
          ${backwards}`,
    },
    shared,
  ];
}
