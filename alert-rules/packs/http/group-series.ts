import { routesLabel } from "../../../exporters/instrumentation/http";
import { seriesWith } from "../../model";

const series = seriesWith();

/** Rates of duration buckets over a group of routes. Only services with a threshold for the group have this series. */
export const httpGroupBuckets = series(
  "routes:http_request_duration_seconds_bucket:rate5m",
  "rate",
  "HTTP requests per second by duration bucket of a group of routes",
  [routesLabel, "le"],
);
export const httpGroupRequests = series("routes:http_requests:rate5m", "rate", "HTTP requests per second of a group of routes", [
  routesLabel,
]);
/** Missing for groups of routes without a failed request. */
export const httpGroupErrors = series("routes:http_request_errors:rate5m", "rate", "HTTP 5xx responses per second of a group of routes", [
  routesLabel,
]);
export const httpGroupLatencyP50 = series(
  "routes:http_request_duration_seconds:p50_5m",
  "duration",
  "Median HTTP request duration over 5 minutes of a group of routes",
  [routesLabel],
);
export const httpGroupLatencyP95 = series(
  "routes:http_request_duration_seconds:p95_5m",
  "duration",
  "95th percentile of HTTP request duration over 5 minutes of a group of routes",
  [routesLabel],
);
export const httpGroupLatencyP99 = series(
  "routes:http_request_duration_seconds:p99_5m",
  "duration",
  "99th percentile of HTTP request duration over 5 minutes of a group of routes",
  [routesLabel],
);
