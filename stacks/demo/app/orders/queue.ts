import { context, SpanKind, SpanStatusCode, type Tracer } from "@opentelemetry/api";
import { Queue } from "bullmq";
import type { Env } from "../env";
import { messageOf } from "../log";
import { carriedContext, connectRedis, queueName, watchStart, within, type InvoiceJob } from "../queue";

/** Adds jobs to the queue. Adding a job fails within 2 s when Redis is down, so that requests do not hang. */
export class InvoiceQueue {
  private readonly redis;
  private readonly queue;

  constructor(
    env: Env,
    private readonly tracer: Tracer,
    onError: (message: string) => void,
    onFailedStart: (error: unknown) => void,
  ) {
    this.redis = connectRedis(env, { enableOfflineQueue: false, maxRetriesPerRequest: 1, commandTimeout: 2000 }, onError);
    this.queue = new Queue<InvoiceJob>(queueName, {
      connection: this.redis,
      defaultJobOptions: { removeOnComplete: { count: 200 }, removeOnFail: { count: 200 }, attempts: 1 },
    });
    this.queue.on("error", (error) => onError(error.message));
    watchStart(this.queue, onFailedStart);
  }

  /** Adds one job with the active trace context, so that the worker's span continues the trace. */
  add(job: Omit<InvoiceJob, "trace">): Promise<void> {
    const attributes = { "messaging.system": "bullmq", "messaging.destination.name": queueName, "messaging.operation.type": "send" };
    return this.tracer.startActiveSpan(`send ${queueName}`, { kind: SpanKind.PRODUCER, attributes }, context.active(), async (span) => {
      try {
        await within(2000, "adding a job", this.queue.add("invoice", { ...job, trace: carriedContext() }));
      } catch (error) {
        span.setStatus({ code: SpanStatusCode.ERROR, message: messageOf(error) });
        throw error;
      } finally {
        span.end();
      }
    });
  }

  /** Adds `count` jobs at once, as a producer does after an outage. */
  async burst(count: number): Promise<void> {
    const data = { orderId: 0, tenant: "none", requestId: "burst", trace: {} };
    await within(5000, "adding a burst", this.queue.addBulk(Array.from({ length: count }, () => ({ name: "invoice", data }))));
  }

  async ping(): Promise<void> {
    await within(1000, "redis", this.redis.ping());
  }

  async close(): Promise<void> {
    await within(2000, "closing the queue", this.queue.close()).catch(() => undefined);
    this.redis.disconnect();
  }
}
