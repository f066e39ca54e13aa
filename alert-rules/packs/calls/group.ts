import { isApplication, type Pack } from "../../pack";
import { callErrorRatioThreshold, dependencyCallsFailing } from "./alerts";
import { dependencyConnectionFailed } from "./connections-alerts";
import { connectionRecordings } from "./connections-series";
import { dependencyRateLimitLow, rateLimitLeftThreshold } from "./limits-alerts";
import { limitRecordings } from "./limits-series";
import { addressRecordings, callRecordings } from "./series";
import { proofCalls } from "./world";

/** Rule pack for the calls of applications to their dependencies, as the applications measure them. */
export const callsPack: Pack = {
  name: "calls",
  title: "Calls to dependencies",
  about: (service) => isApplication(service) && service.calls.length > 0,
  when: (facts) => facts.calls.length > 0,
  thresholds: [callErrorRatioThreshold, rateLimitLeftThreshold],
  group: (facts) => ({
    recordings: [...addressRecordings(facts.calls), ...callRecordings(), ...connectionRecordings(), ...limitRecordings()],
    alerts: [...dependencyCallsFailing(facts), dependencyConnectionFailed(), ...dependencyRateLimitLow(facts)],
  }),
  proofFacts: { calls: proofCalls },
  symptoms: { calls: "consequence", "call-connections": "consequence", "rate-limit": "own" },
};
