/**
 * Names of the metrics with which a CI job reports the results of Lighthouse (`docs/instrumenting/lighthouse.md`). All have the label
 * `page` with the path of the page. The job pushes them once after each run, so they soon become stale, and rules keep the latest values.
 */
export const lighthouseMetrics = {
  /** Gauge: score of a category, 0..1. */
  score: "lighthouse_score",
  /** Gauge: Unix time of the run, by the clock of the CI job. */
  run: "lighthouse_run_timestamp_seconds",
  /** Gauge: a duration that Lighthouse measured while the page loaded, such as the largest contentful paint. */
  duration: "lighthouse_duration_seconds",
  /** Gauge: size of everything that the browser loaded. */
  loaded: "lighthouse_loaded_bytes",
  page: "page",
  category: "category",
  /** Label of `duration` with Lighthouse's name of the measurement. */
  audit: "audit",
} as const;

/**
 * Value of `service.instance.id` that the CI job sends. With it, rules tell its pushes from those of the service's processes, which show
 * that the service is alive.
 */
export const lighthouseInstance = "lighthouse";
