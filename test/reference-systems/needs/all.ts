import { alert, bothTargets, madeAtVendors, slackAndPager } from "../evidence";
import type { Evidence } from "../lookups";
import type { NeedsOf } from "../need";
import { referenceEnvironments } from "../rendered";

/** What all five systems need, and what meets each need. */
export const all: NeedsOf<"X"> = {
  "X-1": {
    what: "Alerts monitor latency, errors, queue depth, pool exhaustion, replication lag and quotas (at 80 %) in every system that has them.",
    missing:
      "Some limits of Soulcaster have no alert: sandboxes in use and sandbox hours (SC-7), and the storage that the pricing plan of the managed Redis includes (SC-8).",
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
    what: "Every environment has its Sentry projects and uptime checks. Probers in the stack run the checks, and a vendor runs those with a public address. No vendor can reach a local environment.",
    by: [
      ...madeAtVendors,
      ...referenceEnvironments.map((id): Evidence => `plans:${id}`),
      "test:alert-rules/agreement",
      "test:exporters/sentry/unmonitored",
    ],
  },
  "X-3": {
    what: "Typed Pulumi components deploy Prometheus, Alertmanager, Grafana, Loki, Tempo and the exporters for PostgreSQL and Redis.",
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
    what: "`pulumi up` deploys the stack, engineers can open Grafana, each alert reaches a person on call, and reviewers see rule changes as a diff.",
    missing: "No test has opened the deployed Grafana, because the tests run on machines that cannot pull its image.",
    by: [
      "component:grafana",
      "dashboard:monitoring-overview",
      ...["ai-platform", "journal", "feedback", "integrations", "platform"].flatMap(slackAndPager),
      "receiver:sites-critical/slack",
    ],
  },
  "X-5": {
    what: "The stack can manage an existing Grafana, and no program of the stack has a licence that companies may refuse.",
    missing: "The stack cannot manage an existing Grafana. Grafana, Loki and Tempo are under the AGPL.",
    by: [],
  },
  "X-6": {
    what: "The applications on Vercel, which are the frontends of the trading journal and of Soulcaster, push their telemetry. External monitors check them, and Prometheus never scrapes them.",
    by: [
      "component:otlp-proxy",
      ...alert("PushMissing", "critical"),
      "pushed:trading-journal/web",
      "pushed:soulcaster/dashboard",
      ...["health", "db", "redis", "qdrant", "ready"].map((check): Evidence => `outside:trading-journal/web/${check}`),
      "outside:soulcaster/dashboard/health",
      "test:engine/otlp-proxy",
      "test:engine/push-service",
      "test:engine/browser-telemetry",
    ],
  },
};
