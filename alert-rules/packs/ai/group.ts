import { measuresAi } from "../../../exporters/model/ai";
import type { Pack } from "../../pack";
import { aiCallsFailing, aiFailuresThreshold } from "./alerts";
import { aiLatencyP95Threshold, aiSlow } from "./latency-alerts";
import { latencyRecordings } from "./latency-series";
import { aiErrorRatioHigh, aiErrorRatioThreshold } from "./ratio-alerts";
import { callRecordings, profilesOf } from "./series";
import { tokenRecordings } from "./tokens-series";
import { proofAi } from "./world";

/** Rule pack for the calls of applications to AI providers, as the applications or their gateway measure them. */
export const aiPack: Pack = {
  name: "ai",
  title: "Calls to AI providers",
  about: measuresAi,
  when: (facts) => facts.ai.length > 0,
  thresholds: [aiFailuresThreshold, aiErrorRatioThreshold, aiLatencyP95Threshold],
  group: (facts) => {
    const profiles = profilesOf(facts);
    return {
      recordings: [...callRecordings(profiles), ...latencyRecordings(profiles), ...tokenRecordings(profiles)],
      alerts: [...aiCallsFailing(facts), ...aiErrorRatioHigh(facts), ...aiSlow(facts)],
    };
  },
  proofFacts: { ai: proofAi },
  symptoms: { "ai-failures": "own", "ai-errors": "own", "ai-latency": "own" },
};
