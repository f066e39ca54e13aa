import { lighthouseInstance, lighthouseMetrics } from "../../../exporters/instrumentation/lighthouse";
import { gauge, mapPhases, type Phase, type RawSeries } from "../../proofs/samples";
import { proofService, upOf } from "../../proofs/service";
import type { DeclaredBudget } from "../../rule-facts";

const { page, category } = lighthouseMetrics;

/** The simulated page, and the category of its score. */
export const proofPage = "/";
const proofCategory = "performance";
/** The budget of the simulated page, 0..1. */
export const proofBudget = 0.9;

/** Identity labels of the alert instances that fire in the alerts' unit tests ("proofs"). */
export const proofPageInstance = { ...proofService, [page]: proofPage } as const;
export const proofScoreInstance = { ...proofPageInstance, [category]: proofCategory } as const;

/** The budget that the simulated service declares. */
export const proofBudgets: readonly DeclaredBudget[] = [
  { service: proofService, page: proofPage, category: proofCategory, budget: proofBudget },
];

/** A simulated result: the score, 0..1, and the time of the run in seconds since the start of the simulation. */
export interface Result {
  readonly score?: number;
  readonly at?: number;
}

/** Simulates the metrics that a CI job pushes. A sample is valid for five minutes, so a gap of one scrape needs no new push. */
export function resultSeries(phases: readonly Phase<Result>[], of: Readonly<Record<string, string>> = {}): RawSeries[] {
  const labels = {
    job: "proof/web",
    instance: lighthouseInstance,
    instrumentation: "opentelemetry",
    ...proofService,
    [page]: proofPage,
    ...of,
  };
  return [
    gauge(
      lighthouseMetrics.score,
      { ...labels, [category]: proofCategory },
      mapPhases(phases, ({ score }) => score),
    ),
    gauge(
      lighthouseMetrics.run,
      labels,
      mapPhases(phases, ({ at }) => at),
    ),
  ].filter(({ samples }) => samples.some((sample) => typeof sample === "number"));
}

/** Simulates the metrics of a CI job, and `up` of the service itself. */
export const resultWorld = (phases: readonly Phase<Result>[]): RawSeries[] => [
  ...resultSeries(phases),
  upOf(
    "prom-client",
    phases.map((phase) => ({ for: phase.for, value: true })),
  ),
];
