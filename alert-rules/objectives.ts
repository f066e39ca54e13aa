import { errorBudget, objectiveLabel } from "./burning";
import type { Recording } from "./model";
import { metric, promql, scalar } from "./promql";
import { boundText, pushedBoundText } from "./proofs/samples";
import type { OwnObjective, RuleFacts } from "./rule-facts";

/** Recorded bounds of latency objectives, by the histogram bucket (`le`) that counts the requests that meet it. */
export const latencyBound = metric("objective:latency_bound");

const sortKey = ({ service, name }: OwnObjective): string => [service.system, service.service, name].join("/");
const labelsOf = ({ service: { system, environment, service }, name }: OwnObjective) => ({
  system,
  environment,
  service,
  [objectiveLabel]: name,
});

/** A bucket's `le` has one of two spellings, depending on how Prometheus received it. */
function bounds(own: OwnObjective): Recording[] {
  if (own.within === undefined) return [];
  const { within } = own;
  return [...new Set([boundText(within), pushedBoundText(within)])].map((le) => ({
    record: latencyBound,
    expr: promql`${scalar(within)}`,
    labels: { ...labelsOf(own), le },
  }));
}

/** Recording rules with the services' objectives: the error budget of each, and the bucket of latency objectives. */
export function objectiveRecordings({ objectives }: Pick<RuleFacts, "objectives">): Recording[] {
  const sorted = [...objectives].sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
  return [
    ...sorted.map((own): Recording => ({ record: errorBudget, expr: promql`${scalar(own.budget)}`, labels: labelsOf(own) })),
    ...sorted.flatMap(bounds),
  ];
}
