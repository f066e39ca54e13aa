import { dueRecordings, isScheduled } from "./due";
import { expectedJobs, jobRecordings } from "./series";
import type { Pack } from "../../pack";
import { jobsFailed, jobsLate } from "./alerts";
import { proofJobs } from "./world";

/** Rule pack for jobs that send heartbeats, with or without a schedule. */
export const jobPack: Pack = {
  name: "jobs",
  title: "Jobs",
  about: (service) => service.jobs.length > 0,
  when: (facts) => facts.jobs.length > 0,
  thresholds: [],
  group: ({ jobs }) => ({
    recordings: [...expectedJobs(jobs), ...jobRecordings(), ...dueRecordings(jobs)],
    alerts: [...jobsLate(jobs.some(isScheduled)), ...jobsFailed()],
  }),
  proofFacts: { jobs: proofJobs },
  symptoms: { job: "own", "job-failure": "own" },
};
