import { callMetrics, rateLimitMetrics } from "../../../exporters/instrumentation/calls";
import { gauge, mapPhases, type Phase, type RawSeries } from "../../proofs/samples";
import { proofService } from "../../proofs/service";
import { proofDependency } from "./world";

/** The rate limit of the simulated dependency. */
export const proofLimit = 1000;

/** Simulates the gauges of a rate limit in one replica. The value of a phase is the number of requests that are left. */
export function limitSeries(
  instrumentation: string,
  phases: readonly Phase<number>[],
  of: { readonly at?: string; readonly max?: number; readonly address?: string } = {},
): RawSeries[] {
  const { at = "web:9464", max = proofLimit, address = proofDependency } = of;
  const target = { job: instrumentation, instance: at, instrumentation, ...proofService };
  const labels = { ...target, [callMetrics.address]: address, [rateLimitMetrics.limit]: "requests" };
  return [
    gauge(rateLimitMetrics.remaining, labels, phases),
    gauge(
      rateLimitMetrics.max,
      labels,
      mapPhases(phases, () => max),
    ),
  ];
}
