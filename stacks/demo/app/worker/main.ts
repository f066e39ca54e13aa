import { setTimeout as sleep } from "node:timers/promises";
import { SpanKind, SpanStatusCode } from "@opentelemetry/api";
import { MetricsTime, Queue, Worker, type Job } from "bullmq";
import { integer } from "../env";
import { Faults, serveFaults, type FaultSpecs } from "../faults";
import { close } from "../http";
import { messageOf } from "../log";
import { createMetrics, serveMetrics } from "../metrics";
import { every, rarely, type Start } from "../program";
import { connectRedis, contextOf, queueName, restartOn, watchStart, within, type InvoiceJob } from "../queue";
import { workerMetrics } from "./metrics";
import { oldestAge, Progress } from "./progress";

/** The faults that a drill can switch on in `orders-worker`, with their parameters. */
export const workerFaults = {
  /** The worker stops processing jobs. */
  "queue-stuck": {},
  /** The share of jobs (0 to 1) that fails. */
  "job-failures": { share: { default: 0.5, min: 0, max: 1 } },
} as const satisfies FaultSpecs;

const beatMs = 3000;

/**
 * Starts the worker of the queue `invoices`. `METRICS_PORT` (default: 9464) serves metrics and `GET /health`. `FAULTS_PORT` (default: 9465)
 * serves the API that switches faults on and off.
 */
export const startWorker: Start = async ({ log, tracer }, env) => {
  const onError = rarely((message) => log("error", `redis: ${message}`));
  const blocking = connectRedis(env, { maxRetriesPerRequest: null }, onError);
  const reading = connectRedis(env, { maxRetriesPerRequest: 1, enableOfflineQueue: false, commandTimeout: 2000 }, onError);
  const queue = new Queue<InvoiceJob>(queueName, { connection: reading });
  queue.on("error", (error) => onError(error.message));
  watchStart(queue, restartOn(log, "the queue"));
  const registry = createMetrics();
  const metrics = workerMetrics(registry, queueName);
  const progress = new Progress();

  const process = async (job: Job<InvoiceJob>): Promise<void> => {
    const start = performance.now();
    const attributes = { "messaging.system": "bullmq", "messaging.destination.name": queueName, "messaging.operation.type": "process" };
    await tracer.startActiveSpan(`process ${queueName}`, { kind: SpanKind.CONSUMER, attributes }, contextOf(job.data), async (span) => {
      const fields = { request_id: job.data.requestId, tenant: job.data.tenant, queue: queueName, job_id: job.id };
      let outcome: "completed" | "failed" = "failed";
      try {
        await tracer.startActiveSpan("render invoice", async (inner) => {
          await sleep(30 + Math.random() * 40);
          inner.end();
        });
        if (faults.hits("job-failures")) throw new Error("fault job-failures is on");
        outcome = "completed";
        log("info", "invoice written", fields);
      } catch (error) {
        span.setStatus({ code: SpanStatusCode.ERROR, message: messageOf(error) });
        log("error", `invoice failed: ${messageOf(error)}`, fields);
        throw error;
      } finally {
        metrics.jobDone(outcome, (performance.now() - start) / 1000);
        progress.jobFinished();
        span.end();
      }
    });
  };
  const worker = new Worker<InvoiceJob>(queueName, process, {
    connection: blocking,
    concurrency: 4,
    metrics: { maxDataPoints: MetricsTime.ONE_WEEK },
    // Seconds for which an idle worker waits for a job in one blocking call. Shorter than the interval between two heartbeats.
    drainDelay: 2,
  });
  worker.on("error", (error) => onError(error.message));
  watchStart(worker, restartOn(log, "the worker"));

  const faults = new Faults(workerFaults, async ({ name, on }) => {
    log("warn", `fault ${name} is ${on ? "on" : "off"}`);
    if (name !== "queue-stuck") return;
    if (on) await worker.pause(true);
    else await worker.resume();
  });

  const readOldest = async (): Promise<void> => {
    const [oldest] = await within(2000, "reading the queue", queue.getJobs(["waiting"], 0, 0, true));
    metrics.oldestWaiting(oldestAge(oldest?.timestamp, Date.now()));
    metrics.paused(await within(2000, "reading the queue", queue.isPaused()));
  };
  const expose = async (): Promise<string> => {
    try {
      await readOldest();
      return `${await within(2000, "reading the queue", queue.exportPrometheusMetrics())}\n`;
    } catch (error) {
      onError(messageOf(error));
      metrics.oldestWaiting(undefined);
      metrics.paused(undefined);
      metrics.readFailed();
      return "";
    }
  };
  const endBeat = every(
    beatMs,
    async () => {
      // A worker of a paused queue is alive, although it finishes no job.
      const paused = await within(2000, "reading the queue", queue.isPaused());
      const waiting = paused ? 0 : await within(2000, "reading the queue", queue.getWaitingCount());
      if (worker.isRunning() && progress.isAlive(waiting) && !worker.isPaused()) metrics.beat();
    },
    (error) => onError(messageOf(error)),
  );
  const servers = await Promise.all([
    serveMetrics(integer(env, "METRICS_PORT", 9464), registry, { extra: expose, health: () => reading.status === "ready" }),
    serveFaults(integer(env, "FAULTS_PORT", 9465), faults),
  ]);
  log("info", `orders-worker processes jobs of ${queueName}`);
  return {
    stop: async () => {
      endBeat();
      await within(3000, "finishing jobs", worker.close()).catch(() => undefined);
      await within(1000, "closing the queue", queue.close()).catch(() => undefined);
      blocking.disconnect();
      reading.disconnect();
      await Promise.all(servers.map(close));
    },
  };
};
