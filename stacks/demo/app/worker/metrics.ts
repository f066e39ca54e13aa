import { Counter, Gauge, Histogram } from "prom-client";
import type { Metrics } from "../metrics";

/** Upper bounds of the job histogram's buckets, in seconds. */
export const jobBuckets = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30];

export interface WorkerMetrics {
  jobDone(outcome: "completed" | "failed", seconds: number): void;
  beat(): void;
  /** Sets the age of the oldest waiting job. If the age is unknown (undefined), removes the series, because 0 means that no job waits. */
  oldestWaiting(ageSeconds: number | undefined): void;
  /** Sets whether the queue is paused. `undefined` (unknown) removes the series. */
  paused(paused: boolean | undefined): void;
  readFailed(): void;
}

/** Registers the worker's own metrics. BullMQ exports the numbers of jobs. */
export function workerMetrics(registry: Metrics, queue: string): WorkerMetrics {
  const shared = { labelNames: ["queue"] as const, registers: [registry] };
  const age = new Gauge({
    name: "queue_oldest_waiting_job_age_seconds",
    help: "Age of the oldest waiting job, 0 when none waits",
    ...shared,
  });
  const heartbeat = new Gauge({
    name: "queue_worker_heartbeat_timestamp_seconds",
    help: "When the processing loop last finished a job or found the queue empty",
    ...shared,
  });
  const paused = new Gauge({ name: "queue_paused", help: "1 while the queue is paused", ...shared });
  const failures = new Counter({ name: "queue_read_failures_total", help: "Scrapes at which the queue could not be read", ...shared });
  const duration = new Histogram({
    name: "queue_job_duration_seconds",
    help: "Duration of jobs by outcome",
    labelNames: ["queue", "outcome"] as const,
    buckets: jobBuckets,
    registers: [registry],
  });
  for (const outcome of ["completed", "failed"] as const) duration.zero({ queue, outcome });
  failures.inc({ queue }, 0);
  // Set the first heartbeat at the start. Otherwise, a worker that never processes a job would have no heartbeat series at all.
  heartbeat.setToCurrentTime({ queue });
  return {
    jobDone: (outcome, seconds) => duration.observe({ queue, outcome }, seconds),
    beat: () => heartbeat.setToCurrentTime({ queue }),
    oldestWaiting: (seconds) => (seconds === undefined ? age.remove({ queue }) : age.set({ queue }, seconds)),
    paused: (is) => (is === undefined ? paused.remove({ queue }) : paused.set({ queue }, is ? 1 : 0)),
    readFailed: () => failures.inc({ queue }),
  };
}
