import { queueProfiles, type QueueProfileId } from "../../../exporters/instrumentation/queue";
import { queuePausedForLong } from "./alerts-paused";
import { queueWorkersMissing } from "./alerts-workers";
import { canPause, expectedWorkerRecordings, queueRecordings } from "./series";
import type { Pack } from "../../pack";
import { proofService } from "../../proofs/service";
import { declaredRecordings, queueMissing } from "../target/declared";
import {
  jobFailureRatioThreshold,
  oldestJobAgeThreshold,
  queueDepthHigh,
  queueDepthThreshold,
  queueJobFailureRatioHigh,
  queueOldestJobTooOld,
  queueWorkerStuck,
} from "./alerts";
import { proofQueue, proofWorkers } from "./world";

/** Rule pack for queues and the workers that process their jobs. */
export const queuePack: Pack = {
  name: "worker",
  title: "Queues and workers",
  about: (service) => service.kind === "worker",
  when: (facts) => facts.kinds.has("worker"),
  thresholds: [queueDepthThreshold, oldestJobAgeThreshold, jobFailureRatioThreshold],
  group: (facts) => ({
    recordings: [
      ...queueRecordings(facts.queueProfiles),
      ...declaredRecordings("queues", "queue", facts.declared.queues),
      ...expectedWorkerRecordings(facts.queueWorkers),
    ],
    alerts: [
      ...queueDepthHigh(facts),
      ...queueOldestJobTooOld(facts),
      ...queueJobFailureRatioHigh(facts),
      ...queueWorkerStuck(),
      ...(canPause(facts) ? [queuePausedForLong()] : []),
      ...(facts.queueWorkers.length > 0 ? [queueWorkersMissing()] : []),
      ...(facts.declared.queues.length > 0 ? [queueMissing()] : []),
    ],
  }),
  proofFacts: {
    queueProfiles: Object.keys(queueProfiles) as QueueProfileId[],
    declared: { queues: [{ service: proofService, name: proofQueue }] },
    queueWorkers: [{ service: proofService, count: proofWorkers }],
  },
  symptoms: {
    "queue-depth": "consequence",
    "queue-age": "consequence",
    "queue-failures": "consequence",
    "queue-paused": "own",
    "worker-heartbeat": "consequence",
    unreported: "consequence",
  },
};
