/**
 * Raw names of an application's connection pool: OpenTelemetry's `db.client.connection.*` as Prometheus spells them, whether the
 * application serves them itself or pushes them by OTLP. Libraries tell less than the names promise: `instrumentation-pg` 0.76 reports 0
 * pending requests while callers wait, and no timeouts; so the application sets these from the pool itself, at the moment of the scrape.
 * `timeouts` starts at 0 for each pool, or the first timeout is no increase.
 */
export const poolMetrics = {
  /** Connections by state, one of which is `used`. */
  connections: "db_client_connection_count",
  /** Connections the pool may open. */
  max: "db_client_connection_max",
  /** Callers waiting for a connection. */
  pending: "db_client_connection_pending_requests",
  /** Callers that gave up waiting. */
  timeouts: "db_client_connection_timeouts_total",
  /** Label that names the pool. */
  pool: "db_client_connection_pool_name",
  state: "db_client_connection_state",
  used: "used",
} as const;
