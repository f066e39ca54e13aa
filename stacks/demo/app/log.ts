import { context, isSpanContextValid, trace } from "@opentelemetry/api";
import { SeverityNumber, type Logger } from "@opentelemetry/api-logs";

/** Levels as they appear in `level` and, in capitals, in the OTLP severity text. */
export type Level = "info" | "warn" | "error";
export type Fields = Readonly<Record<string, string | number | boolean | undefined>>;

/** One line of JSON on stdout and one OTLP record per call, both with the ids of the active span. */
export type Log = (level: Level, message: string, fields?: Fields) => void;

const severity: Record<Level, SeverityNumber> = { info: SeverityNumber.INFO, warn: SeverityNumber.WARN, error: SeverityNumber.ERROR };

/** A logger for one service; `write` is stdout except in tests. */
export function createLogger(
  service: string,
  otlp: Logger,
  write: (line: string) => void = (line) => void process.stdout.write(line),
): Log {
  return (level, message, fields = {}) => {
    const set = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
    const span = trace.getSpanContext(context.active());
    const ids = span && isSpanContextValid(span) ? { trace_id: span.traceId, span_id: span.spanId } : {};
    write(`${JSON.stringify({ time: new Date().toISOString(), level, msg: message, service, ...set, ...ids })}\n`);
    // Loki stores trace_id and span_id of the record itself; a copy as attribute would only use space.
    otlp.emit({ severityNumber: severity[level], severityText: level.toUpperCase(), body: message, attributes: { level, ...set } });
  };
}

/** The message of anything thrown, joined with those of the errors inside an AggregateError (which has none itself). */
export function messageOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(messageOf).join("; ");
  return error instanceof Error ? error.message : String(error);
}
