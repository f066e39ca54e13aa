import { context, propagation, ROOT_CONTEXT, type Context } from "@opentelemetry/api";
import { Redis, type RedisOptions } from "ioredis";
import { integer, secret, text, type Env } from "./env";
import { messageOf, type Log } from "./log";

/** Name of the queue between `orders` and `orders-worker`. */
export const queueName = "invoices";

/** Data of a job. `trace` is the W3C trace context of the request that created the job. */
export interface InvoiceJob {
  readonly orderId: number;
  readonly tenant: string;
  readonly requestId: string;
  readonly trace: Record<string, string>;
}

/** Connects to Redis. The producer and the worker pass different `options`, because they react differently when Redis is down. */
export function connectRedis(env: Env, options: RedisOptions, onError: (message: string) => void): Redis {
  const redis = new Redis({
    host: text(env, "REDIS_HOST"),
    port: integer(env, "REDIS_PORT", 6379),
    username: text(env, "REDIS_USER", "app"),
    password: secret(env, "REDIS_PASSWORD_FILE")(),
    retryStrategy: (times) => Math.min(times * 200, 2000),
    ...options,
  });
  redis.on("error", (error: Error) => onError(error.message));
  return redis;
}

/** A queue or a worker of BullMQ. */
interface Client {
  readonly closing?: unknown;
  waitUntilReady(): Promise<unknown>;
}

/**
 * Calls `onFailure` with the error if `client` cannot start. BullMQ does not retry a failed start, for example after a connection that
 * broke during the first command: the client then fails until its process is restarted. As long as Redis does not respond at all,
 * `onFailure` is not called.
 */
export function watchStart(client: Client, onFailure: (error: unknown) => void): void {
  client.waitUntilReady().catch((error: unknown) => {
    if (!client.closing) onFailure(error);
  });
}

/** Returns a function that logs an error of `what` and ends the process, so that Docker or Kubernetes restarts the container. */
export function restartOn(log: Log, what: string): (error: unknown) => void {
  return (error) => {
    log("error", `${what} cannot start: ${messageOf(error)}`);
    process.exit(1);
  };
}

/** The active trace context, for the field `trace` of a job. */
export function carriedContext(): Record<string, string> {
  const carrier: Record<string, string> = {};
  propagation.inject(context.active(), carrier);
  return carrier;
}

/** Restores the trace context of a job, so that the worker's span continues the trace of the request. */
export function contextOf(job: Pick<InvoiceJob, "trace">): Context {
  return propagation.extract(ROOT_CONTEXT, job.trace);
}

/** Adds a timeout of `ms` milliseconds to `promise`. Without the timeout, clients of a stopped Redis would wait forever. */
export async function within<T>(ms: number, what: string, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, failed) => {
    timer = setTimeout(() => failed(new Error(`${what} took longer than ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
