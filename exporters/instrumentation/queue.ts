import type { QueueProfile } from "./model";

/**
 * BullMQ 6 with `queue.exportPrometheusMetrics()`. The application must add two gauges: `queue_oldest_waiting_job_age_seconds` and
 * `queue_worker_heartbeat_timestamp_seconds`. If the queue is ever paused, the application must also add `queue_paused`, because BullMQ 6
 * does not report the pause and counts the jobs as waiting. The totals stay 0 unless the Worker has `metrics: { maxDataPoints }`.
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
 * arq 0.26. redis_exporter's Lua script (`exporters/programs/arq-script.ts`) reads the queue's sorted set and the health-check key. A job
 * is waiting if it is due and not running. The totals count the jobs of one worker since its start, and exist only while the health-check
 * key exists. A worker writes the key every `health_check_interval`, which must be 30 s or less (the default is one hour). By default, all
 * workers of a queue share one health-check key, so the totals are those of the worker that wrote the key most recently. A worker has
 * separate totals if it has a separate `health_check_key`, and if the set `<queue>:workers` in Redis contains the worker's name.
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
