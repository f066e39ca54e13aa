import type { Severity } from "../../exporters/model/thresholds";
import { gauge, type Phase, type RawSeries } from "./samples";

/** Labels of the tested service in the alerts' unit tests ("proofs"). The service uses the default threshold wherever there is one. */
export const proofService = { system: "proof", environment: "proof", service: "web", owner: "proof-team" } as const;

/** A simulated service that disables every alert with a default threshold, and sets no threshold where there is no default. */
export const offService = { ...proofService, service: "switched-off" } as const;

/** A simulated service whose thresholds all have a longer `for` than the default. */
export const patientService = { ...proofService, service: "patient" } as const;
/**
 * Seconds by which the `for` of `patientService` is longer. The numbers differ, to detect a rule that reads the `for` of another severity.
 */
export const longerBy: Readonly<Record<Severity, number>> = { critical: 30, warning: 60, info: 90 };

/** A simulated service that sets its own minimum number of events (`least`), to the same number as the alert's default. */
export const countedService = { ...proofService, service: "counted" } as const;
/** A simulated service that never has as many events as its own `least` requires. */
export const rareService = { ...proofService, service: "rare" } as const;

/** A simulated service whose replicas share a target, so that the rates of its counters are wrong. */
export const sharingService = { ...proofService, service: "sharing" } as const;

/** Labels that identify a simulated service, and its owner. */
export type Named = Readonly<Record<keyof typeof proofService, string>>;

/** Two services with the same name as the given one: one in another system, and one in another environment. */
export const namesakesOf = (service: Named): readonly Named[] => [
  { ...service, system: "another" },
  { ...service, environment: "another" },
];

/** A simulated service whose own thresholds name a group of routes. */
export const groupedService = { ...proofService, service: "grouped" } as const;
/** The value of the label `routes` for the group of `groupedService`. */
export const groupedRoutes = "/api/*";

/** Simulates `up` of a target. In phases with the value `undefined`, scrapes fail and `up` is 0. Otherwise it is 1. */
export function upOf(job: string, phases: readonly Phase<unknown>[], more: Readonly<Record<string, string>> = {}): RawSeries {
  return gauge(
    "up",
    { job, instance: "web:9464", ...proofService, ...more },
    phases.map((phase) => ({ for: phase.for, value: phase.value === undefined ? 0 : 1 })),
  );
}
