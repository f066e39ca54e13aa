import { httpProfiles, type HttpProfileId } from "../../../exporters/instrumentation/http";
import type { HttpProfile } from "../../../exporters/instrumentation/model";
import { serviceKey, type Recording, type Series } from "../../model";
import { is, isNot, labels, matches, metric, minutes, promql, scalar, select, type MetricName, type Promql } from "../../promql";

const window = minutes(5);
const by = labels(...serviceKey);
const byBucket = labels(...serviceKey, "le");

const series = (name: string, dimension: Series["dimension"], help: string, extra: readonly string[] = []): Series => ({
  name: metric(name),
  extra,
  dimension,
  help,
});

/** Requests per second of a service. */
export const httpRequests = series(
  "service:http_requests:rate5m",
  "rate",
  "HTTP requests per second over 5 minutes, without streams and probes",
);
/** 5xx answers per second of a service; 0, not missing, when there are none. */
export const httpErrors = series("service:http_request_errors:rate5m", "rate", "HTTP requests answered with 5xx per second over 5 minutes");
/** Share of 5xx answers; missing without traffic. */
export const httpErrorRatio = series(
  "service:http_request_errors:ratio_rate5m",
  "ratio",
  "Share of HTTP requests answered with 5xx over 5 minutes",
);
/** Rates of a service's histogram buckets, all routes together: every percentile is taken from them, so raw buckets are read once. */
export const httpDurationBuckets = series(
  "service:http_request_duration_seconds_bucket:rate5m",
  "rate",
  "HTTP requests per second by upper bound of their duration",
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
export const httpRouteLatencyP95 = series(
  "service_route:http_request_duration_seconds:p95_5m",
  "duration",
  "95th percentile of HTTP request duration by route",
  ["route"],
);

/** Streams and probes carry `traffic="excluded"`, set at the scrape. Several profiles share raw names, so each rule names its profile. */
const raw = (profile: HttpProfile, name: string) => select(metric(name), { instrumentation: is(profile.id), traffic: isNot("excluded") });
const failed = (profile: HttpProfile) =>
  select(metric(profile.requests), {
    instrumentation: is(profile.id),
    traffic: isNot("excluded"),
    [profile.failed.label]: matches(profile.failed.pattern),
  });

/** Rates by route, with the profile's own route label renamed to `route`. */
function byRoute(profile: HttpProfile, name: string, more: readonly string[]): Promql {
  const rates = promql`sum by (${labels(...serviceKey, profile.route, ...more)}) (rate(${raw(profile, name)}[${window}]))`;
  if (profile.route === "route") return rates;
  return promql`sum by (${labels(...serviceKey, "route", ...more)}) (label_replace(${rates}, "route", "$1", "${metric(profile.route)}", "(.*)"))`;
}

function perProfile(profile: HttpProfile): Recording[] {
  const buckets = `${profile.duration}_bucket`;
  return [
    { record: httpRouteRequests.name, expr: byRoute(profile, profile.requests, []) },
    { record: httpErrors.name, expr: promql`sum by (${by}) (rate(${failed(profile)}[${window}]))` },
    { record: httpDurationBuckets.name, expr: promql`sum by (${byBucket}) (rate(${raw(profile, buckets)}[${window}]))` },
    { record: httpRouteLatencyP95.name, expr: promql`histogram_quantile(0.95, ${byRoute(profile, buckets, ["le"])})` },
  ];
}

const quantile = (record: MetricName, q: number): Recording => ({
  record,
  expr: promql`histogram_quantile(${scalar(q)}, ${httpDurationBuckets.name})`,
});

/** Recordings that turn the raw names of the profiles in use into canonical series. Sorted by profile, so the input's order does not matter. */
export function httpRecordings(profiles: readonly HttpProfileId[]): Recording[] {
  const used = [...new Set(profiles)].sort();
  return [
    ...used.flatMap((id) => perProfile(httpProfiles[id])),
    { record: httpRequests.name, expr: promql`sum by (${by}) (${httpRouteRequests.name})` },
    { record: httpErrors.name, expr: promql`0 * ${httpRequests.name}` },
    quantile(httpLatencyP50.name, 0.5),
    quantile(httpLatencyP95.name, 0.95),
    quantile(httpLatencyP99.name, 0.99),
    { record: httpErrorRatio.name, expr: promql`${httpErrors.name} / (${httpRequests.name} > 0)` },
  ];
}
