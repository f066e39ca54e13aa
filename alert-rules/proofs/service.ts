import { gauge, type Phase, type RawSeries } from "./samples";

/** Labels of every target in the proofs; the service is in no catalogue, so only defaults apply to it. */
export const proofService = { system: "proof", environment: "proof", service: "web", owner: "proof-team" } as const;

/** A service that disables every alert with a default and sets no own threshold. */
export const offService = { ...proofService, service: "switched-off" } as const;

/** `up` of the proof's target: 1, or 0 while its scrapes fail. */
export function upOf(job: string, phases: readonly Phase<unknown>[], more: Readonly<Record<string, string>> = {}): RawSeries {
  return gauge(
    "up",
    { job, instance: "web:9464", ...proofService, ...more },
    phases.map((phase) => ({ for: phase.for, value: phase.value === undefined ? 0 : 1 })),
  );
}
