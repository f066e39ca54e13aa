import { environment, owner, person, shop, web, worker, type Bad } from "../support";

export const bad: Bad = {
  input: {
    ...shop(
      {
        ...web,
        dependsOn: ["redis", "redis"],
        instrumentation: { profile: "prom-client", port: 9464, excludeRoutes: ["/events", "/events"] },
        pools: [
          { name: "main", database: "postgres" },
          { name: "main", database: "other" },
        ],
        quotas: ["orders", "orders"],
        uptime: [{ path: "/health", port: 80, status: [200, 204, 200], json: { status: ["ok", "ok"] }, regions: ["eu", "eu"] }],
        sentry: {
          platform: "node",
          sensitiveFields: ["iban", "iban"],
          ownership: [
            { path: "src/*", owner: "shop" },
            { path: "src/*", owner: "shop" },
          ],
        },
        thresholds: {
          latencyP95: { warning: { above: "1s", routes: ["/api", "/api"] } },
          errorRatio: { critical: { above: "5%", notify: ["slack", "slack"] } },
        },
      },
      { ...worker, queues: ["mail", "mail", "mail", "print"] },
    ),
    owners: [
      {
        ...owner,
        contacts: { critical: person, warning: [...person, ...person], info: person },
        workingHours: { timeZone: "Europe/Berlin", days: ["monday", "friday", "monday"], from: "09:00", to: "17:00" },
      },
    ],
    environments: [{ ...environment, discovery: ["kubernetes", "kubernetes"] }],
  },
  lines: [
    "owners.shop.contacts.warning: got Slack #shop twice; entries must be unique: remove one of them",
    'owners.shop.workingHours.days: got "monday" twice; entries must be unique: remove one of them',
    'systems.shop.services.web.dependsOn: got "redis" twice; entries must be unique: remove one of them',
    "systems.shop.services.web.uptime[0].status: got 200 twice; entries must be unique: remove one of them",
    'systems.shop.services.web.uptime[0].json.status: got "ok" twice; entries must be unique: remove one of them',
    'systems.shop.services.web.uptime[0].regions: got "eu" twice; entries must be unique: remove one of them',
    'systems.shop.services.web.pools: got "main" twice; entries must be unique: remove one of them',
    'systems.shop.services.web.quotas: got "orders" twice; entries must be unique: remove one of them',
    'systems.shop.services.web.sentry.sensitiveFields: got "iban" twice; entries must be unique: remove one of them',
    'systems.shop.services.web.sentry.ownership: got "src/*" twice; entries must be unique: remove one of them',
    'systems.shop.services.web.instrumentation.excludeRoutes: got "/events" twice; entries must be unique: remove one of them',
    'systems.shop.services.web.thresholds.latencyP95.warning.routes: got "/api" twice; entries must be unique: remove one of them',
    'systems.shop.services.web.thresholds.errorRatio.critical.notify: got "slack" twice; entries must be unique: remove one of them',
    'systems.shop.services.worker.queues: got "mail" twice; entries must be unique: remove one of them',
    'environments.production.discovery: got "kubernetes" twice; entries must be unique: remove one of them',
  ],
};
