import { context, isSpanContextValid, trace } from "@opentelemetry/api";
import { SeverityNumber, type Logger } from "@opentelemetry/api-logs";

/** Log levels. JSON lines have the level in the field `level`. OTLP records have it in the attribute `level` and in the severity text. */
export type Level = "info" | "warn" | "error";
export type Fields = Readonly<Record<string, string | number | boolean | undefined>>;

/** Writes one JSON line to stdout and sends one OTLP record. Both contain the IDs of the active span. */
export type Log = (level: Level, message: string, fields?: Fields) => void;

const severity: Record<Level, SeverityNumber> = { info: SeverityNumber.INFO, warn: SeverityNumber.WARN, error: SeverityNumber.ERROR };

/** Creates a logger for one service. `write` gets each line of JSON. Default: writes to stdout. */
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
    // The record itself contains the IDs of the active span. Copies as attributes would only use space.
    otlp.emit({ severityNumber: severity[level], severityText: level.toUpperCase(), body: message, attributes: { level, ...set } });
  };
}

/** The message of a thrown value. For an AggregateError, which has no message, the messages of its errors. */
export function messageOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(messageOf).join("; ");
  return error instanceof Error ? error.message : String(error);
}
