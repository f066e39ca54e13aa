import { gauge, type Phase, type RawSeries } from "./samples";

/** Labels of every simulated target in the alerts' unit tests ("proofs"). The service is in no catalogue, so only defaults apply to it. */
export const proofService = { system: "proof", environment: "proof", service: "web", owner: "proof-team" } as const;

/** A simulated service that disables every alert with a default threshold and sets no threshold itself. */
export const offService = { ...proofService, service: "switched-off" } as const;

/** Simulates `up` of a target: 1, or 0 in phases with `undefined`, in which its scrapes fail. */
export function upOf(job: string, phases: readonly Phase<unknown>[], more: Readonly<Record<string, string>> = {}): RawSeries {
  return gauge(
    "up",
    { job, instance: "web:9464", ...proofService, ...more },
    phases.map((phase) => ({ for: phase.for, value: phase.value === undefined ? 0 : 1 })),
  );
}
