import type { Pack } from "../../pack";
import { proofService } from "../../proofs/service";
import { expectedRecordings, pushMissing, targetDown, targetMissing } from "./alerts";

/** Whether everything of the catalogue is seen at all. The stack's programs are targets too. */
export const targetPack: Pack = {
  name: "targets",
  title: "Targets",
  about: () => true,
  aboutStack: true,
  thresholds: [],
  group: (facts) => ({
    recordings: expectedRecordings(facts.targets, facts.pushing),
    alerts: [targetDown(), targetMissing(), ...(facts.pushing.length > 0 ? [pushMissing()] : [])],
  }),
  proofFacts: { targets: [{ ...proofService, job: "prom-client" }], pushing: [proofService] },
  symptoms: { target: "own" },
};
