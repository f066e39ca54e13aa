import type { SpanKind } from "@opentelemetry/api";
import { SpanStatusCode, trace, ROOT_CONTEXT, type Attributes, type Context } from "@opentelemetry/api";
import { SeverityNumber, type AnyValue } from "@opentelemetry/api-logs";
import { OTLPLogExporter } from "@opentelemetry/exporter-logs-otlp-http";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { resourceFromAttributes } from "@opentelemetry/resources";
import { LoggerProvider, BatchLogRecordProcessor } from "@opentelemetry/sdk-logs";
import { BatchSpanProcessor, TracerProvider } from "@opentelemetry/sdk-trace";
import { authorization, senderSystem } from "./accounts";

/** Environment variable in which an application gets the token of its system. */
const headersVariable = "OTEL_EXPORTER_OTLP_HEADERS";

/** A service that sends telemetry as an application does. */
export class Sender {
  private readonly traces: TracerProvider;
  private readonly logs: LoggerProvider;

  /** `system` is the account with which the service sends. Default: the system of the scenarios. */
  constructor(otlp: string, service: string, more: Attributes = {}, system = senderSystem) {
    // If the environment variable `OTEL_EXPORTER_OTLP_HEADERS` is set, the SDK reads the headers from the variable.
    const headers = process.env[headersVariable] === undefined ? { headers: { Authorization: authorization(system) } } : {};
    const resource = resourceFromAttributes({
      "service.name": service,
      "service.namespace": system,
      "deployment.environment.name": "elsewhere",
      ...more,
    });
    this.traces = new TracerProvider({
      resource,
      spanProcessors: [new BatchSpanProcessor({ exporter: new OTLPTraceExporter({ url: `${otlp}/v1/traces`, ...headers }) })],
    });
    this.logs = new LoggerProvider({
      resource,
      processors: [new BatchLogRecordProcessor({ exporter: new OTLPLogExporter({ url: `${otlp}/v1/logs`, ...headers }) })],
    });
  }

  /**
   * Sends a span that ended `ago` milliseconds ago. A failed span has an exception event. Returns the span's trace ID and the context for
   * child spans.
   */
  span(
    name: string,
    kind: SpanKind,
    options: { parent?: Context; attributes?: Attributes; failed?: boolean; milliseconds?: number; ago?: number } = {},
  ): { context: Context; traceId: string } {
    const { parent = ROOT_CONTEXT, attributes = {}, failed = false, milliseconds = 20, ago = 0 } = options;
    const begin = Date.now() - ago - milliseconds;
    const span = this.traces.getTracer("test").startSpan(name, { kind, attributes, startTime: begin }, parent);
    if (failed) {
      span.setStatus({ code: SpanStatusCode.ERROR });
      span.addEvent("exception", { "exception.message": "no stock" }, begin + milliseconds / 2);
    }
    span.end(begin + milliseconds);
    return { context: trace.setSpan(parent, span), traceId: span.spanContext().traceId };
  }

  /** Sends a log line. `context` is the trace to which the line belongs. */
  line(body: AnyValue, options: { context?: Context; severity?: SeverityNumber; attributes?: Record<string, AnyValue> } = {}): void {
    const { context = ROOT_CONTEXT, severity = SeverityNumber.INFO, attributes = {} } = options;
    this.logs.getLogger("test").emit({ body, severityNumber: severity, attributes, context });
  }

  async stop(): Promise<void> {
    await Promise.all([this.traces.shutdown(), this.logs.shutdown()]);
  }
}
