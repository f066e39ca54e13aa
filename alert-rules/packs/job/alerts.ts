import { edges } from "../../proofs/patterns";
import { expression } from "../../condition";
import { jobAge, jobInterval, jobKey } from "./series";
import { identity, type Alert } from "../../model";
import { gone, hold, type Phase } from "../../proofs/samples";
import type { Check, Scenario } from "../../proofs/scenario";
import { jobWorld, proofJobInstance, proofJobSeconds } from "./world";
import { is, labels, minutes, promql, select } from "../../promql";
import { label, text, value } from "../../template";

const jobIdentity = [...identity, ...jobAge.extra];
const wait = minutes(1);

/** Alert for a job that has not reported success for too long. It uses the time of the last known heartbeat, so it fires without new data. */
function jobLate(severity: "critical" | "warning"): Alert {
  const alert = "JobLate";
  const at = (seconds: number, firing: boolean): Check => ({
    at: seconds,
    alert,
    severity,
    identity: jobIdentity,
    firing: firing ? [proofJobInstance(severity)] : [],
  });
  const scenario = (title: string, phases: readonly Phase<number>[], checks: Scenario["checks"]): Scenario => ({
    title: `${alert} ${severity} ${title}`,
    series: jobWorld(severity, phases),
    checks,
  });
  const allowed = proofJobSeconds;
  return {
    name: alert,
    symptom: "job",
    severity,
    condition: expression(
      `the last success of a job that the catalogue declares as ${severity} is longer ago than the catalogue allows`,
      promql`
      ${jobAge.name}
        > on (${labels(...jobKey)}) group_left ()
          max by (${labels(...jobKey)}) (${select(jobInterval, { severity: is(severity) })})`,
    ),
    for: wait,
    identity: jobIdentity,
    noData: { is: "fires" },
    summary: text`${label("system")}/${label("service")}: job ${label("job_name")} last succeeded ${value("duration")} ago`,
    impact: "The output of the job is missing or out of date, e.g. invoices, backups or reports.",
    firstSteps: [
      "Check whether the job ran. Read its log from the time when it was due, and check the scheduler that starts it. For a job that has never succeeded, the summary has the time since the job was added to the catalogue.",
      "If the job ran and succeeded, check whether its heartbeat reached Gatus: address, token, network.",
      "If it is safe to do so, start the job manually, and check that its heartbeat arrives.",
    ],
    panel: "overview/jobs",
    proofs: {
      fires: [
        scenario(
          "fires when heartbeats stop, and not too early",
          [hold(300, 1), hold(1200, 0)],
          [at(300 + allowed - 60, false), at(300 + allowed + 180, true), at(1485, true), ...edges(at, 1005)],
        ),
        scenario(
          "fires for a job that never sent a heartbeat",
          [hold(1200, 0)],
          [at(allowed - 60, false), at(allowed + 180, true), ...edges(at, 675)],
        ),
      ],
      quiet: [
        scenario("stays quiet while heartbeats arrive in time", [hold(2400, 0.2)], [at(600, false), at(1200, false), at(2385, false)]),
        {
          title: `${alert} ${severity} ignores a job that is not in the catalogue`,
          series: [
            ...jobWorld(severity, [hold(1500, 1)]),
            ...jobWorld("unknown", [hold(300, 1), hold(1200, 0)]).filter(({ metric }) => metric !== "up"),
          ],
          checks: [at(300, false), at(1485, false)],
        },
      ],
      resolves: [
        scenario(
          "resolves with the next heartbeat",
          [hold(300, 1), hold(900, 0), hold(120, 1), hold(300, 0)],
          [at(1185, true), at(1290, false), ...edges(at, 1005, 1200)],
        ),
      ],
      noData: [
        scenario(
          "fires when Gatus is down, and does not count its return as a heartbeat",
          [hold(300, 1), hold(60, 0), gone(240), hold(600, 0)],
          [at(300 + allowed - 60, false), at(300 + allowed + 180, true), ...edges(at, 1005)],
        ),
      ],
    },
  };
}

/** The alerts on late jobs, one for each severity that a job can have. */
export const jobsLate = (): Alert[] => [jobLate("critical"), jobLate("warning")];
