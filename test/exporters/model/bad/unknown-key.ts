import { shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: shop({ ...web, treshold: {} }),
  lines: [
    'systems.shop.services.web: unknown key: got "treshold"; allowed: ai, browser, calls, dependsOn, description, hosts, instrumentation, jobs, kind, lighthouse, logs, loops, name, owner, pools, quotas, reachedBy, renamedFrom, runs, sentry, slo, streams, thresholds, uptime, workerGroups; did you mean "thresholds"?',
  ],
};
