/**
 * Names of the metrics with which an application measures its calls to others: OpenTelemetry's `http.client.request.duration` and
 * `db.client.operation.duration`, as Prometheus spells them. Durations are in seconds.
 */
export const callMetrics = {
  /** Histogram of the duration of HTTP requests to other programs. */
  http: "http_client_request_duration_seconds",
  /** Histogram of the duration of operations on databases, caches and vector stores. */
  db: "db_client_operation_duration_seconds",
  /** Name of the label with the host that the application calls. */
  address: "server_address",
  /** Name of the label with the status code of a response. Missing if there was no response. */
  status: "http_response_status_code",
  /** Name of the label with the kind of error: an error code such as `ECONNREFUSED`, an SQLSTATE, or the class of an exception. */
  error: "error_type",
} as const;

/**
 * Status codes of responses with which a dependency refuses or fails to serve a request: the credentials are not accepted (401, 403, 407),
 * the account has no credit left (402), a timeout (408), a rate limit (429), or an error of the server. Other 4xx codes, such as 404 or
 * 422, are about one request. They do not count as failed calls.
 */
export const failedStatus = "40[1-3]|40[78]|429|5..";

/**
 * SQLSTATEs that are about one statement or its data, such as `23505` (a row exists already) or `42601` (wrong syntax). They do not count
 * as failed calls. These classes count: 08 (connection), 28 (wrong password), 3D (no such database), 53 (no resources left), 57 (the
 * server stops, or a timeout), 58 (system) and XX (internal).
 */
export const errorsOfStatements = "(0[^8]|2[^8]|3[^D]|4.|5[45]|72|HV|P0)...";

/**
 * Errors of operations that failed because there was no connection: the SQLSTATEs of class 08, of a wrong password (28), of an unknown
 * database, of no free connection and of a server that stops or starts; error codes of the operating system such as `ECONNREFUSED`; and
 * exceptions of clients for Node.js and Python such as `ConnectionError`.
 */
export const connectionErrors =
  "08...|28...|3D000|53300|57P0[1-3]|E[A-Z_]{4,}|OperationalError|InterfaceError|gaierror|.*(Connect|Socket|ClientClosed|ClientOffline|MaxRetries).*";

/**
 * Names of the gauges in which an application reports the rate limits of its dependencies, which it reads from the headers of responses.
 * Each has the label `address` of `callMetrics`.
 */
export const rateLimitMetrics = {
  /** Number of requests, or of other units such as tokens, that are left until the limit is reset. */
  remaining: "dependency_rate_limit_remaining",
  /** Number of requests or other units that the limit allows. */
  max: "dependency_rate_limit_max",
  /** Name of the label with the name of the limit, such as `requests`. */
  limit: "limit",
} as const;
