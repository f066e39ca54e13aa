import type { QueueProfile } from "./model";

/**
 * BullMQ 6 with `queue.exportPrometheusMetrics()`. The application must add two gauges that BullMQ does not have:
 * `queue_oldest_waiting_job_age_seconds` and `queue_worker_heartbeat_timestamp_seconds`. A third one, `queue_paused`, is needed only if the
 * queue is ever paused: BullMQ 6 counts the jobs of a paused queue as waiting and does not report the pause. The totals stay 0 unless the Worker is created with
 * `metrics: { maxDataPoints }`.
 */
export const bullmq = {
  id: "bullmq",
  signal: "queue",
  waiting: "bullmq_job_count",
  waitingMatch: [{ label: "state", pattern: "waiting|prioritized" }],
  queue: "queue",
  queuePattern: "(.*)",
  completed: "bullmq_job_completed_total",
  completedMatch: [],
  failed: "bullmq_job_failed_total",
  failedMatch: [],
  oldestAge: "queue_oldest_waiting_job_age_seconds",
  oldestAgeMatch: [],
  heartbeat: "queue_worker_heartbeat_timestamp_seconds",
  paused: "queue_paused",
  totals: "queue",
  shared: true,
} as const satisfies QueueProfile;

/**
 * arq 0.26. redis_exporter's Lua script (`exporters/programs/arq-script.ts`) reads the queue's sorted set and the health-check key. A job is
 * waiting if it is due and not running. The totals count the jobs of one worker since its start, and exist only as long as the health-check
 * key. A worker therefore needs a `health_check_interval` of 30 s or less (the default is one hour). By default, workers of one queue share
 * the key, so the totals are those of the worker that wrote the key most recently. A worker with its own `health_check_key`, whose name is in
 * the set `<queue>:workers`, has its own totals.
 */
export const arq = {
  id: "arq",
  signal: "queue",
  waiting: "redis_script_values",
  waitingMatch: [{ label: "key", pattern: ".*:waiting" }],
  queue: "key",
  queuePattern: "(.*):[a-z_]+(?:@.*)?",
  completed: "redis_script_values",
  completedMatch: [{ label: "key", pattern: ".*:completed(@.*)?" }],
  failed: "redis_script_values",
  failedMatch: [{ label: "key", pattern: ".*:failed(@.*)?" }],
  oldestAge: "redis_script_values",
  oldestAgeMatch: [{ label: "key", pattern: ".*:oldest_age_seconds" }],
  alive: "redis_script_values",
  aliveMatch: [{ label: "key", pattern: ".*:completed(@.*)?" }],
  totals: "worker",
  workerPattern: ".*@(.*)",
  workers: "redis_script_values",
  workersMatch: [{ label: "key", pattern: ".*:workers" }],
  shared: true,
} as const satisfies QueueProfile;

/** Every queue profile by ID. */
export const queueProfiles = { bullmq, arq } as const satisfies Record<string, QueueProfile>;
export type QueueProfileId = keyof typeof queueProfiles;
