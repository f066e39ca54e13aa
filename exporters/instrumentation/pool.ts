/**
 * Names of the metrics of an application's connection pool: OpenTelemetry's `db.client.connection.*`, as Prometheus spells them. The
 * application must read the values from the pool itself, because libraries report too little: `instrumentation-pg` 0.76 reports 0 pending
 * requests while callers wait, and no timeouts. `timeouts` must start at 0 for each pool; otherwise Prometheus does not see the first
 * timeout as an increase.
 */
export const poolMetrics = {
  /** Number of connections by state. `used` is one of the states. */
  connections: "db_client_connection_count",
  /** Maximum size of the pool. */
  max: "db_client_connection_max",
  /** Number of callers that wait for a connection. */
  pending: "db_client_connection_pending_requests",
  /** Number of callers that gave up waiting for a connection. */
  timeouts: "db_client_connection_timeouts_total",
  /** Name of the label that contains the pool's name. */
  pool: "db_client_connection_pool_name",
  state: "db_client_connection_state",
  used: "used",
} as const;
