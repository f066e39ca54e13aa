import type { Pack } from "../../pack";
import { proofService } from "../../proofs/service";
import { declaredRecordings } from "../target/declared";
import { workersBusyHigh, workersBusyThreshold } from "./alerts";
import { workersMissing } from "./missing";
import { workerRecordings } from "./series";
import { proofGroup } from "./world";

/** Rule pack for the workers that serve the requests of applications, such as the processes of gunicorn. */
export const workersPack: Pack = {
  name: "workers",
  title: "Workers of HTTP services",
  about: (service) => service.kind === "http" && service.workerGroups.length > 0,
  when: (facts) => facts.declared.workerGroups.length > 0,
  thresholds: [workersBusyThreshold],
  group: (facts) => ({
    recordings: [...workerRecordings(), ...declaredRecordings("workerGroups", "worker_group", facts.declared.workerGroups)],
    alerts: [...workersBusyHigh(facts), workersMissing()],
  }),
  proofFacts: { declared: { workerGroups: [{ service: proofService, name: proofGroup }] } },
  symptoms: { workers: "consequence", unreported: "consequence" },
};
