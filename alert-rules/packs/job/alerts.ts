import { expression } from "../../condition";
import { jobDue } from "./due";
import { jobAge, jobInterval, jobKey, jobLastFailure, jobLastSuccess } from "./series";
import { identity, type Alert } from "../../model";
import { is, labels, minutes, promql, select, type Promql } from "../../promql";
import { label, text, value } from "../../template";
import { failedProofs, lateProofs } from "./proofs";
import { firingInSystem, serviceLog } from "../../step-commands";

const jobIdentity = [...identity, ...jobAge.extra];
const wait = minutes(1);
const by = labels(...jobKey);
type Severity = "critical" | "warning";

/** The longest allowed time between two successes of each job with this severity. */
const allowed = (severity: Severity): Promql => promql`${select(jobInterval, { severity: is(severity) })}`;

const tooOld = (severity: Severity): Promql => promql`
  ${jobAge.name}
    > on (${by}) group_left ()
      ${allowed(severity)}`;

const overdue = (severity: Severity): Promql => promql`
  ${jobAge.name}
    and on (${by})
      ${jobLastSuccess.name}
    < on (${by}) group_left ()
      ${select(jobDue, { severity: is(severity) })}`;

/**
 * Alert for a job whose last success is too long ago, or whose latest due run has not succeeded. The rules keep the time of the last
 * success, so the alert also fires without new data.
 */
function jobLate(severity: Severity, scheduled: boolean): Alert {
  const when = `the last success of a job that the catalogue declares as ${severity} is longer ago than the catalogue allows`;
  return {
    name: "JobLate",
    symptom: "job",
    severity,
    condition: scheduled
      ? expression(
          `${when}; or a run that was due by the job's schedule has not succeeded within its grace period`,
          promql`
          ${tooOld(severity)}
            or
          ${overdue(severity)}`,
        )
      : expression(when, tooOld(severity)),
    for: wait,
    identity: jobIdentity,
    noData: { is: "fires", from: "the time of the last known success" },
    summary: text`${label("system")}/${label("service")}: job ${label("job_name")} last succeeded ${value("duration")} ago`,
    impact: "The output of the job is missing or out of date, e.g. invoices, backups or reports.",
    firstSteps: [
      {
        step: "Check whether the job ran. Read its log from the time when it was due, and check the scheduler that starts it. For a job that has never succeeded, the summary has the time since the job was added to the catalogue.",
        command: serviceLog,
      },
      {
        step: "If the job ran and succeeded, check whether its heartbeat reached Gatus: address, token, network.",
        command: { logs: "gatus" },
      },
      "If it is safe to do so, start the job manually, and check that its heartbeat arrives.",
    ],
    firstCommand: { query: "job:age_seconds{$service}" },
    panel: "overview/jobs",
    proofs: () => lateProofs(severity, wait.seconds),
  };
}

/** The alerts on late jobs, one for each severity that a job can have. `scheduled` says whether due times are recorded for any job. */
export const jobsLate = (scheduled: boolean): Alert[] => (["critical", "warning"] as const).map((severity) => jobLate(severity, scheduled));

/**
 * Alert for a job whose latest report says that its run failed. Gatus also counts a missing heartbeat as a failure, so the alert excludes
 * jobs whose last success is too long ago. JobLate fires for those jobs.
 */
const jobFailed = (severity: Severity): Alert => ({
  name: "JobFailed",
  symptom: "job-failure",
  severity,
  condition: expression(
    `the latest report of a job that the catalogue declares as ${severity} says that its run failed, and the last success is not longer ago than the catalogue allows`,
    promql`
    time() - ${jobLastFailure.name}
      < on (${by}) group_left ()
        min by (${by}) (
          ${jobAge.name}
            <= on (${by}) group_left ()
              ${allowed(severity)}
        )`,
  ),
  for: wait,
  identity: jobIdentity,
  noData: { is: "fires", from: "the result of the last known run. If no heartbeat arrives, JobLate fires too" },
  summary: text`${label("system")}/${label("service")}: the last run of job ${label("job_name")} failed ${value("duration")} ago`,
  impact: "The output of the job is missing or incomplete. Unless the job runs again, it stays so until the next scheduled run.",
  firstSteps: [
    { step: "Read the job's log at the time of the failure. The job's last lines or its exit code name the cause.", command: serviceLog },
    { step: "Check what the job needs: database, disk space, credentials, the vendor that it calls.", command: firingInSystem },
    "Fix the cause, and run the job again if that is safe. The alert resolves when the job reports success.",
  ],
  firstCommand: { query: "job:last_failure:timestamp{$service}" },
  panel: "overview/jobs",
  proofs: () => failedProofs(severity, wait.seconds),
});

/** The alerts on failed runs of jobs, one for each severity that a job can have. */
export const jobsFailed = (): Alert[] => [jobFailed("critical"), jobFailed("warning")];
