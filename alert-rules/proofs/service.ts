import { gauge, type Phase, type RawSeries } from "./samples";

/** Labels every target of the proofs carries; the service is in no catalogue, so only defaults apply to it. */
export const proofService = { system: "proof", environment: "proof", service: "web", owner: "proof-team" } as const;

/** A service that has switched off every alert that has a default, and sets no threshold where there is none. */
export const offService = { ...proofService, service: "switched-off" } as const;

/** `up` of the proof's target: 1, or gone-to-0 while it does not answer. */
export function upOf(job: string, phases: readonly Phase<unknown>[], more: Readonly<Record<string, string>> = {}): RawSeries {
  return gauge(
    "up",
    { job, instance: "web:9464", ...proofService, ...more },
    phases.map((phase) => ({ for: phase.for, value: phase.value === undefined ? 0 : 1 })),
  );
}
