import { rateLimitMetrics } from "../../../exporters/instrumentation/calls";
import { seriesWith, type Recording } from "../../model";
import { metric, minutes, promql } from "../../promql";
import { byDependency } from "./series";

/** A sample stays valid for this long if scrapes fail. */
const bridge = minutes(1);

/** Remaining share of a rate limit, in the replica with the lowest value, because each replica knows only the responses to its own calls. */
export const rateLimitLeft = seriesWith("dependency", rateLimitMetrics.limit)(
  "dependency:rate_limit_left:ratio",
  "ratio",
  "Share of a dependency's rate limit that is left, in the replica with the lowest value",
);

const latest = (name: string) => promql`last_over_time(${metric(name)}[${bridge}])`;

/** Recording rule for the remaining share of rate limits. */
export const limitRecordings = (): Recording[] => [
  {
    record: rateLimitLeft.name,
    expr: byDependency(promql`${latest(rateLimitMetrics.remaining)} / (${latest(rateLimitMetrics.max)} > 0)`, {
      aggregate: promql`min`,
      more: [rateLimitMetrics.limit],
    }),
  },
];
