import { callMetrics, errorsOfStatements, failedStatus } from "../../../exporters/instrumentation/calls";
import { seriesWith, serviceKey, type Recording } from "../../model";
import { keyOf } from "../../owner";
import {
  anyOf,
  is,
  isNot,
  labels,
  matches,
  matchesNot,
  metric,
  minutes,
  promql,
  scalar,
  select,
  type Promql,
  type Selector,
} from "../../promql";
import type { RuleFacts } from "../../rule-facts";
import { sustainedRatio } from "../http/sustained";
import { unlessShared } from "../target/shared";

const extra = ["dependency"];
const series = seriesWith(...extra);

/** Calls per second to a dependency, including the first failed call of each new series. */
export const calls = series("dependency:calls:rate5m", "rate", "Calls per second to a dependency over 5 minutes");
/** Failed calls per second to a dependency. 0 if no call fails. */
export const callsFailed = series("dependency:calls_failed:rate5m", "rate", "Failed calls per second to a dependency over 5 minutes");
/** Share of failed calls. Missing if the service makes no calls to the dependency. */
export const callErrorRatio = series(
  "dependency:calls_failed:ratio_rate5m",
  "ratio",
  "Share of failed calls to a dependency over 5 minutes",
);
/** Sustained share of failed calls, 0..1, for alerts. It ignores short incidents. */
export const callErrorRatioSustained = series(
  "dependency:calls_failed:ratio_sustained",
  "ratio",
  "Sustained share of failed calls to a dependency; 0 when too few calls failed",
);

/** Recorded series: calls per second that `rate` counts, which leaves out the first failed call of each new series. */
export const counted = metric("dependency:calls_counted:rate5m");
/** Recorded series: the first failed call of each new series, per second. 0 if there is none, or if there were no calls a window earlier. */
const first = metric("dependency:calls_failed_first:rate5m");
/** Recorded series: 1 for each address of a dependency, from the catalogue. */
export const addresses = metric("dependency:addresses:info");

const window = minutes(5);
const { http, db, address, status, error } = callMetrics;
const count = (duration: string, match: Parameters<typeof select>[1] = {}): Selector => select(metric(`${duration}_count`), match);

/**
 * Failed calls: responses that refuse to serve the request, requests without a response, and operations on databases with an error that is
 * not about the statement.
 */
const failures: readonly Selector[] = [
  count(http, { [status]: matches(failedStatus) }),
  count(http, { [status]: is(""), [error]: isNot("") }),
  count(db, { [error]: matchesNot(`|${errorsOfStatements}`) }),
];

const rates = (counters: readonly Selector[]): Promql => anyOf(counters.map((each) => promql`rate(${each}[${window}]) ${unlessShared}`));

/** How values are combined: by `more` labels in addition to the dependency's, and with `aggregate`. Default: the sum. */
interface Combined {
  readonly aggregate?: Promql;
  readonly more?: readonly string[];
}

/** Combines values by dependency. The catalogue names the dependency of an address. Values of other addresses are left out. */
export const byDependency = (inner: Promql, { aggregate = promql`sum`, more = [] }: Combined = {}): Promql => promql`
    ${aggregate} by (${labels(...serviceKey, ...extra, ...more)}) (
      (${inner})
        * on (${labels(...serviceKey, address)}) group_left (${labels(...extra)})
      ${addresses}
    )`;

/**
 * The first failed call of each new series. `rate` does not count it, because the counter starts at 1. A series is new if it has no sample
 * in the previous window, so one failed scrape does not make it new. After a gap, a series reappears with its whole total, so at most 1 per
 * series counts.
 */
const appeared = anyOf(
  failures.map(
    (each) => promql`clamp_max(min_over_time(${each}[${window}]), 1) unless last_over_time(${each}[${window}] offset ${window})`,
  ),
);

const withFirst = (rate: Promql): Promql => promql`${rate} + ${first} or ${first}`;

/** The addresses of all dependencies as recording rules with the value 1, in a stable order. */
export const addressRecordings = (declared: RuleFacts["calls"]): Recording[] =>
  declared
    .map(({ service, dependency, host }) => ({
      sort: [service.system, service.service, dependency, host].join("/"),
      labels: { ...keyOf(service), dependency, [address]: host },
    }))
    .sort((a, b) => (a.sort < b.sort ? -1 : 1))
    .map((each) => ({ record: addresses, expr: promql`1`, labels: each.labels }));

/** Recording rules for the calls of services to their dependencies. */
export const callRecordings = (): Recording[] => [
  { record: counted, expr: byDependency(rates([count(http), count(db)])) },
  {
    record: first,
    expr: promql`
      (
        ${byDependency(appeared)} / ${scalar(window.seconds)}
      )
        and
      ${counted} offset ${window}
        or
      ${counted} * 0`,
  },
  { record: calls.name, expr: withFirst(promql`${counted}`) },
  {
    record: callsFailed.name,
    expr: withFirst(promql`
      (
        ${byDependency(rates(failures))}
      )`),
  },
  { record: callErrorRatio.name, expr: promql`${callsFailed.name} / (${calls.name} > 0)` },
  ...sustainedRatio({ record: callErrorRatioSustained, all: calls, failed: callsFailed, ratio: callErrorRatio }),
];
