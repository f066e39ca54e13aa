import { shop, web, worker, type Bad } from "../support";

export const bad: Bad = {
  input: shop(
    { ...web, thresholds: { errorRatio: { warning: { above: "1%", least: 4 }, critical: { above: "5%", least: 7.5 } } } },
    { ...worker, thresholds: { queueDepth: { critical: { above: 100, least: 5 } } } },
  ),
  lines: [
    "systems.shop.services.web.thresholds.errorRatio.critical.least: got 7.5; expected the minimum number of failed requests within an hour, at least 5, because the alert never fires with fewer: write a larger number, or remove least",
    "systems.shop.services.web.thresholds.errorRatio.warning.least: got 4; expected the minimum number of failed requests within an hour, at least 5, because the alert never fires with fewer: write a larger number, or remove least",
    "systems.shop.services.worker.thresholds.queueDepth.critical: got least on queueDepth; only the alerts on latencyP50, latencyP95, errorRatio, callErrorRatio, callLatencyP95, runFailureRatio, aiErrorRatio, aiLatencyP95, clientErrorRatio, streamAbnormalRatio, jobFailureRatio need a minimum number of events: remove least",
  ],
};
