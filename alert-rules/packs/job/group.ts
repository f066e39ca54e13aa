import { expectedJobs, jobRecordings } from "./series";
import type { Pack } from "../../pack";
import { proofService } from "../../proofs/service";
import { jobsLate } from "./alerts";
import { proofHeartbeat, proofJobSeconds } from "./world";

/** Rule pack for scheduled jobs. */
export const jobPack: Pack = {
  name: "jobs",
  title: "Jobs",
  about: (service) => service.jobs.length > 0,
  when: (facts) => facts.jobs.length > 0,
  thresholds: [],
  group: (facts) => ({ recordings: [...expectedJobs(facts.jobs), ...jobRecordings()], alerts: jobsLate() }),
  proofFacts: {
    jobs: (["critical", "warning"] as const).map((severity) => ({
      service: proofService,
      name: severity,
      heartbeat: proofHeartbeat(severity),
      seconds: proofJobSeconds,
      severity,
    })),
  },
  symptoms: { job: "own" },
};
