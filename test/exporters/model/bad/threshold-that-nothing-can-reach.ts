import { shopIn, shopWith, type Bad } from "../support";

const own = shopWith({
  aiFailures: { warning: 2 },
  callErrorRatio: { warning: "1%" },
  clientErrorRatio: { warning: "1%" },
  lighthouseAge: { warning: "3d" },
  runAge: { warning: "1h" },
  loopItemAge: { warning: "1h" },
  workersBusy: { warning: "95%" },
  streamAbnormalRatio: { warning: "20%" },
  streamSilence: { warning: "1m" },
  certificateExpiry: { warning: "20d" },
  poolUsed: { warning: "70%" },
  quotaUsed: { info: "70%" },
});
const [environment] = shopIn({
  overrides: [{ system: "shop", service: "web", thresholds: { certificateExpiry: { critical: "5d" } } }],
}).environments;

export const bad: Bad = {
  input: { ...own, environments: [environment] },
  lines: [
    "systems.shop.services.web.thresholds.workersBusy: the threshold has no effect, because the service has no group of workers: add one to workerGroups, or remove the threshold",
    "systems.shop.services.web.thresholds.callErrorRatio: the threshold has no effect, because the service measures no calls: add a dependency to calls, or remove the threshold",
    "systems.shop.services.web.thresholds.runAge: the threshold has no effect, because the service measures no runs while they are running: add a kind of run without counter to runs, or remove the threshold",
    "systems.shop.services.web.thresholds.loopItemAge: the threshold has no effect, because the service has no loop: add one to loops, or remove the threshold",
    "systems.shop.services.web.thresholds.aiFailures: the threshold has no effect, because the service measures no calls to AI providers: set ai, or remove the threshold",
    "systems.shop.services.web.thresholds.clientErrorRatio: the threshold has no effect, because no browser sends telemetry: set browser of the service, and publicOtlp of the environment, or remove the threshold",
    "systems.shop.services.web.thresholds.lighthouseAge: the threshold has no effect, because no CI job sends Lighthouse results of the service: set lighthouse, with an environment that monitors the system, or remove the threshold",
    "systems.shop.services.web.thresholds.streamAbnormalRatio: the threshold has no effect, because the service measures no streams: add a kind of stream to streams, or remove the threshold",
    "systems.shop.services.web.thresholds.streamSilence: the threshold has no effect, because the service measures no streams: add a kind of stream to streams, or remove the threshold",
    "systems.shop.services.web.thresholds.poolUsed: the threshold has no effect, because the service has no connection pool: add one to pools, or remove the threshold",
    "systems.shop.services.web.thresholds.quotaUsed: the threshold has no effect, because the service has no quota: add one to quotas, or remove the threshold",
    "systems.shop.services.web.thresholds.certificateExpiry: the threshold has no effect, because no uptime check of the service uses TLS: give the service a public host, or give a check a url that starts with https, or remove the threshold",
    "environments.production.overrides.shop/web.thresholds.certificateExpiry: the threshold has no effect, because no uptime check of the service uses TLS: give the service a public host, or give a check a url that starts with https, or remove the threshold",
  ],
};
