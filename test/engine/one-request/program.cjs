const http = require("node:http");
const { context, propagation, ROOT_CONTEXT, SpanKind, trace } = require("@opentelemetry/api");
const { logs } = require("@opentelemetry/api-logs");
const { Queue, Worker } = require("bullmq");

/** Runs one of four applications. `web` calls `orders`, `orders` adds a job for `worker`, and `worker` calls `billing`. */
const [, , role, port, next, redisPort] = process.argv;
const connection = { host: "127.0.0.1", port: Number(redisPort), maxRetriesPerRequest: null };
const tracer = trace.getTracer("test");
const log = (body) => logs.getLogger("test").emit({ severityNumber: 9, severityText: "INFO", body });

const call = (path) =>
  new Promise((resolve, reject) => {
    http
      .get(`http://127.0.0.1:${next}${path}`, (answer) => {
        answer.resume();
        answer.once("end", resolve);
      })
      .once("error", reject);
  });

const queue = role === "orders" ? new Queue("invoices", { connection }) : undefined;
const addJob = () =>
  tracer.startActiveSpan("send invoices", { kind: SpanKind.PRODUCER, attributes: { "messaging.system": "bullmq" } }, async (span) => {
    const carrier = {};
    propagation.inject(context.active(), carrier);
    await queue.add("invoice", { carrier });
    span.end();
  });
const work = { web: () => call("/orders"), orders: addJob, billing: async () => undefined };

http
  .createServer(async ({ url }, answer) => {
    if (url !== "/ready") {
      log(`${role} serves ${url}`);
      await work[role]?.();
    }
    answer.end(trace.getActiveSpan()?.spanContext().traceId);
  })
  .listen(Number(port), "127.0.0.1");

if (role === "worker")
  new Worker(
    "invoices",
    ({ data }) => {
      const parent = propagation.extract(ROOT_CONTEXT, data.carrier);
      return tracer.startActiveSpan("process invoices", { kind: SpanKind.CONSUMER }, parent, async (span) => {
        log("worker writes an invoice");
        await call("/invoices");
        span.end();
      });
    },
    { connection },
  );
