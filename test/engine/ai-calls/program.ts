import { context, metrics } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { OTLPMetricExporter } from "@opentelemetry/exporter-metrics-otlp-http";
import { registerInstrumentations } from "@opentelemetry/instrumentation";
import { OpenAIInstrumentation } from "@opentelemetry/instrumentation-openai";
import { resourceFromAttributes } from "@opentelemetry/resources";
import { MeterProvider, PeriodicExportingMetricReader } from "@opentelemetry/sdk-metrics";
import { createServer } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type OpenAI from "openai";

/** Calls a server with the API of OpenAI twice per second, and pushes its metrics as the frontend of the trading journal. */
const exporter = new OTLPMetricExporter({ url: process.env["OTLP_METRICS"] ?? "" });
const labels = { system: "trading-journal", environment: "production", service: "web", instrumentation: "opentelemetry" };
metrics.setGlobalMeterProvider(
  new MeterProvider({
    resource: resourceFromAttributes({
      ...labels,
      "service.name": "web",
      "service.namespace": "trading-journal",
      "service.instance.id": "one",
    }),
    readers: [new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 2000, exportTimeoutMillis: 1900 })],
  }),
);
context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
registerInstrumentations({ instrumentations: [new OpenAIInstrumentation()] });

// The instrumentation covers only modules that are loaded after it.
// eslint-disable-next-line @typescript-eslint/no-require-imports
const Client = require("openai") as typeof OpenAI;
const client = new Client({ baseURL: process.env["OPENAI"], apiKey: "none", maxRetries: 0 });

async function call(): Promise<void> {
  for (;;) {
    await client.chat.completions.create({ model: "small", messages: [{ role: "user", content: "Hello" }] }).catch(() => undefined);
    await sleep(500);
  }
}

createServer((_, response) => response.end("ok")).listen(Number(process.env["PORT"]), "127.0.0.1", () => void call());
