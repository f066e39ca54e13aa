import { callMetrics, connectionErrors } from "../../../exporters/instrumentation/calls";
import { seriesWith, type Recording } from "../../model";
import { matches, metric, minutes, promql, select } from "../../promql";
import { unlessShared } from "../target/shared";
import { byDependency, counted } from "./series";

const window = minutes(5);

/** Operations on a database that failed because the application had no connection. A failed attempt to connect counts too. */
export const connectionFailures = seriesWith("dependency")(
  "dependency:connection_failures:increase5m",
  "count",
  "Failed connections to a database in the last 5 minutes",
);
/** Recorded series: the first failure of each new series, which `increase` does not count. */
const first = metric("dependency:connection_failures_first:count5m");

const failed = select(metric(`${callMetrics.db}_count`), { [callMetrics.error]: matches(connectionErrors) });

/** Recording rules for failed connections to databases. */
export const connectionRecordings = (): Recording[] => [
  {
    record: first,
    expr: promql`
      ${byDependency(
        promql`clamp_max(min_over_time(${failed}[${window}]), 1) unless last_over_time(${failed}[${window}] offset ${window})`,
      )}
        and
      ${counted} offset ${window}
        or
      ${counted} * 0`,
  },
  {
    record: connectionFailures.name,
    expr: promql`
      ${byDependency(promql`increase(${failed}[${window}]) ${unlessShared}`)} + ${first}
        or
      ${first}`,
  },
];
