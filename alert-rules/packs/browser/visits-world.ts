import { derivedJob } from "../../../exporters/scrape/targets";
import { counter, mapPhases, type Phase, type RawSeries } from "../../proofs/samples";
import { proofService, upOf } from "../../proofs/service";
import { visitMetrics } from "./visits-series";

/** Simulated visits: page views per second, the share of them, 0..1, with an error, the number of errors on each of these, and users. */
export interface Visits {
  readonly perSecond: number;
  readonly failed: number;
  /** Default: 1. */
  readonly errors?: number;
  /** Users who are active at the same time. Default: 0. */
  readonly active?: number;
}

/** Simulates the counters of page views and errors that a gateway derives from the events of browsers, and `up` of the service itself. */
export const visitsWorld =
  ({ instance = "otelcol:8891" }: { readonly instance?: string } = {}) =>
  (phases: readonly Phase<Visits>[]): RawSeries[] => {
    const labels = { job: derivedJob, instance, ...proofService };
    const rate = (metric: string, of: (visits: Visits) => number) => counter(metric, labels, mapPhases(phases, of));
    return [
      rate(visitMetrics.views.text, ({ perSecond }) => perSecond),
      rate(visitMetrics.failed.text, ({ perSecond, failed }) => perSecond * failed),
      rate(visitMetrics.errors.text, ({ perSecond, failed, errors = 1 }) => perSecond * failed * errors),
      rate(visitMetrics.active.text, ({ active = 0 }) => active),
      upOf(
        "prom-client",
        phases.map((phase) => ({ for: phase.for, value: true })),
      ),
    ];
  };
