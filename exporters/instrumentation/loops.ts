/**
 * Names of the counters with which an application reports its loops, such as a poller. Both have the label `loop` with the loop's name, and
 * must start at 0. Prometheus measures the time since they increased, so the clock of the application does not matter.
 */
export const loopMetrics = {
  /** Counter of iterations, also of those that find nothing. */
  iterations: "work_loop_iterations_total",
  /** Counter of new items that the loop found. Only for loops that look for items. */
  items: "work_loop_items_total",
  loop: "loop",
} as const;
