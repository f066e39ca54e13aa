import type { HttpProfile } from "./model";

/** Default histogram bounds of prom-client and client_golang. */
const clientDefaults = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] as const;

/** A histogram that the application creates with prom-client, with the labels `method`, `route` and `status_code`. */
export const promClient = {
  id: "prom-client",
  signal: "http",
  transport: "scrape",
  duration: "http_request_duration_seconds",
  requests: "http_request_duration_seconds_count",
  failed: { label: "status_code", pattern: "5.." },
  route: "route",
  defaultBuckets: clientDefaults,
} as const satisfies HttpProfile;

/** express-prom-bundle 8 with `includeMethod` and `includePath`. */
export const expressPromBundle = {
  id: "express-prom-bundle",
  signal: "http",
  transport: "scrape",
  duration: "http_request_duration_seconds",
  requests: "http_request_duration_seconds_count",
  failed: { label: "status_code", pattern: "5.." },
  route: "path",
  defaultBuckets: [0.003, 0.03, 0.1, 0.3, 1.5, 10],
} as const satisfies HttpProfile;

/** prometheus-fastapi-instrumentator 7 and 8, which groups statuses as `2xx`. By default, the last bound of its histogram is 1 second. */
export const fastapiInstrumentator = {
  id: "fastapi-instrumentator",
  signal: "http",
  transport: "scrape",
  duration: "http_request_duration_seconds",
  requests: "http_requests_total",
  failed: { label: "status", pattern: "5(..|xx)" },
  route: "handler",
  defaultBuckets: [0.1, 0.5, 1],
} as const satisfies HttpProfile;

/**
 * A counter of requests with the labels `method` and `status`, and a histogram with the label `route` and without a status. The application
 * creates both, for example with prom-client.
 */
export const requestCounter = {
  id: "request-counter",
  signal: "http",
  transport: "scrape",
  duration: "http_request_duration_seconds",
  requests: "http_requests_total",
  countsRoutes: false,
  failed: { label: "status", pattern: "5(..|xx)" },
  route: "route",
  defaultBuckets: clientDefaults,
} as const satisfies HttpProfile;

/** OpenTelemetry's semantic conventions. The application pushes metrics over OTLP. Prometheus translates the names and adds suffixes. */
export const openTelemetry = {
  id: "opentelemetry",
  signal: "http",
  transport: "otlp",
  duration: "http_server_request_duration_seconds",
  requests: "http_server_request_duration_seconds_count",
  failed: { label: "http_response_status_code", pattern: "5.." },
  route: "http_route",
  defaultBuckets: [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10],
} as const satisfies HttpProfile;

/** Every HTTP profile by ID. */
export const httpProfiles = {
  "prom-client": promClient,
  "express-prom-bundle": expressPromBundle,
  "fastapi-instrumentator": fastapiInstrumentator,
  "request-counter": requestCounter,
  opentelemetry: openTelemetry,
} as const satisfies Record<string, HttpProfile>;
export type HttpProfileId = keyof typeof httpProfiles;

/**
 * Whether applications with the profile may send native histograms. Only applications that push may, because the text formats that
 * Prometheus scrapes have only classic histograms. In PromQL, the name of a native histogram is the value of the field `duration`, without
 * `_count` or `_bucket`.
 */
export const mayBeNative = ({ transport }: Pick<HttpProfile, "transport">): boolean => transport === "otlp";

/** Usual routes of health checks and metrics endpoints. */
export const probeRoutes = ["/health", "/healthz", "/live", "/livez", "/metrics", "/ready", "/readyz"] as const satisfies readonly string[];

/** Label of the series of routes with a separate threshold. The value is the entry in `routes` of the threshold, such as `/api/*`. */
export const routesLabel = "routes";
