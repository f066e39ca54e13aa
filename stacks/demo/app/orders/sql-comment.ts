import { context, isSpanContextValid, trace } from "@opentelemetry/api";

/**
 * Returns an SQL statement with the W3C `traceparent` of the active span in a comment at its end, in the format of SQLCommenter. PostgreSQL
 * creates no spans, but it shows the comment in its log, for example of a slow statement, and in `pg_stat_activity`. Without an active span,
 * returns the statement unchanged.
 */
export function withTraceparent(sql: string): string {
  const span = trace.getSpanContext(context.active());
  if (span === undefined || !isSpanContextValid(span)) return sql;
  const flags = span.traceFlags.toString(16).padStart(2, "0");
  return `${sql} /*traceparent='00-${span.traceId}-${span.spanId}-${flags}'*/`;
}
