import { httpProfiles, mayBeNative, routesLabel, type HttpProfileId } from "../../../exporters/instrumentation/http";
import type { HttpProfile } from "../../../exporters/instrumentation/model";
import { unlessShared } from "../target/shared";
import { seriesWith, serviceKey, type Recording } from "../../model";
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
  type Match,
  type MetricName,
  type Promql,
  type Selector,
} from "../../promql";
import {
  httpGroupBuckets,
  httpGroupErrors,
  httpGroupLatencyP50,
  httpGroupLatencyP95,
  httpGroupLatencyP99,
  httpGroupRequests,
} from "./group-series";

const window = minutes(5);
const by = labels(...serviceKey);

const series = seriesWith();

/** Requests per second of a service. On excluded routes, only failed requests count. On routes of health checks and metrics, none do. */
export const httpRequests = series(
  "service:http_requests:rate5m",
  "rate",
  "HTTP requests per second over 5 minutes, without streams and probes",
);
/** 5xx responses per second of a service. 0 if no request fails. */
export const httpErrors = series("service:http_request_errors:rate5m", "rate", "HTTP 5xx responses per second over 5 minutes");
/**
 * The first failed request of each new series, per second. `rate` does not count it, so the rules add it to `httpErrors` and
 * `httpRequests`. 0 if there is none, or if the service had no series of requests one window earlier.
 */
export const httpFirstErrors = series(
  "service:http_request_errors_first:rate5m",
  "rate",
  "First failed HTTP request of each new series, per second over 5 minutes",
);
/** Share of 5xx responses. Missing if the service has no traffic. */
export const httpErrorRatio = series(
  "service:http_request_errors:ratio_rate5m",
  "ratio",
  "Share of HTTP requests with a 5xx response over 5 minutes",
);
/**
 * Rates of a service's duration buckets, or of its native histogram, without excluded routes and probes. The service's percentiles are
 * computed from this series.
 */
export const httpDurationBuckets = series(
  "service:http_request_duration_seconds_bucket:rate5m",
  "rate",
  "HTTP requests per second by duration bucket",
  ["le"],
);
export const httpLatencyP50 = series(
  "service:http_request_duration_seconds:p50_5m",
  "duration",
  "Median HTTP request duration over 5 minutes",
);
export const httpLatencyP95 = series(
  "service:http_request_duration_seconds:p95_5m",
  "duration",
  "95th percentile of HTTP request duration over 5 minutes",
);
export const httpLatencyP99 = series(
  "service:http_request_duration_seconds:p99_5m",
  "duration",
  "99th percentile of HTTP request duration over 5 minutes",
);
export const httpRouteRequests = series("service_route:http_requests:rate5m", "rate", "HTTP requests per second by route", ["route"]);
/** Missing for routes without a failed request. */
export const httpRouteErrors = series("service_route:http_request_errors:rate5m", "rate", "HTTP 5xx responses per second by route", [
  "route",
]);
export const httpRouteLatencyP95 = series(
  "service_route:http_request_duration_seconds:p95_5m",
  "duration",
  "95th percentile of HTTP request duration by route",
  ["route"],
);

/**
 * Sustained error ratio, 0..1, for alerts. It ignores short incidents, because an incident stays in the 5-minute window long after its end.
 */
export const httpErrorRatioSustained = series(
  "service:http_request_errors:ratio_sustained",
  "ratio",
  "Sustained share of failed requests; 0 when too few requests failed",
);
export const httpLatencyP95Sustained = series(
  "service:http_request_duration_seconds:p95_sustained",
  "duration",
  "Sustained 95th percentile of HTTP request duration, of all routes or of a group of routes",
  [routesLabel],
);

/**
 * Matches requests that count. Relabelling at the scrape, or the gateway for pushed metrics, sets `traffic="excluded"` for routes that the
 * catalogue excludes, and `traffic="probe"` for health checks and metrics endpoints.
 */
const counted = matchesNot("excluded|probe");
/** The rate of a counter over 5 minutes, without targets whose counters belong to several processes. */
const rate = (counters: Promql): Promql => promql`rate(${counters}[${window}]) ${unlessShared}`;
/** Recorded series: rates of the duration buckets of each target, by group of routes. */
const targetBuckets = metric("target:http_request_duration_seconds_bucket:rate5m");
/**
 * Selects the counted requests in a raw metric of one profile. The label `instrumentation` is needed because profiles share metric names.
 */
