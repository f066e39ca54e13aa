/**
 * Names of the metrics with which an application measures its runs of work, such as jobs, workflows, SAGA transactions or tool executions.
 * Every metric has the label `run` with the name of the kind of run. Durations and ages are in seconds.
 */
export const runMetrics = {
  /**
   * Counter of ended runs. Every outcome and category must start at 0; otherwise Prometheus does not see the first failure as an increase.
   */
  ended: "work_runs_total",
  /** Gauge: number of runs that have started and not ended. */
  running: "work_runs_running",
  /** Gauge: time since the start of the oldest run that has not ended. 0 if no run is running. */
  oldest: "work_oldest_run_age_seconds",
  /** Histogram of the time from the request for a run to its end. */
  duration: "work_run_duration_seconds",
  /** Name of the label with the kind of run, as the catalogue declares it. */
  run: "run",
  /** Name of the label with the outcome of a run: `success` or `failure`. */
  outcome: "outcome",
  success: "success",
  failure: "failure",
  /** Name of the label with the category of a failure, such as `sandbox_timeout`. Empty for successful runs. */
  category: "category",
} as const;

/**
 * Series of runs whose status is in hashes in Redis. redis_exporter runs a script (`exporters/programs/runs-script.ts`). The exporter is
 * scraped a second time with the labels of the service that the runs belong to.
 */
export const hashedRuns = {
  /** Name of the scrape job, and value of the label `instrumentation`. */
  id: "redis-runs",
  metric: "redis_script_values",
  /** Name of the label with `<service>/<run>:<value>`, and the pattern that finds the run in it. */
  key: "key",
  runPattern: "[^/]+/(.*):[a-z_]+(?:@.*)?",
  categoryPattern: ".*:failures@(.*)",
} as const;
