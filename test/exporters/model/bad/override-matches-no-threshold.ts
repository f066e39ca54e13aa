import { shopIn, type Bad } from "../support";

export const bad: Bad = {
  input: shopIn({ overrides: [{ system: "shop", service: "web", thresholds: { queueDepth: { warning: 5 } } }] }),
  lines: [
    'environments.production.overrides.shop/web: the override has no effect, because a service of kind http has no such threshold: got "queueDepth"; allowed: aiErrorRatio, aiFailures, aiLatencyP95, callErrorRatio, callLatencyP95, certificateExpiry, clientErrorRatio, errorRatio, latencyP50, latencyP95, lighthouseAge, loopAge, loopItemAge, poolUsed, quotaUsed, rateLimitLeft, runAge, runFailureRatio, streamAbnormalRatio, streamSilence, workersBusy',
  ],
};
