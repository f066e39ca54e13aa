import type { DeclaredJob } from "../../rule-facts";
import { counter, mapPhases, type Phase, type RawSeries } from "../../proofs/samples";
import { proofService, upOf } from "../../proofs/service";

/** Longest allowed time in seconds between two heartbeats of the jobs without a schedule in the alerts' unit tests ("proofs"). */
export const proofJobSeconds = 600;
/** When the jobs with a schedule are due in the proofs, in seconds: every day at 02:00 UTC. Proofs start at 1970-01-01 00:00 UTC. */
export const proofDue = 7200;
/** How late and how early a heartbeat of the jobs with a schedule may be in the proofs, in seconds. */
export const proofGrace = 1800;

const severities = ["critical", "warning"] as const;
/** Name of the job with this severity in the proofs, without a schedule or with one. */
export const proofJob = (severity: string, scheduled = false): string => (scheduled ? `${severity}-daily` : severity);
/** Gatus' key for the heartbeat of a job in the proofs. */
export const proofHeartbeat = (job: string): string => `proof_web-${job}`;
/** Identity labels of the alert instance that fires for a job in the proofs. */
export const proofJobInstance = (job: string) => ({ ...proofService, job_name: job }) as const;

/** The jobs that the catalogue of the proofs declares: for each severity, one without and one with a schedule. */
export const proofJobs: readonly DeclaredJob[] = severities.flatMap((severity): DeclaredJob[] => {
  const of = (name: string, seconds: number) => ({ service: proofService, name, heartbeat: proofHeartbeat(name), seconds, severity });
  return [
    of(proofJob(severity), proofJobSeconds),
    {
      ...of(proofJob(severity, true), 86_400 + proofGrace),
      due: {
        schedule: "every day at 02:00",
        cron: { times: [proofDue / 60], both: true },
        offsets: [0, 0],
        grace: proofGrace,
        early: proofGrace,
      },
    },
  ];
});

/** Simulates a job's heartbeats, or its failures, as Gatus counts them. The phases are results per minute. */
export const jobResults = (job: string, phases: readonly Phase<number>[], success = true): RawSeries =>
  counter(
    "gatus_results_total",
    {
      ...proofService,
      service: "gatus",
      job: "stack",
      instance: "gatus:8080",
      group: "proof",
      name: `web ${job}`,
      key: proofHeartbeat(job),
      success: String(success),
      type: "UNKNOWN",
    },
    mapPhases(phases, (perMinute) => perMinute / 60),
  );

/**
 * Simulates a job's heartbeats as Gatus counts them. The phases are heartbeats per minute. In an `undefined` phase, Gatus does not respond.
 * The service that runs the job is always up.
 */
export const jobWorld = (job: string, phases: readonly Phase<number>[]): RawSeries[] => [
  jobResults(job, phases),
  upOf("stack", phases, { service: "gatus", instance: "gatus:8080" }),
  upOf(
    "prom-client",
    phases.map((phase) => ({ ...phase, value: true })),
  ),
];
