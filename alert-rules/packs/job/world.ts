import type { DeclaredJob, DueTimes } from "../../rule-facts";
import { counter, gauge, hold, mapPhases, step, type Phase, type RawSeries, type Sample } from "../../proofs/samples";
import { proofService, upOf } from "../../proofs/service";
import { expectedJobs } from "./series";

/** In the alerts' unit tests ("proofs"): longest allowed time between two heartbeats of a job without a schedule, in seconds. */
export const proofJobSeconds = 600;
/** Scheduled time of day of the jobs with a schedule in the proofs, in seconds: 02:00 UTC. Proofs start at 1970-01-01 00:00 UTC. */
export const proofDue = 7200;
/** How late and how early a heartbeat of the jobs with a schedule may be in the proofs, in seconds. */
export const proofGrace = 1800;

const severities = ["critical", "warning"] as const;
/** Name of a job with this severity in the proofs: the one that is due every day if `scheduled`, else the one without a schedule. */
export const proofJob = (severity: string, scheduled = false): string => (scheduled ? `${severity}-daily` : severity);
/** Gatus' key for the heartbeat of a job in the proofs. */
export const proofHeartbeat = (job: string): string => `proof_web-${job}`;
/** Identity labels of the alert instance that fires for a job in the proofs. */
export const proofJobInstance = (job: string) => ({ ...proofService, job_name: job }) as const;

/**
 * Critical jobs of the proofs that are not due every day, by name: the days on which they are due (`due`), and the number of days before
 * the first of these days (`before`). The proofs start on Thursday, 1 January 1970.
 */
export const proofDays = {
  monthly: { due: { days: [2] }, before: 1 },
  weekly: { due: { weekdays: [6] }, before: 2 },
} as const;

/**
 * The jobs that the catalogue of the proofs declares: for each severity, one without a schedule and one that is due every day; and the
 * critical jobs of `proofDays`.
 */
export const proofJobs: readonly DeclaredJob[] = severities.flatMap((severity): DeclaredJob[] => {
  const of = (name: string, seconds: number) => ({ service: proofService, name, heartbeat: proofHeartbeat(name), seconds, severity });
  const due = (days: string, cron: Partial<DueTimes["cron"]>): DueTimes => ({
    schedule: `${days} at 02:00`,
    cron: { times: [proofDue / 60], both: true, ...cron },
    offsets: [0, 0],
    grace: proofGrace,
    early: proofGrace,
  });
  const others = severity === "critical" ? Object.entries(proofDays) : [];
  return [
    of(proofJob(severity), proofJobSeconds),
    { ...of(proofJob(severity, true), 86_400 + proofGrace), due: due("every day", {}) },
    ...others.map(([name, { due: cron }]) => ({ ...of(name, 32 * 86_400), due: due(name, cron) })),
  ];
});

const gatusTarget = { ...proofService, service: "gatus", job: "stack", instance: "gatus:8080" } as const;

/**
 * Simulates a job's heartbeats, or its failures, as Gatus counts them. The value of each phase is the number of results per minute. Gatus
 * counts whole results, and exposes no count before the first one.
 */
export function jobResults(job: string, phases: readonly Phase<number>[], success = true): RawSeries {
  const labels = {
    ...gatusTarget,
    group: "proof",
    name: `web ${job}`,
    key: proofHeartbeat(job),
    success: String(success),
    type: "UNKNOWN",
  };
  const total = counter(
    "gatus_results_total",
    labels,
    mapPhases(phases, (perMinute) => perMinute / 60),
  );
  const whole = (sample: Sample): Sample => (typeof sample === "number" ? Math.floor(sample) || undefined : sample);
  return { ...total, samples: total.samples.map(whole) };
}

/**
 * Simulates other targets of Prometheus: Grafana and the probe of Gatus' URL, which are both down, and another team's Gatus, which counts
 * results with the same key.
 */
function besideJob(job: string, phases: readonly Phase<unknown>[]): RawSeries[] {
  const down = phases.map((phase) => ({ ...phase, value: 0 }));
  return [
    gauge("up", { ...gatusTarget, service: "grafana", instance: "grafana:3000" }, down),
    gauge("up", { ...gatusTarget, job: "probe", instance: "http://gatus:8080" }, down),
    ...[true, false].map((success): RawSeries => {
      const { metric, labels, samples } = jobResults(
        job,
        [
          hold(
            phases.reduce((sum, phase) => sum + phase.for, 0),
            4,
          ),
        ],
        success,
      );
      return { metric, labels: { ...labels, job: "prom-client", instance: "other-gatus:8080" }, samples };
    }),
  ];
}

/** Simulates a second Gatus that starts at `from` (in seconds). From then on, its count of the job's results is 1 and does not increase. */
export const secondGatus = (job: string, from: number, end: number, success = true): RawSeries => {
  const [{ metric, labels }] = [jobResults(job, [hold(step, 1)], success)];
  const samples = Array.from({ length: end / step }, (_, index): Sample => (index * step < from ? undefined : 1));
  return { metric, labels: { ...labels, instance: "gatus-2:8080" }, samples };
};

/** Simulates the catalogue's data about one of the jobs in the proofs. In an `undefined` phase, the job is not in the catalogue. */
export function declaredJob(job: string, phases: readonly Phase<true>[]): RawSeries {
  const [recording] = expectedJobs(proofJobs.filter(({ name }) => name === job));
  if (recording === undefined) throw new Error(`the proofs declare no job ${job}`);
  const { record, labels = {}, expr } = recording;
  return gauge(
    record.text,
    labels,
    mapPhases(phases, () => Number(expr.text)),
  );
}

/** Simulates a time that an earlier version of the rule recorded with the label `owner`. It is older than all other times. */
export const formerTime = (metric: string, job: string): RawSeries => ({
  metric,
  labels: { ...proofJobInstance(job), owner: "former-team" },
  samples: [undefined, -600, -600, "stale"],
});

/**
 * Simulates a job's heartbeats as Gatus counts them, and the targets of `besideJob`. The value of each phase is the number of heartbeats
 * per minute. In an `undefined` phase, Gatus does not respond. The service that runs the job is always up.
 */
export const jobWorld = (job: string, phases: readonly Phase<number>[]): RawSeries[] => [
  ...[jobResults(job, phases)].filter(({ samples }) => samples.some((sample) => typeof sample === "number")),
  upOf("stack", phases, { service: "gatus", instance: "gatus:8080" }),
  upOf(
    "prom-client",
    phases.map((phase) => ({ ...phase, value: true })),
  ),
  ...besideJob(job, phases),
];
