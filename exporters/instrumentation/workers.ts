/**
 * Names of the gauges with which an application reports the workers that serve its requests, such as the processes or threads of gunicorn
 * and uvicorn, or the event loop of Node.js. Both have the label `worker_group` with the name of the group of workers. They are values of
 * one replica.
 */
export const workerMetrics = {
  /** Gauge: number of workers, which is the number of requests that the replica can serve at the same time. */
  workers: "http_workers",
  /** Gauge: number of workers that are busy. May have a fraction, for example the utilisation of an event loop. */
  busy: "http_workers_busy",
  group: "worker_group",
} as const;
