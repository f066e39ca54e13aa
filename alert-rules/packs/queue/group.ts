import { queueRecordings } from "./series";
import type { RuleFacts } from "../../facts";
import type { RuleGroup } from "../../model";
import { declaredRecordings, queueMissing } from "../target/declared";
import { queueDepthHigh, queueJobFailureRatioHigh, queueOldestJobTooOld, queueWorkerStuck } from "./alerts";
import { levelsOf } from "../../thresholds";

/** Limits of workers that set none: jobs, seconds, ratio 0..1. */
export const workerDefaults = {
  queueDepth: { warning: 50, critical: 100 },
  oldestJobAge: { warning: 300, critical: 900 },
  jobFailureRatio: { critical: 0.5 },
} as const;

/** Rules of workers that take jobs from queues. */
export const workerGroup = (facts: RuleFacts): RuleGroup => ({
  name: "worker",
  recordings: [...queueRecordings(facts.queueProfiles), ...declaredRecordings("queues", "queue", facts.declared.queues)],
  alerts: [
    ...queueDepthHigh(levelsOf(facts, "queueDepth", workerDefaults)),
    ...queueOldestJobTooOld(levelsOf(facts, "oldestJobAge", workerDefaults)),
    ...queueJobFailureRatioHigh(levelsOf(facts, "jobFailureRatio", workerDefaults)),
    ...queueWorkerStuck(),
    ...(facts.declared.queues.length > 0 ? [queueMissing()] : []),
  ],
});
