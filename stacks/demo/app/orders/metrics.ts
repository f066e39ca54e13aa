import { Counter, Gauge, Histogram } from "prom-client";
import type { Metrics } from "../metrics";

/** Upper bounds of the request histogram's buckets, in seconds. A latency threshold must equal one of these bounds. */
export const requestBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10];

/** The declared routes with the status of a successful response. The route `/events` is a stream and has its own metrics. */
export const routes = [
  { method: "GET", route: "/health", success: 200 },
  { method: "GET", route: "/orders", success: 200 },
  { method: "POST", route: "/orders", success: 201 },
  { method: "GET", route: "/reports/:id", success: 200 },
] as const;

/** The value of the label `route` for requests that match no route. The raw path is never used. */
export const unmatchedRoute = "unmatched";
export const eventsRoute = "/events";

export type StreamOutcome = "completed" | "client_disconnect" | "error";

/** The request histogram with its label names. Only exemplars have the label `trace_id`. */
export type RequestHistogram = Histogram<"method" | "route" | "status_code" | "trace_id">;

/**
 * Registers the request histogram. For each declared route, the series of success and of a server error start at 0, so that `rate` sees the
 * first error as an increase.
 */
export function requestHistogram(registry: Metrics): RequestHistogram {
  const histogram: RequestHistogram = new Histogram({
    name: "http_request_duration_seconds",
    help: "Duration of HTTP requests by method, route pattern and status code; streams are not in it",
    labelNames: ["method", "route", "status_code"],
    buckets: requestBuckets,
    enableExemplars: true,
    registers: [registry],
  });
  for (const { method, route, success } of routes) {
    const failure = route === "/health" ? 503 : 500;
    for (const status of [success, failure]) histogram.zero({ method, route, status_code: String(status) });
  }
  return histogram;
}

export interface StreamMetrics {
  opened(): void;
  closed(outcome: StreamOutcome): void;
}

/** Registers the metrics of one route's server-sent event streams. */
export function streamMetrics(registry: Metrics, route: string): StreamMetrics {
  const registers = [registry];
  const active = new Gauge({ name: "sse_connections_active", help: "Open event streams", labelNames: ["route"] as const, registers });
  const opened = new Counter({ name: "sse_streams_opened_total", help: "Event streams opened", labelNames: ["route"] as const, registers });
  const closed = new Counter({
    name: "sse_streams_closed_total",
    help: "Event streams closed, by who or what closed them",
    labelNames: ["route", "outcome"] as const,
    registers,
  });
  active.set({ route }, 0);
  opened.inc({ route }, 0);
  for (const outcome of ["completed", "client_disconnect", "error"] as const) closed.inc({ route, outcome }, 0);
  return {
    opened: () => {
      active.inc({ route });
      opened.inc({ route });
    },
    closed: (outcome) => {
      active.dec({ route });
      closed.inc({ route, outcome });
    },
  };
}

/** The values for the pool's gauges. They are read at every scrape. */
export interface PoolView {
  readonly name: string;
  readonly max: number;
  usage(): { idle: number; used: number; pending: number };
}

/**
 * Registers the pool's metrics. Their names are OpenTelemetry's `db.client.connection.*` in Prometheus' form. Returns a function that
 * counts an acquire timeout.
 */
export function poolMetrics(registry: Metrics, pool: PoolView): () => void {
  const registers = [registry];
  const poolLabel = "db_client_connection_pool_name";
  const stateLabel = "db_client_connection_state";
  const labels = { [poolLabel]: pool.name };
  new Gauge({
    name: "db_client_connection_count",
    help: "Connections of the pool by state",
    labelNames: [poolLabel, stateLabel],
    registers,
    collect() {
      const { idle, used } = pool.usage();
      this.set({ ...labels, [stateLabel]: "idle" }, idle);
      this.set({ ...labels, [stateLabel]: "used" }, used);
    },
  });
  new Gauge({
    name: "db_client_connection_max",
    help: "Connections the pool may open",
    labelNames: [poolLabel],
    registers,
    collect() {
      this.set(labels, pool.max);
    },
  });
  new Gauge({
    name: "db_client_connection_pending_requests",
    help: "Callers waiting for a connection",
    labelNames: [poolLabel],
    registers,
    collect() {
      this.set(labels, pool.usage().pending);
    },
  });
  const timeouts = new Counter({
    name: "db_client_connection_timeouts_total",
    help: "Callers that gave up waiting for a connection",
    labelNames: [poolLabel],
    registers,
  });
  timeouts.inc(labels, 0);
  return () => timeouts.inc(labels);
}
