import { OTLPMetricExporter } from "@opentelemetry/exporter-metrics-otlp-http";
import { registerInstrumentations } from "@opentelemetry/instrumentation";
import { ExpressInstrumentation } from "@opentelemetry/instrumentation-express";
import { HttpInstrumentation } from "@opentelemetry/instrumentation-http";
import { OpenAIInstrumentation } from "@opentelemetry/instrumentation-openai";
import { PgInstrumentation } from "@opentelemetry/instrumentation-pg";
import { UndiciInstrumentation } from "@opentelemetry/instrumentation-undici";
import { get } from "node:http";
import { metrics, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { context } from "@opentelemetry/api";
import { resourceFromAttributes } from "@opentelemetry/resources";
import { MeterProvider, PeriodicExportingMetricReader } from "@opentelemetry/sdk-metrics";
import { TracerProvider } from "@opentelemetry/sdk-trace";
import type Express from "express";
import type OpenAI from "openai";
import type Pg from "pg";
import {
  documentedOperations,
  documentedPushedLimits,
  documentedPushedLoops,
  documentedPushedRuns,
  documentedPushedWorkers,
  documentedPushedStreams,
} from "./documented";

/**
 * This Express server pushes OpenTelemetry metrics over OTLP. Its pool metrics follow the semantic conventions. It calls itself, a port
 * where nothing listens, PostgreSQL, and a server with the API of OpenAI. `/done` responds after all of it, when every metric is pushed.
 */
process.env["OTEL_SEMCONV_STABILITY_OPT_IN"] = "http,database";
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
registerInstrumentations({
  instrumentations: [
    new HttpInstrumentation(),
    new UndiciInstrumentation(),
    new ExpressInstrumentation(),
    new PgInstrumentation(),
    new OpenAIInstrumentation(),
  ],
});

documentedPushedWorkers().measureEventLoop();

const port = process.env["PORT"] ?? "";
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

// eslint-disable-next-line @typescript-eslint/no-require-imports
const { Client, Pool } = require("pg") as typeof Pg;
const { measuredClient } = documentedOperations();
const { noteRateLimit } = documentedPushedLimits();

async function callOthers(): Promise<void> {
  // The headers of Reddit's API.
  noteRateLimit("127.0.0.1", new Headers({ "x-ratelimit-used": "4", "x-ratelimit-remaining": "996.0", "x-ratelimit-reset": "600" }));
  for (const url of [`http://127.0.0.1:${port}/orders/1`, `http://127.0.0.1:${port}/fail`, "http://127.0.0.1:2/"]) {
    await fetch(url)
      .then((response) => response.text())
      .catch(() => undefined);
    await new Promise<void>((resolve) => void get(url, (response) => response.resume().on("end", resolve)).on("error", () => resolve()));
  }
  const client = new Client({ connectionString: process.env["POSTGRES"] });
  client.on("error", () => undefined);
  await client.connect();
  await client.query("SELECT 1");
  // instrumentation-pg 0.76 sets `error.type` only if the application passes a callback.
  await new Promise<void>((resolve) => client.query("SELECT nothing", () => resolve()));
  await client.end();
  const nothing = new Pool({ Client: measuredClient(Client, "127.0.0.1", 2), host: "127.0.0.1", port: 2 });
  await nothing.query("SELECT 1").catch(() => undefined);
}

/** Runs that succeed, that fail, and that never end, and one iteration of a loop. */
async function run(): Promise<void> {
  documentedPushedLoops().defineLoop("poller", { items: true }).iterated(3);
  const { defineRuns } = documentedPushedRuns();
  const job = defineRuns("agent-job", ["linter"]);
  await job(() => Promise.resolve(), 1);
  await job((state) => {
    state.category = "linter";
    return Promise.reject(new Error("failed"));
  }).catch(() => undefined);
  void job(() => new Promise(() => undefined));
}

/** Streams that are closed normally and abnormally, and one that stays open. */
function stream(): void {
  const { start } = documentedPushedStreams().defineStreams("chat", { ends: true });
  start().close("completed");
  start().close("disconnected");
  start().event();
}

async function callAi(): Promise<void> {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const Client = require("openai") as typeof OpenAI;
  const client = new Client({ baseURL: process.env["OPENAI"], apiKey: "none", maxRetries: 0 });
  const chat = (model: string, signal?: AbortSignal) =>
    client.chat.completions.create({ model, messages: [{ role: "user", content: "Hello" }] }, { signal }).catch(() => undefined);
  await client.responses.create({ model: "small", input: "Hello" });
  for (const model of ["small", "overloaded", "limited", "too-long", "retired"]) await chat(model);
  await chat("slow", AbortSignal.timeout(200));
  await client.embeddings.create({ model: "small-embeddings", input: "Hello" });
}

const listening = new Promise<void>((resolve) => void app.listen(Number(port), "127.0.0.1", () => resolve()));
const done = listening.then(() => {
  stream();
  return Promise.all([callOthers(), run(), callAi()]);
});
app.get("/done", async (_request, response) => {
  await done;
  await meterProvider.forceFlush();
  response.end();
});
