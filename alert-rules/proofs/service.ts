import { gauge, type Phase, type RawSeries } from "./samples";

/** Labels of every simulated target in the alerts' unit tests ("proofs"). The service is in no catalogue, so only defaults apply to it. */
export const proofService = { system: "proof", environment: "proof", service: "web", owner: "proof-team" } as const;

/** A simulated service that disables every alert with a default threshold and sets no threshold itself. */
export const offService = { ...proofService, service: "switched-off" } as const;

/** A simulated service that waits longer than the default before its alerts fire. */
export const patientService = { ...proofService, service: "patient" } as const;
/** Seconds by which it waits longer. */
export const longerBy = 30;

/** A simulated service whose own thresholds name a group of routes. */
export const groupedService = { ...proofService, service: "grouped" } as const;
/** The value of the label `routes` for its group. */
export const groupedRoutes = "/api/*";

/** Simulates `up` of a target: 1, or 0 in phases with `undefined`, in which its scrapes fail. */
export function upOf(job: string, phases: readonly Phase<unknown>[], more: Readonly<Record<string, string>> = {}): RawSeries {
  return gauge(
    "up",
    { job, instance: "web:9464", ...proofService, ...more },
    phases.map((phase) => ({ for: phase.for, value: phase.value === undefined ? 0 : 1 })),
  );
}
