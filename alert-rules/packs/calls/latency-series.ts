import { callMetrics } from "../../../exporters/instrumentation/calls";
import { seriesWith, type Recording } from "../../model";
import { anyOf, metric, minutes, promql } from "../../promql";
import { unlessShared } from "../target/shared";
import { byDependency } from "./series";

const window = minutes(5);

/** 95th percentile of the duration of all calls to a dependency, also of failed ones. */
export const callLatencyP95 = seriesWith("dependency")(
  "dependency:call_duration_seconds:p95_5m",
  "duration",
  "95th percentile of the duration of calls to a dependency over 5 minutes",
);

const rates = anyOf([callMetrics.http, callMetrics.db].map((name) => promql`rate(${metric(`${name}_bucket`)}[${window}]) ${unlessShared}`));

/** Recording rule for the duration of calls. */
export const latencyRecordings = (): Recording[] => [
  { record: callLatencyP95.name, expr: promql`histogram_quantile(0.95, ${byDependency(rates, { more: ["le"] })})` },
];