const raw = (profile: HttpProfile, name: string, more: Readonly<Record<string, Match>> = {}) =>
  select(metric(name), { instrumentation: is(profile.id), traffic: counted, ...more });
/** Selects failed requests, by default also those of excluded routes. */
const failed = (
  profile: HttpProfile,
  traffic = isNot("probe"),
  name: string = profile.requests,
  more: Readonly<Record<string, Match>> = {},
) =>
  select(metric(name), {
    instrumentation: is(profile.id),
    traffic,
    ...more,
    [profile.failed.label]: matches(profile.failed.pattern),
  });

/** Sums rates by route, and renames the profile's route label to `route`. */
function byRoute(profile: HttpProfile, rates: Promql, more: readonly string[]): Promql {
  const summed = promql`sum by (${labels(...serviceKey, profile.route, ...more)}) (${rates})`;
  if (profile.route === "route") return summed;
  return promql`sum by (${labels(...serviceKey, "route", ...more)}) (label_replace(${summed}, "route", "$1", "${metric(profile.route)}", "(.*)"))`;
}

/**
 * Adds native histograms to an expression over classic histograms, if the profile can have native histograms. During a rollout, a service
 * may send both kinds of histograms, so one sum must contain both kinds.
 */
const withNative = (profile: HttpProfile, classic: Promql, native: () => Promql): Promql =>
  mayBeNative(profile) ? promql`${classic} or ${native()}` : classic;

/** Requests per second of each raw series, including failed requests of excluded routes. */
function requestRates(profile: HttpProfile, more: Readonly<Record<string, Match>> = {}): Promql {
  const of = (name: string): Promql =>
    promql`(rate(${raw(profile, name, more)}[${window}]) or rate(${failed(profile, is("excluded"), name, more)}[${window}])) ${unlessShared}`;
  return withNative(profile, of(profile.requests), () => promql`histogram_count(${of(profile.duration)})`);
}

/** Failed requests per second of each raw series. */
function errorRates(profile: HttpProfile, more: Readonly<Record<string, Match>> = {}): Promql {
  const of = (name: string): Promql => rate(promql`${failed(profile, isNot("probe"), name, more)}`);
  return withNative(profile, of(profile.requests), () => promql`histogram_count(${of(profile.duration)})`);
}

/**
 * The first failed request of each new series, per second. `rate` does not count it, because the counter starts at 1. A series is new if it
 * has no sample in the previous window, so one failed scrape does not make it new. After a gap, a series reappears with its whole total, so
 * at most 1 per series counts.
 */
function firstErrors(profile: HttpProfile): Promql {
  const appeared = (each: Selector, least: Promql): Promql =>
    promql`clamp_max(${least}, 1) unless last_over_time(${each}[${window}] offset ${window})`;
  const counters = failed(profile);
  const histograms = failed(profile, isNot("probe"), profile.duration);
  const each = withNative(profile, appeared(counters, promql`min_over_time(${counters}[${window}])`), () =>
    appeared(histograms, promql`histogram_count(last_over_time(${histograms}[${window}]))`),
  );
  return promql`sum by (${by}) (${each}) / ${scalar(window.seconds)}`;
}

/**
 * Recording rules for native histograms. The rates have the name of the classic buckets, but no label `le`. Services with classic buckets
 * are left out, because a percentile needs one kind of histogram.
 */
function native(profile: HttpProfile): Recording[] {
  if (!mayBeNative(profile)) return [];
  const durations = rate(promql`${raw(profile, profile.duration)}`);
  const classic = select(targetBuckets, { le: is("+Inf") });
  const unlessClassic = promql`unless on (${by}) ${classic}`;
  return [
    { record: httpDurationBuckets.name, expr: promql`sum by (${by}) (${durations}) ${unlessClassic}` },
    { record: httpRouteLatencyP95.name, expr: promql`histogram_quantile(0.95, ${byRoute(profile, durations, [])}) ${unlessClassic}` },
  ];
}

