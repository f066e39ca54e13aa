import type { Service } from "../names";
import type { Series } from "./notation";
import { seriesOf, upOf, type Target } from "./targets";
import { counter, gauge, type Timeline } from "./timeline";

export interface QueueLoad {
  /** Number of waiting jobs that could run now. */
  readonly waiting: number;
  /** Age of the oldest waiting job in seconds. */
  readonly oldest?: number;
  /** Number of jobs completed per second. */
  readonly done: number;
  /** Number of jobs failed per second. */
  readonly failed?: number;
  /** Seconds by which the worker's clock is ahead of Prometheus' clock; negative if it is behind. Default: 0. */
  readonly clock?: number;
}

export const bullmqTarget = (service: Service): Target => ({
  service,
  job: "bullmq",
  instance: `${service.service}.${service.system}:9464`,
  more: { instrumentation: "bullmq" },
});

/** Returns all series of a BullMQ worker about one queue. The totals are in Redis, so a restart of the worker does not reset them. */
export function bullmqQueue(target: Target, queue: string, timeline: Timeline<QueueLoad>, every: number): readonly Series[] {
  const kept = timeline.map((step) => ({ ...step, restarted: false }));
  const of = { queue };
  const total = (name: string, rate: (load: QueueLoad) => number, from: number): Series =>
    seriesOf(target, name, counter(kept, every, rate, { birth: "at-zero", from }), of);
  return [
    seriesOf(
      target,
      "bullmq_job_count",
      gauge(timeline, every, ({ waiting }) => waiting),
      { ...of, state: "waiting" },
    ),
    seriesOf(
      target,
      "bullmq_job_count",
      gauge(timeline, every, ({ done }) => Math.ceil(done)),
      { ...of, state: "active" },
    ),
    total("bullmq_job_completed_total", ({ done }) => done, 90_000),
    total("bullmq_job_failed_total", ({ failed = 0 }) => failed, 120),
    seriesOf(
      target,
      "queue_oldest_waiting_job_age_seconds",
      gauge(timeline, every, ({ oldest = 0 }) => oldest),
      of,
    ),
    seriesOf(
      target,
      "queue_worker_heartbeat_timestamp_seconds",
      gauge(timeline, every, ({ clock = 0 }, _, now) => now + clock),
      of,
    ),
  ];
}

/** Returns the series of a BullMQ worker: `up` and the series of its queues. */
export const bullmqWorker = (
  service: Service,
  queues: readonly string[],
  timeline: Timeline<QueueLoad>,
  every: number,
): readonly Series[] => {
  const target = bullmqTarget(service);
  return [upOf(target, timeline, every), ...queues.flatMap((queue) => bullmqQueue(target, queue, timeline, every))];
};

/** Returns the totals of the arq worker that last wrote the shared health-check key. `undefined` while the key does not exist. */
export type Health = (at: number, load: QueueLoad) => { readonly completed: number; readonly failed: number } | undefined;

/** Returns `up` of redis_exporter, and the series of an arq queue as the exporter's script reports them. */
export function arqQueue(service: Service, queue: string, timeline: Timeline<QueueLoad>, every: number, health: Health): readonly Series[] {
  const target: Target = { service, job: "arq", instance: `redis-exporter-${service.system}-redis:9121`, more: { instrumentation: "arq" } };
  const value = (key: string, of: (load: QueueLoad, at: number) => number | undefined): Series =>
    seriesOf(target, "redis_script_values", gauge(timeline, every, of), {
      filename: "/etc/redis-exporter/arq.lua",
      key: `${queue}:${key}`,
    });
  return [
    upOf(target, timeline, every),
    value("waiting", ({ waiting }) => waiting),
    value("oldest_age_seconds", ({ oldest = 0 }) => oldest),
    value("completed", (load, at) => health(at, load)?.completed),
    value("failed", (load, at) => health(at, load)?.failed),
  ];
}

/**
 * Returns Gatus' series about a job. The job succeeds once at each minute in `successes`. The count of its successful runs starts at
 * `before`. At the minute `restart`, Gatus restarts, and the count starts over.
 */
export function jobRuns(
  job: { readonly key: string; readonly group: string; readonly name: string },
  length: number,
  every: number,
  successes: readonly number[],
  restart?: number,
  before = 1,
): readonly Series[] {
  const gatus: Target = {
    service: { system: "monitoring", service: "gatus", owner: "platform" },
    job: "stack",
    instance: "gatus:8080",
  };
  const count = Math.round((length * 60) / every);
  const samples = Array.from({ length: count }, (_, tick) => {
    const now = (tick * every) / 60;
    const since = restart !== undefined && now >= restart ? restart : -Infinity;
    const counted = successes.filter((at) => at <= now && at >= since).length + (since === -Infinity ? before : 0);
    return counted === 0 ? ("missing" as const) : counted;
  });
  return [seriesOf(gatus, "gatus_results_total", samples, { ...job, success: "true", type: "EXTERNAL" })];
}
