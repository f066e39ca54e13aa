import { isApplication, type Pack } from "../../pack";
import { proofService } from "../../proofs/service";
import { declaredRecordings } from "../target/declared";
import { loopAgeThreshold, loopFindsNothing, loopItemAgeThreshold, loopStuck } from "./alerts";
import { loopMissing } from "./missing";
import { loopRecordings } from "./series";
import { proofLoop } from "./world";

/** Rule pack for loops of applications outside of queues, such as pollers. */
export const loopPack: Pack = {
  name: "loops",
  title: "Loops",
  about: (service) => isApplication(service) && service.loops.length > 0,
  when: (facts) => facts.declared.loops.length > 0,
  thresholds: [loopAgeThreshold, loopItemAgeThreshold],
  group: (facts) => ({
    recordings: [...loopRecordings(), ...declaredRecordings("loops", "loop", facts.declared.loops)],
    alerts: [...loopStuck(facts), ...loopFindsNothing(facts), loopMissing()],
  }),
  proofFacts: { declared: { loops: [{ service: proofService, name: proofLoop }] } },
  causes: { LoopStuck: { here: ["loop-items"], same: ["loop"] } },
  symptoms: { loop: "consequence", "loop-items": "consequence", unreported: "consequence" },
};
