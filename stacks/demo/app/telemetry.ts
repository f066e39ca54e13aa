import { context, propagation, trace, type Tracer } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { W3CTraceContextPropagator } from "@opentelemetry/core";
import { OTLPLogExporter } from "@opentelemetry/exporter-logs-otlp-http";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { defaultResource, detectResources, envDetector, resourceFromAttributes, type Resource } from "@opentelemetry/resources";
import { BatchLogRecordProcessor, LoggerProvider } from "@opentelemetry/sdk-logs";
import { BatchSpanProcessor, TracerProvider } from "@opentelemetry/sdk-trace";
import { secret, text, type Env } from "./env";
import { createLogger, type Log } from "./log";

/** Traces and logs of a demo program. `metrics.ts` provides the metrics. */
export interface Telemetry {
  readonly log: Log;
  readonly tracer: Tracer;
  /** Flushes the buffers; gives up after three seconds. */
  stop(): Promise<void>;
}

/**
 * Sends traces and logs with OTLP/HTTP. `OTEL_EXPORTER_OTLP_TRACES_ENDPOINT` and `OTEL_EXPORTER_OTLP_LOGS_ENDPOINT` contain the full
 * addresses. A signal without an address is not sent. `OTEL_SERVICE_NAME` and `OTEL_RESOURCE_ATTRIBUTES` override the default resource
 * attributes of the program. `GATEWAY_USER` is the user name at the gateway, or `none` for the OTLP proxy. The file that
 * `GATEWAY_TOKEN_FILE` names contains the token. `GATEWAY_USER` and `GATEWAY_TOKEN_FILE` are required if an address is set.
 */
export function startTelemetry(service: string, env: Env): Telemetry {
  const resource = describe(service);
  const tracesUrl = env["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"];
  const logsUrl = env["OTEL_EXPORTER_OTLP_LOGS_ENDPOINT"];
  const headers = tracesUrl || logsUrl ? credentials(env) : {};
  const traces = new TracerProvider({
    resource,
    spanProcessors: tracesUrl
      ? [new BatchSpanProcessor({ exporter: new OTLPTraceExporter({ url: tracesUrl, headers }), scheduledDelayMillis: 2000 })]
      : [],
  });
  const logs = new LoggerProvider({
    resource,
    processors: logsUrl
      ? [new BatchLogRecordProcessor({ exporter: new OTLPLogExporter({ url: logsUrl, headers }), scheduledDelayMillis: 2000 })]
      : [],
  });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  trace.setGlobalTracerProvider(traces);
  const name = String(resource.attributes["service.name"]);
  return {
    log: createLogger(name, logs.getLogger("demo")),
    tracer: traces.getTracer("demo"),
    stop: async () => {
      const flushed = Promise.allSettled([traces.shutdown(), logs.shutdown()]);
      await Promise.race([flushed, new Promise((done) => setTimeout(done, 3000).unref())]);
    },
  };
}

function describe(service: string): Resource {
  const own = resourceFromAttributes({ "service.name": service, "service.namespace": "demo", "deployment.environment.name": "local" });
  return defaultResource()
    .merge(own)
    .merge(detectResources({ detectors: [envDetector] }));
}

/**
 * Returns the header that authenticates the program: at the gateway with the user `GATEWAY_USER`, or at the OTLP proxy if `GATEWAY_USER` is
 * `none`.
 */
export function credentials(env: Env): Record<string, string> {
  const [user, token] = [text(env, "GATEWAY_USER"), secret(env, "GATEWAY_TOKEN_FILE")()];
  if (user === "none") return { Authorization: `Bearer ${token}` };
  return { Authorization: `Basic ${Buffer.from(`${user}:${token}`).toString("base64")}` };
}
