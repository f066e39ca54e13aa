import { post, type From } from "./post";

/** A value of an attribute or a body: a string, a number, a boolean, a list or a map. */
export type Value = string | number | boolean | readonly Value[] | { readonly [key: string]: Value };
type Attributes = Readonly<Record<string, Value>>;

/** The form of a value in OTLP/JSON. */
function encoded(value: Value): object {
  if (typeof value === "string") return { stringValue: value };
  if (typeof value === "boolean") return { boolValue: value };
  if (typeof value === "number") return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value };
  if (Array.isArray(value)) return { arrayValue: { values: (value as readonly Value[]).map(encoded) } };
  return { kvlistValue: { values: attributes(value as Attributes) } };
}

const attributes = (all: Attributes): object[] => Object.entries(all).map(([key, value]) => ({ key, value: encoded(value) }));

/** The service that sends, further attributes of its resource, and its instrumentation scope. */
interface Origin {
  readonly service: string;
  readonly resource?: Attributes;
  readonly scope?: { readonly name: string; readonly attributes?: Attributes };
}

export interface LogRecord {
  readonly body: Value;
  /** OpenTelemetry's severity number. Default: 9 (`INFO`). */
  readonly severity?: number;
  readonly attributes?: Attributes;
  /** Milliseconds since 1970. Default: now. */
  readonly time?: number;
}

export interface SentSpan {
  readonly traceId: string;
  /** Default: the first half of the trace ID. */
  readonly spanId?: string;
  readonly name: string;
  readonly attributes?: Attributes;
  /** Default: false. */
  readonly failed?: boolean;
  /** Message of the status. */
  readonly status?: string;
  readonly event?: { readonly name: string; readonly attributes: Attributes };
  readonly link?: Attributes;
}

const resourceOf = ({ service, resource = {} }: Origin): object => ({ attributes: attributes({ "service.name": service, ...resource }) });
const scopeOf = ({ scope }: Origin): object => ({ name: scope?.name ?? "test", attributes: attributes(scope?.attributes ?? {}) });
const nanoseconds = (milliseconds: number): string => `${milliseconds}000000`;

/** Sends log records in one request, and returns the HTTP status code, or 0 if there was no response. */
export const sendRecords = (from: From, origin: Origin, records: readonly LogRecord[]): Promise<number> =>
  post(
    from,
    "/v1/logs",
    JSON.stringify({
      resourceLogs: [
        {
          resource: resourceOf(origin),
          scopeLogs: [
            {
              scope: scopeOf(origin),
              logRecords: records.map(({ body, severity = 9, attributes: own = {}, time = Date.now() }) => ({
                timeUnixNano: nanoseconds(time),
                severityNumber: severity,
                body: encoded(body),
                attributes: attributes(own),
              })),
            },
          ],
        },
      ],
    }),
  );

/** Sends spans in one request, and returns the HTTP status code, or 0 if there was no response. Each span has just ended. */
export const sendSpans = (from: From, origin: Origin, spans: readonly SentSpan[]): Promise<number> =>
  post(
    from,
    "/v1/traces",
    JSON.stringify({
      resourceSpans: [
        {
          resource: resourceOf(origin),
          scopeSpans: [
            {
              scope: scopeOf(origin),
              spans: spans.map(
                ({ traceId, spanId = traceId.slice(0, 16), name, attributes: own = {}, failed = false, status = "", event, link }) => ({
                  traceId,
                  spanId,
                  name,
                  kind: 2,
                  startTimeUnixNano: nanoseconds(Date.now() - 20),
                  endTimeUnixNano: nanoseconds(Date.now()),
                  attributes: attributes(own),
                  status: { ...(failed && { code: 2 }), message: status },
                  events:
                    event === undefined
                      ? []
                      : [{ timeUnixNano: nanoseconds(Date.now()), name: event.name, attributes: attributes(event.attributes) }],
                  links: link === undefined ? [] : [{ traceId, spanId: traceId.slice(0, 16), attributes: attributes(link) }],
                }),
              ),
            },
          ],
        },
      ],
    }),
  );
