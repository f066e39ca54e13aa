import { context, isSpanContextValid, trace } from "@opentelemetry/api";

/**
 * Adds a comment with the W3C `traceparent` of the active span to the end of an SQL statement, in the format of SQLCommenter. PostgreSQL
 * creates no spans, but it shows the comment in its log, for example for a slow statement, and in `pg_stat_activity`. Without an active
 * span, returns the statement unchanged.
 */
export function withTraceparent(sql: string): string {
  const span = trace.getSpanContext(context.active());
  if (span === undefined || !isSpanContextValid(span)) return sql;
  const flags = span.traceFlags.toString(16).padStart(2, "0");
  return `${sql} /*traceparent='00-${span.traceId}-${span.spanId}-${flags}'*/`;
}
