import { alert, bothTargets, madeAtVendors, slackAndPager } from "../evidence";
import type { NeedsOf } from "../need";

/** The needs that all five systems share. */
export const all: NeedsOf<"X"> = {
  "X-1": {
    what: "Latency, errors, queue depth, pool exhaustion, replication lag and quotas at 80 % are monitored in every system that has them",
    missing: "Soulcaster's sandbox hours and storage plan (SC-7, SC-8) are quotas without an alert.",
    by: [
      ...alert("HttpLatencyHigh", "warning", "critical"),
      ...alert("HttpErrorRatioHigh", "warning", "critical"),
      ...alert("QueueDepthHigh", "warning", "critical"),
      ...alert("ConnectionPoolExhausted", "critical"),
      ...alert("PostgresReplicationLagHigh", "warning", "critical"),
      ...alert("TenantQuotaHigh", "info"),
    ],
  },
  "X-2": {
    what: "Every environment has its Sentry projects and uptime checks",
    by: [...madeAtVendors, "plans:local", "plans:staging", "plans:production", "test:alert-rules/agreement"],
  },
  "X-3": {
    what: "Prometheus, Alertmanager, Grafana, Loki, Tempo and the exporters of PostgreSQL and Redis are deployed by typed Pulumi components",
    by: [
      "component:prometheus",
      "component:alertmanager",
      "component:grafana",
      "component:loki",
      "component:tempo",
      "component:postgres-exporter-tenant-ai-postgres",
      "component:redis-exporter-tenant-ai-redis",
      ...bothTargets,
    ],
  },
  "X-4": {
    what: "`pulumi up` deploys, engineers open Grafana, each alert reaches a person on call, and reviewers see rule changes as a diff",
    missing: "No test has opened the deployed Grafana, because its image is not available where the tests run.",
    by: [
      "component:grafana",
      "dashboard:monitoring-overview",
      ...["ai-platform", "journal", "feedback", "integrations", "platform"].flatMap(slackAndPager),
      "receiver:sites-critical/slack",
    ],
  },
  "X-5": {
    what: "An existing Grafana can be managed, and no program of the stack has a licence that a company may not accept",
    missing: "An existing Grafana is not managed.",
    by: [],
  },
  "X-6": {
    what: "Applications on Vercel (the journal's and Soulcaster's frontends) push, are checked externally and are never scraped",
    missing: "The journal's frontend is scraped, and nothing outside the stack's network can push.",
    by: [],
  },
};
