import { shopWith, type Bad } from "../support";

export const bad: Bad = {
  input: shopWith({ latencyP59: { warning: "1s" } }),
  lines: [
    'systems.shop.services.web.thresholds: unknown key: got "latencyP59"; allowed: aiErrorRatio, aiFailures, aiLatencyP95, callErrorRatio, callLatencyP95, certificateExpiry, clientErrorRatio, errorRatio, latencyP50, latencyP95, lighthouseAge, loopAge, loopItemAge, poolUsed, quotaUsed, rateLimitLeft, runAge, runFailureRatio, streamAbnormalRatio, streamSilence, workersBusy; did you mean "latencyP50"?',
  ],
};
