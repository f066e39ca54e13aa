import { errorBudget, objectiveLabel } from "./burning";
import type { Recording } from "./model";
import { metric, promql, scalar } from "./promql";
import { boundText, pushedBoundText } from "./proofs/samples";
import type { OwnObjective, RuleFacts } from "./rule-facts";

/** Recorded series: the bound of each latency objective. Its label `le` names the bucket that counts the requests within the bound. */
export const latencyBound = metric("objective:latency_bound");

const sortKey = ({ service, name }: OwnObjective): string => [service.system, service.service, name].join("/");
const labelsOf = ({ service: { system, environment, service }, name }: OwnObjective) => ({
  system,
  environment,
  service,
  [objectiveLabel]: name,
});

/** Records the bound once for each spelling of `le`: Prometheus stores `2.0` for a scraped bucket and `2` for a pushed one. */
function bounds(own: OwnObjective): Recording[] {
  if (own.within === undefined) return [];
  const { within } = own;
  return [...new Set([boundText(within), pushedBoundText(within)])].map((le) => ({
    record: latencyBound,
    expr: promql`${scalar(within)}`,
    labels: { ...labelsOf(own), le },
  }));
}

/** Recording rules for the services' objectives: the error budget of each objective, and the bound of each latency objective. */
export function objectiveRecordings({ objectives }: Pick<RuleFacts, "objectives">): Recording[] {
  const sorted = [...objectives].sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
  return [
    ...sorted.map((own): Recording => ({ record: errorBudget, expr: promql`${scalar(own.budget)}`, labels: labelsOf(own) })),
    ...sorted.flatMap(bounds),
  ];
}
