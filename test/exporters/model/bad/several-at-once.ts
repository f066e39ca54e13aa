import { environment, owner, person, redis, system, web, worker, type Bad } from "../support";

export const bad: Bad = {
  input: {
    systems: [
      system(
        "shop",
        { ...web, owner: "shp", thresholds: { errorRatio: { warning: "5%", critical: "1%" } } },
        { ...worker, dependsOn: ["redi"] },
        redis,
      ),
      system("bank", { ...web, kind: "htp", colour: "red" }, { ...worker, thresholds: { queueDepth: { warning: "100" } } }),
    ],
    owners: [owner, { ...owner, id: "bank", contacts: { critical: [], warning: person, info: person } }],
    environments: [
      { ...environment, deadMansSwitch: undefined, scrapeInterval: "15s", overrides: [{ system: "shop", service: "api", thresholds: {} }] },
    ],
  },
  lines: [
    "owners.bank.contacts.critical: got an empty list, so alerts would have no receiver: name at least one contact",
    'systems.bank.services.web.kind: unknown kind: got "htp"; allowed: external, http, postgres, redis, worker; did you mean "http"?',
    'systems.bank.services.worker.thresholds.queueDepth.warning: got "100"; expected a plain number without a unit, like 100',
    'systems.shop.services.web.owner: got "shp"; owners: bank, shop; did you mean "shop"?',
    "systems.shop.services.web.thresholds.errorRatio: got critical 1% and warning 5%; critical must be above warning or equal to it: swap the two",
    'systems.shop.services.worker.dependsOn: got "redi"; services of this system: redis, web; did you mean "redis"?',
    "environments.production.deadMansSwitch: got nothing; without a dead man's switch, production monitoring can fail unnoticed: name the webhook contact that expects the heartbeat",
    'environments.production.overrides.shop/api: the override has no effect, because the system has no such service: got "api"; services of this system: redis, web, worker',
  ],
};
