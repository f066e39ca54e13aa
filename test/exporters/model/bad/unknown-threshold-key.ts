import { shopWith, type Bad } from "../support";

export const bad: Bad = {
  input: shopWith({ latencyP59: { warning: "1s" } }),
  lines: [
    'systems.shop.services.web.thresholds: unknown key: got "latencyP59"; allowed: aiErrorRatio, aiFailures, aiLatencyP95, callErrorRatio, callLatencyP95, certificateExpiry, errorRatio, latencyP95, loopAge, loopItemAge, poolUsed, quotaUsed, rateLimitLeft, runAge, runFailureRatio, streamAbnormalRatio, streamSilence; did you mean "latencyP95"?',
  ],
};
