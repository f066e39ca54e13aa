import { context, propagation, trace } from "@opentelemetry/api";
import { SeverityNumber } from "@opentelemetry/api-logs";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { W3CTraceContextPropagator } from "@opentelemetry/core";
import { OTLPLogExporter } from "@opentelemetry/exporter-logs-otlp-http";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { registerInstrumentations } from "@opentelemetry/instrumentation";
import { HttpInstrumentation } from "@opentelemetry/instrumentation-http";
import { resourceFromAttributes } from "@opentelemetry/resources";
import { BatchLogRecordProcessor, LoggerProvider } from "@opentelemetry/sdk-logs";
import { BatchSpanProcessor, TracerProvider } from "@opentelemetry/sdk-trace";
import type Http from "node:http";

/**
 * One of the eight services: an HTTP server with the OpenTelemetry SDK. For each request, except to `/health`, it logs a line and calls
 * other services. The environment variables are `OTEL_SERVICE_NAME`, `OTEL_EXPORTER_OTLP_ENDPOINT`, `OTEL_EXPORTER_OTLP_HEADERS`, `PORT`,
 * `CALLS` (URLs of other services), and `PROPAGATES` (`no` for a service that neither reads nor sends `traceparent`).
 */
const env = process.env;
const name = env["OTEL_SERVICE_NAME"] ?? "";
const resource = resourceFromAttributes({ "service.name": name });
context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
if (env["PROPAGATES"] !== "no") propagation.setGlobalPropagator(new W3CTraceContextPropagator());
trace.setGlobalTracerProvider(
  new TracerProvider({
    resource,
    spanProcessors: [new BatchSpanProcessor({ exporter: new OTLPTraceExporter(), scheduledDelayMillis: 500 })],
  }),
);
const logs = new LoggerProvider({
  resource,
  processors: [new BatchLogRecordProcessor({ exporter: new OTLPLogExporter(), scheduledDelayMillis: 500 })],
}).getLogger("eight");
registerInstrumentations({ instrumentations: [new HttpInstrumentation()] });

// The instrumentation covers only modules that are loaded after it.
// eslint-disable-next-line @typescript-eslint/no-require-imports
const http = require("node:http") as typeof Http;

const call = (url: string, id: string): Promise<void> =>
  new Promise((resolve, reject) => {
    http
      .get(url, { headers: { "x-request-id": id } }, (answer) => {
        answer
          .resume()
          .once("end", () => (answer.statusCode === 200 ? resolve() : reject(new Error(`${url}: ${String(answer.statusCode)}`))));
      })
      .once("error", reject);
  });

const calls = (env["CALLS"] ?? "").split(" ").filter((url) => url !== "");
http
  .createServer((request, response) => {
    const id = String(request.headers["x-request-id"] ?? "");
    if (request.url === "/health") return void response.end();
    logs.emit({ body: `${name} works`, severityNumber: SeverityNumber.INFO, attributes: { requestId: id } });
    Promise.all(calls.map((url) => call(url, id))).then(
      () => response.end(),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  })
  .listen(Number(env["PORT"]), "127.0.0.1");
