const contacts = [{ via: "slack", channel: "shop" }];
const owner = { id: "shop", title: "Shop", contacts: { critical: contacts, warning: contacts, info: contacts } };
const app = { profile: "prom-client", port: 9464 };
const described = { owner: "shop" };

const store = (name: string, more: object = {}) => ({ kind: "postgres", name, ...described, ...more });
const demo = {
  id: "demo",
  title: "Demo",
  description: "The demo",
  services: [
    { kind: "http", name: "orders", ...described, instrumentation: app, uptime: [{ path: "/health", port: 8080, public: true }] },
    { kind: "worker", name: "orders-worker", ...described, instrumentation: { profile: "bullmq", port: 9464 }, queues: ["mail"] },
    store("postgres"),
    store("postgres-replica", { role: "replica", replicaOf: "postgres" }),
    { kind: "redis", name: "redis", ...described },
  ],
};
const shop = {
  id: "shop",
  title: "Shop",
  description: "The shop",
  services: [
    { kind: "http", name: "web", ...described, instrumentation: app, uptime: [{ path: "/health", port: 8080, public: true }] },
    { kind: "worker", name: "jobs", ...described, instrumentation: { profile: "arq", redis: "cache" }, queues: ["arq:queue"] },
    store("database"),
    { kind: "redis", name: "cache", ...described },
  ],
};

/** A catalogue for the comparison of resources with those of an older commit. */
export const upgradeCatalogue = {
  systems: [demo, shop],
  owners: [owner],
  environments: [
    {
      id: "local",
      title: "Local",
      systems: ["demo", "shop"],
      platformOwner: "shop",
      scrapeInterval: "15s",
      evaluationInterval: "15s",
      retention: { metrics: "30d", logs: "30d", traces: "7d" },
      urls: {
        grafana: "https://grafana.example.com",
        runbooks: "https://example.com/runbooks",
        prometheus: "https://prometheus.example.com",
        alertmanager: "https://alertmanager.example.com",
      },
      pages: true,
      delivery: { smtp: { smarthost: "smtp.example.com:587", from: "monitoring@example.com", requireTls: true } },
      deadMansSwitch: "heartbeat",
      discovery: ["kubernetes"],
    },
  ],
};

const file = (path: string, content = "x: y\n") => ({ path, content });

/** Small files in place of the rendered files. Their content affects only a hash in resources' properties, not the resources' names. */
export const upgradeRendered = [
  ...[
    "prometheus",
    "blackbox",
    "otelcol",
    "loki",
    "tempo",
    "gatus",
    "targets/stack",
    "discovery/kubernetes",
    "status-pages/demo",
    "status-pages/shop",
  ].map((name) => file(`exporters/rendered/local/${name}.yml`)),
  file("alert-rules/rendered/local/rules/http.rules.yml"),
  file("alert-rules/rendered/local/alertmanager.yml", "api_url_file: /run/secrets/monitoring/slack-shop\n"),
  file("dashboards/rendered/local/provisioning/datasources/all.yml"),
  file("dashboards/rendered/local/dashboards/overview.json"),
];
