import { counter, mapPhases, type Phase, type RawSeries } from "../../proofs/samples";
import { proofService, upOf } from "../../proofs/service";

/** Longest allowed time in seconds between two heartbeats of the jobs in the alert's unit tests ("proofs"). */
export const proofJobSeconds = 600;
/** Gatus' key for the heartbeat of the job with this severity in the proofs. */
export const proofHeartbeat = (severity: string): string => `proof_web-${severity}`;
/** Identity labels of the alert instance that fires in the proofs, by severity. */
export const proofJobInstance = (severity: string) => ({ ...proofService, job_name: severity }) as const;

/**
 * Simulates a job's heartbeats as Gatus counts them. The phases are heartbeats per minute. In a phase with `undefined` Gatus does not
 * respond. The service that runs the job is a separate target.
 */
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
    mapPhases(phases, (perMinute) => perMinute / 60),
  ),
  upOf("stack", phases, { service: "gatus", instance: "gatus:8080" }),
  upOf(
    "prom-client",
    phases.map((phase) => ({ ...phase, value: true })),
  ),
];
