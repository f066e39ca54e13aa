import type { Statements } from "./identity";

const name = "metric.samples";

const isType = (type: "HISTOGRAM" | "SUMMARY"): string => `metric.type == METRIC_DATA_TYPE_${type}`;

/** The kinds of data points, with the number of samples that Prometheus stores of one data point. Each kind needs a separate metric. */
const kinds = [
  { kind: "single", conditions: [`not (${isType("HISTOGRAM")} or ${isType("SUMMARY")})`], value: "1" },
  // A histogram has a series for each bucket, and for its count and its sum.
  { kind: "histogram", conditions: [isType("HISTOGRAM")], value: "Len(datapoint.bucket_counts) + 2" },
  { kind: "summary", conditions: [isType("SUMMARY")], value: "Len(datapoint.quantile_values) + 2" },
] as const;

/** Returns the metrics of the connector `signal_to_metrics`. They count the metric samples that applications push. */
export const sampleCounters = (identity: object): object[] =>
  kinds.map(({ kind, conditions, value }) => ({
    name: `${name}.${kind}`,
    description: "Samples of metrics that applications push",
    ...identity,
    conditions,
    sum: { value, monotonic: true },
  }));

/** Statements that give the counters of all kinds one name, so that they become one series for each service. */
export const sampleStatements: readonly Statements[] = [
  { context: "metric", statements: [`set(metric.name, "${name}") where IsMatch(metric.name, "^metric[.]samples[.]")`] },
];
