/**
 * Metric names of an application's connection pool: OpenTelemetry's `db.client.connection.*` as Prometheus spells them, whether the
 * application exposes them or pushes them over OTLP. Libraries report less than these names promise: `instrumentation-pg` 0.76 reports 0
 * pending requests while callers wait, and no timeouts. So the application sets these from the pool itself at each scrape.
 * `timeouts` must start at 0 for each pool; otherwise the first timeout is not an increase.
 */
export const poolMetrics = {
  /** Connections by state; `used` is one of the states. */
  connections: "db_client_connection_count",
  /** Maximum size of the pool. */
  max: "db_client_connection_max",
  /** Callers waiting for a connection. */
  pending: "db_client_connection_pending_requests",
  /** Callers that gave up waiting. */
  timeouts: "db_client_connection_timeouts_total",
  /** Label with the pool's name. */
  pool: "db_client_connection_pool_name",
  state: "db_client_connection_state",
  used: "used",
} as const;
