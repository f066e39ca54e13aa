import { stat } from "node:fs";
import { createServer } from "node:http";
import { collectDefaultMetrics, Histogram, register } from "prom-client";
import { Client } from "pg";
import {
  documentedAi,
  documentedCalls,
  documentedLimits,
  documentedLoops,
  documentedRuns,
  documentedStreams,
  documentedWorkers,
} from "./documented";

/** This application uses prom-client directly, as the profile `prom-client` describes. It measures the rest with the documented modules. `/done` responds after all of it. */
collectDefaultMetrics();
documentedWorkers().measureEventLoop();
const duration = new Histogram({
  name: "http_request_duration_seconds",
  help: "Duration of HTTP requests",
  labelNames: ["method", "route", "status_code"],
});

const { measured, measuredFetch } = documentedCalls();
const { noteRateLimit } = documentedLimits();
const { defineRuns } = documentedRuns();
const { measuredAi } = documentedAi();
const self = `http://127.0.0.1:${process.env["PORT"] ?? ""}`;

/** Calls that succeed, that are refused, and that get no response. */
async function callOthers(): Promise<void> {
  const { headers } = await measuredFetch(`${self}/orders/1`);
  noteRateLimit("127.0.0.1", headers);
  await measuredFetch(`${self}/fail`);
  await measuredFetch("http://127.0.0.1:2/").catch(() => undefined);
  await measured("127.0.0.1", 5432, () => Promise.resolve());
  await measured("127.0.0.1", 2, () => new Client({ host: "127.0.0.1", port: 2 }).connect()).catch(() => undefined);
  await measured("127.0.0.1", 5432, () => Promise.reject(Object.assign(new Error("refused"), { code: "53300" }))).catch(() => undefined);
}

/** Runs that succeed, that fail, and that never end, and one iteration of a loop. */
async function run(): Promise<void> {
  documentedLoops().defineLoop("poller", { items: true }).iterated(3);
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
  const { start } = documentedStreams().defineStreams("chat", { ends: true });
  start().close("completed");
  start().close("disconnected");
  start().event();
}

/** A call to an AI provider that succeeds, and one that fails. */
async function callAi(): Promise<void> {
  await measuredAi("openai", "small", ({ firstToken, usage }) => {
    firstToken();
    usage(12, 5);
    return Promise.resolve();
  });
  await measuredAi("openai", "limited", () => Promise.reject(new TypeError("refused"))).catch(() => undefined);
}

const routeOf = (url: string): string => (url.startsWith("/orders/") ? "/orders/:id" : url);

const server = createServer((request, response) => {
  const url = request.url ?? "/";
  if (url === "/done") {
    void done.then(() => response.end());
    return;
  }
  if (url === "/metrics") {
    // The library has `nodejs_active_requests` only while a request to the operating system is in progress.
    stat(__filename, () => undefined);
    void register.metrics().then((page) => response.setHeader("content-type", register.contentType).end(page));
    return;
  }
  const end = duration.startTimer({ method: request.method ?? "", route: routeOf(url) });
  response.statusCode = url === "/fail" ? 500 : 200;
  // The headers of Reddit's API.
  response.setHeaders(
    new Map([
      ["x-ratelimit-used", "4"],
      ["x-ratelimit-remaining", "996.0"],
      ["x-ratelimit-reset", "600"],
    ]),
  );
  response.end();
  end({ status_code: response.statusCode });
});
const listening = new Promise<void>((resolve) => void server.listen(Number(process.env["PORT"]), "127.0.0.1", resolve));
const done = listening.then(() => {
  stream();
  return Promise.all([callOthers(), run(), callAi()]);
});
