import { expectedJobs, jobRecordings } from "./series";
import type { RuleFacts } from "../../facts";
import type { RuleGroup } from "../../model";
import { jobsLate } from "./alerts";

/** Rules of what is done by the clock. */
export const jobsGroup = (facts: Pick<RuleFacts, "jobs">): RuleGroup => ({
  name: "jobs",
  recordings: [...expectedJobs(facts.jobs), ...jobRecordings()],
  alerts: jobsLate(),
});
