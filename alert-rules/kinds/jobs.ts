import { expectedJobs, jobRecordings } from "../canonical/job";
import type { RuleFacts } from "../facts";
import type { RuleGroup } from "../model";
import { jobsLate } from "../symptoms/job";

/** Rules of what is done by the clock. */
export const jobsGroup = (facts: Pick<RuleFacts, "jobs">): RuleGroup => ({
  name: "jobs",
  recordings: [...expectedJobs(facts.jobs), ...jobRecordings()],
  alerts: jobsLate(),
});
