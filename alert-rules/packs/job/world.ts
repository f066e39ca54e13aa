import { counter, type Phase, type RawSeries } from "../../proofs/samples";
import { proofService, upOf } from "../../proofs/service";

/** The proofs' jobs: a heartbeat at least every ten minutes. */
export const proofJobSeconds = 600;
/** Gatus' key of the proof job of a severity. */
export const proofHeartbeat = (severity: string): string => `proof_web-${severity}`;
/** Identity labels of the alerts in the proofs. */
export const proofJobInstance = (severity: string) => ({ ...proofService, job_name: severity }) as const;

/** A job's heartbeats per minute, as Gatus counts them. An `undefined` phase is a Gatus that does not respond. The service itself is another target. */
export const jobWorld = (severity: string, phases: readonly Phase<number>[]): RawSeries[] => [
  counter(
    "gatus_results_total",
    {
      ...proofService,
      service: "gatus",
      job: "stack",
      instance: "gatus:8080",
      group: "proof",
      name: `web ${severity}`,
      key: proofHeartbeat(severity),
      success: "true",
      type: "UNKNOWN",
    },
    phases.map((phase) => ({ for: phase.for, value: phase.value === undefined ? undefined : phase.value / 60 })),
  ),
  upOf("stack", phases, { service: "gatus", instance: "gatus:8080" }),
  upOf(
    "prom-client",
    phases.map((phase) => ({ ...phase, value: true })),
  ),
];
