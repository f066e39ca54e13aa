import type { Case } from "../case";

/** The cases for the needs that all systems share (X). */
export const all: readonly Case[] = [
  {
    kind: "plan",
    needs: ["X-2"],
    title:
      "in every environment, every application has a Sentry project and every check runs inside the stack; outside of local, a vendor checks every public address",
    evidence: ["plans:local", "plans:local-lgtm", "plans:staging", "plans:production"],
    files: ["sentry.json", "uptime.json"],
  },
  {
    kind: "plan",
    needs: ["X-3"],
    title: "components deploy the programs of the stack and the exporters",
    evidence: [
      "component:prometheus",
      "component:alertmanager",
      "component:grafana",
      "component:loki",
      "component:tempo",
      "component:postgres-exporter-tenant-ai-postgres",
      "component:redis-exporter-tenant-ai-redis",
    ],
    files: ["components/production"],
  },
];
