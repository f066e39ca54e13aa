import type { LogPatternInput } from "../model/logs-schema";

/** Regular expressions for messages in which a client reports that it could not connect to a host at a port. */
const notReached = (host: string, port: number): string[] => [
  // Node.js.
  `connect E[A-Z]+ \\S+:${port}\\b`,
  `getaddrinfo E[A-Z_]+ ${host}\\b`,
  // Python.
  `Connect call failed \\('[^']*', ${port}\\b`,
  `Error -?[0-9]+ connecting to \\S+:${port}\\b`,
  // Programs that use libpq.
  `port ${port} failed`,
  `could not translate host name "${host}"`,
];

/** Pattern for log records of failed connections to a server. `own`: regular expressions for messages that are specific to its software. */
const connectionFailed = (name: string, host: string, port: number, own: readonly string[]): LogPatternInput => ({
  name,
  matches: [...notReached(host, port), ...own].join("|"),
  threshold: 3,
});

/**
 * Pattern for log records of a client that cannot connect to a PostgreSQL server, or that the server disconnects. `host` is the server's
 * name. Default: `postgres`, port 5432.
 */
export const postgresConnectionFailed = (host = "postgres", port = 5432): LogPatternInput =>
  connectionFailed("postgres-connection-failed", host, port, [
    "too many clients already",
    "remaining connection slots are reserved",
    "password authentication failed",
    "timeout exceeded when trying to connect",
    "(Connection terminated|closed the connection) unexpectedly",
  ]);

/** Pattern for log records of a client that cannot connect to a Redis server, or that the server refuses. Default: `redis`, port 6379. */
export const redisConnectionFailed = (host = "redis", port = 6379): LogPatternInput =>
  connectionFailed("redis-connection-failed", host, port, [
    "Timeout connecting to server",
    "Connection closed by server",
    "max number of clients reached",
    "max retries per request",
    "WRONGPASS|NOAUTH",
  ]);
