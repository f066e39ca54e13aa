export {
  Promql,
  MetricName,
  Selector,
  Duration,
  Scalar,
  LabelNames,
  promql,
  metric,
  seconds,
  minutes,
  hours,
  scalar,
  labels,
  anyOf,
} from "./promql";
export { select, is, isNot, matches, matchesNot, type Match } from "./select";