/**
 * Rates of classic buckets, summed by `by` and `le`. Only bounds that all targets have are kept. During a rollout that changes the bounds,
 * some bounds exist only in some pods. Their buckets lack the requests of the other pods.
 */
function commonBuckets(by: readonly string[], more: Readonly<Record<string, Match>> = {}): Promql {
  const each = labels(...by, "le");
  const all = select(targetBuckets, more);
  return promql`
    sum by (${each}) (${all})
      and
    (
      count by (${each}) (${all})
        == on (${labels(...by)}) group_left ()
      count by (${labels(...by)}) (${select(targetBuckets, { ...more, le: is("+Inf") })})
    )`;
}

function perProfile(profile: HttpProfile): Recording[] {
  const buckets = rate(promql`${raw(profile, `${profile.duration}_bucket`)}`);
  const grouped = { [routesLabel]: isNot("") };
  const by = (names: readonly string[], rates: Promql): Promql => promql`sum by (${labels(...serviceKey, ...names)}) (${rates})`;
  const counts: Recording[] =
    profile.countsRoutes === false
      ? [
          { record: httpRouteRequests.name, expr: by([], requestRates(profile)) },
          { record: httpRouteErrors.name, expr: by([], errorRates(profile)) },
        ]
      : [
          { record: httpRouteRequests.name, expr: byRoute(profile, requestRates(profile), []) },
          { record: httpRouteErrors.name, expr: byRoute(profile, errorRates(profile), []) },
          { record: httpGroupRequests.name, expr: by([routesLabel], requestRates(profile, grouped)) },
          { record: httpGroupErrors.name, expr: by([routesLabel], errorRates(profile, grouped)) },
        ];
  return [
    ...counts,
    { record: targetBuckets, expr: promql`sum by (${labels(...serviceKey, "job", "instance", routesLabel, "le")}) (${buckets})` },
    { record: httpRouteLatencyP95.name, expr: promql`histogram_quantile(0.95, ${byRoute(profile, buckets, ["le"])})` },
  ];
}

const quantile = (record: MetricName, q: number): Recording => ({
  record,
  expr: promql`histogram_quantile(${scalar(q)}, ${httpDurationBuckets.name})`,
});

/** Adds the first errors, which `rate` does not count, to the rates. */
const withFirst = (rates: Promql): Promql => promql`${rates} + ${httpFirstErrors.name} or ${httpFirstErrors.name}`;

/** Recording rules that turn the raw metrics of the profiles in use into recorded series. The order of `profiles` has no effect. */
export function httpRecordings(profiles: readonly HttpProfileId[]): Recording[] {
  const used = [...new Set(profiles)].sort().map((id) => httpProfiles[id]);
  const requests = promql`sum by (${by}) (${httpRouteRequests.name})`;
  return [
    ...used.flatMap(perProfile),
    { record: httpDurationBuckets.name, expr: commonBuckets(serviceKey) },
    { record: httpGroupBuckets.name, expr: commonBuckets([...serviceKey, routesLabel], { [routesLabel]: isNot("") }) },
    ...used.flatMap(native),
    {
      // First errors count only for services that already had a series of requests one window earlier. For other services, the value is 0.
      record: httpFirstErrors.name,
      expr: promql`
        (
          ${anyOf(used.map(firstErrors))}
        )
          and on (${by})
        ${httpRouteRequests.name} offset ${window}
          or
        ${requests} * 0`,
    },
    { record: httpRequests.name, expr: withFirst(requests) },
    {
      record: httpErrors.name,
      expr: withFirst(promql`sum by (${by}) (${httpRouteErrors.name})`),
    },
    quantile(httpLatencyP50.name, 0.5),
    quantile(httpLatencyP95.name, 0.95),
    quantile(httpLatencyP99.name, 0.99),
    ...(
      [
        [httpGroupLatencyP50, 0.5],
        [httpGroupLatencyP95, 0.95],
        [httpGroupLatencyP99, 0.99],
      ] as const
    ).map(([{ name }, q]): Recording => ({
      record: name,
      expr: promql`histogram_quantile(${scalar(q)}, ${httpGroupBuckets.name})`,
    })),
    { record: httpErrorRatio.name, expr: promql`${httpErrors.name} / (${httpRequests.name} > 0)` },
  ];
}
