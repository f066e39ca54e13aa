import { OTLPMetricExporter } from "@opentelemetry/exporter-metrics-otlp-http";
import { registerInstrumentations } from "@opentelemetry/instrumentation";
import { ExpressInstrumentation } from "@opentelemetry/instrumentation-express";
import { HttpInstrumentation } from "@opentelemetry/instrumentation-http";
import { metrics, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { context } from "@opentelemetry/api";
import { resourceFromAttributes } from "@opentelemetry/resources";
import { MeterProvider, PeriodicExportingMetricReader } from "@opentelemetry/sdk-metrics";
import { TracerProvider } from "@opentelemetry/sdk-trace";
import type Express from "express";

/** This Express server pushes OpenTelemetry metrics over OTLP. Its pool metrics follow the semantic conventions. */
process.env["OTEL_SEMCONV_STABILITY_OPT_IN"] = "http";
const exporter = new OTLPMetricExporter({ url: process.env["OTLP_METRICS"] ?? "" });
const meterProvider = new MeterProvider({
  resource: resourceFromAttributes({
    "service.name": "harness",
    "service.namespace": "contracts",
    "service.instance.id": "one",
    system: "contracts",
    environment: "local",
    service: "harness",
    owner: "platform",
    instrumentation: "opentelemetry",
  }),
  readers: [new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 1000, exportTimeoutMillis: 900 })],
});
metrics.setGlobalMeterProvider(meterProvider);
context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
// Without a tracer provider, the duration metric has no attribute `http.route`.
trace.setGlobalTracerProvider(new TracerProvider());
registerInstrumentations({ instrumentations: [new HttpInstrumentation(), new ExpressInstrumentation()] });

const pool = { "db.client.connection.pool.name": "main" };
const meter = metrics.getMeter("pool");
const connections = meter.createUpDownCounter("db.client.connection.count", { unit: "{connection}" });
for (const state of ["idle", "used"]) connections.add(1, { ...pool, "db.client.connection.state": state });
meter.createUpDownCounter("db.client.connection.max", { unit: "{connection}" }).add(2, pool);
meter.createUpDownCounter("db.client.connection.pending_requests", { unit: "{request}" }).add(0, pool);
meter.createCounter("db.client.connection.timeouts", { unit: "{timeout}" }).add(0, pool);

// The instrumentation covers only modules that are loaded after it.
// eslint-disable-next-line @typescript-eslint/no-require-imports
const express = require("express") as typeof Express;
const app = express();
app.get("/orders/:id", (_request, response) => void response.end());
app.get("/fail", (_request, response) => void response.status(500).end());
app.listen(Number(process.env["PORT"]), "127.0.0.1");
