import { isApplication, type Pack } from "../../pack";
import { callErrorRatioThreshold, dependencyCallsFailing } from "./alerts";
import { dependencyConnectionFailed } from "./connections-alerts";
import { connectionRecordings } from "./connections-series";
import { callLatencyP95Threshold, dependencySlow } from "./latency-alerts";
import { latencyRecordings } from "./latency-series";
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
  thresholds: [callErrorRatioThreshold, callLatencyP95Threshold, rateLimitLeftThreshold],
  group: (facts) => ({
    recordings: [
      ...addressRecordings(facts.calls),
      ...callRecordings(),
      ...latencyRecordings(),
      ...connectionRecordings(),
      ...limitRecordings(),
    ],
    alerts: [...dependencyCallsFailing(facts), ...dependencySlow(facts), dependencyConnectionFailed(), ...dependencyRateLimitLow(facts)],
  }),
  proofFacts: { calls: proofCalls },
  symptoms: { calls: "consequence", "call-latency": "consequence", "call-connections": "consequence", "rate-limit": "own" },
};
