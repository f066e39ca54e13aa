import type { Evidence } from "./lookups";
import type { RowId } from "./rows";

/** What satisfies a row, by name; or why nothing does yet, with what is there already. */
export type Coverage =
  | { readonly status: "met"; readonly by: readonly [Evidence, ...Evidence[]] }
  | { readonly status: "open"; readonly reason: string; readonly by: readonly Evidence[] };

/** All of the row is generated, and this is where. */
export const met = (...by: [Evidence, ...Evidence[]]): Coverage => ({ status: "met", by });
/** Some of the row is missing: why, and what is there already. */
export const open = (reason: string, ...by: Evidence[]): Coverage => ({ status: "open", reason, by });

const rules = "declared; its rules, routes and panels are being written";
const vendor = "declared; nothing creates it at the vendor yet";
const pack = "declared under `later`; its pack is not written";

const eight = [
  "api-gateway",
  "mcp-server",
  "airtable-gateway",
  "llm-orchestrator",
  "automation",
  "platform",
  "saga-orchestrator",
  "frontend",
];

/** Every row of the requirements. Turn one to `met` by naming what was generated for it; the test looks each name up. */
export const coverage: Readonly<Record<RowId, Coverage>> = {
  "TA-1": open(`${rules}; the outside monitor too`, "uptime:tenant-ai/api/health", "uptime:tenant-ai/langfuse/health"),
  "TA-2": open(
    rules,
    "threshold:tenant-ai/postgres/connectionsUsed/warning=80%",
    "threshold:tenant-ai/postgres/connectionsUsed/critical=95%",
    "threshold:tenant-ai/api/poolUsed/warning=80%",
    "threshold:tenant-ai/api/poolUsed/critical=95%",
  ),
  "TA-3": open(rules, "threshold:tenant-ai/postgres-replica/replicationLag/warning=30s", "service:tenant-ai/postgres-replica"),
  "TA-4": open(rules, "threshold:tenant-ai/postgres/queryMean/warning=500ms"),
  "TA-5": open(
    rules,
    "threshold:tenant-ai/worker/queueDepth/warning=50",
    "threshold:tenant-ai/worker/queueDepth/critical=100",
    "threshold:tenant-ai/worker/jobFailureRatio/critical=50%",
  ),
  "TA-6": open(pack, "service:tenant-ai/api"),
  "TA-7": open(
    rules,
    "threshold:tenant-ai/api/quotaUsed/info=80%",
    "threshold:tenant-ai/api/quotaUsed/warning=95%",
    "threshold:tenant-ai/api/quotaUsed/critical=100%",
  ),
  "TA-8": open(pack, "service:tenant-ai/worker"),
  "TA-9": open("docs/OPERATIONS.md is being written"),
  "TJ-1": open(rules, "threshold:trading-journal/web/latencyP95/warning=1s", "threshold:trading-journal/web/latencyP95/critical=2s"),
  "TJ-2": open(rules, "threshold:trading-journal/web/errorRatio/warning=0.5%", "threshold:trading-journal/web/errorRatio/critical=1%"),
  "TJ-3": open(rules, "threshold:trading-journal/worker/queueDepth/warning=50", "threshold:trading-journal/worker/queueDepth/critical=100"),
  "TJ-4": open(
    rules,
    "threshold:trading-journal/postgres/connectionsUsed/warning=80%",
    "threshold:trading-journal/postgres/connectionsUsed/critical=95%",
  ),
  "TJ-5": open(pack, "service:trading-journal/web"),
  "TJ-6": open("dashboards are being written; user activity, business and cost come with their packs"),
  "TJ-7": open(
    `${rules}; outside monitor and public status page too`,
    "uptime:trading-journal/web/health",
    "uptime:trading-journal/web/db",
    "uptime:trading-journal/web/redis",
    "uptime:trading-journal/web/qdrant",
    "uptime:trading-journal/web/ready",
  ),
  "TJ-8": open(vendor, "sentry:trading-journal/web", "sentry:trading-journal/worker"),
  "TJ-9": open(pack, "service:trading-journal/web"),
  "TJ-10": open(pack, "service:trading-journal/web"),
  "TJ-11": open(pack, "service:trading-journal/web"),
  "TJ-12": open("the Alertmanager configuration is being written"),
  "SC-1": open(
    `${rules}; p95 by route, worker utilisation and the Reddit limit come later`,
    "threshold:soulcaster/backend/latencyP95/warning=2s",
  ),
  "SC-2": open(rules, "uptime:soulcaster/backend/health"),
  "SC-3": open(rules, "threshold:soulcaster/backend/errorRatio/critical=5%", "threshold:soulcaster/dashboard/errorRatio/critical=5%"),
  "SC-4": open(pack, "service:soulcaster/dashboard", "sentry:soulcaster/dashboard"),
  "SC-5": open(`${rules}; durations and categories come later`, "threshold:soulcaster/agent-jobs/jobFailureRatio/critical=50%"),
  "SC-6": open(pack, "service:soulcaster/agent-jobs"),
  "SC-7": open(pack, "service:soulcaster/agent-jobs"),
  "SC-8": open(`${rules}; Vector comes later`, "threshold:soulcaster/redis/redisMemory/warning=80%"),
  "SC-9": open(pack, "service:soulcaster/backend"),
  "ES-1": open(rules, ...eight.map((name): Evidence => `service:eight-services/${name}`)),
  "ES-2": open("Loki is being deployed; its proofs are not written"),
  "ES-3": open("Tempo is being deployed; its proofs are not written"),
  "ES-4": open("Mimir comes with the distributed scale"),
  "ES-5": open("dashboards are being written"),
  "ES-6": open(
    `${rules}; disk, memory and client-side connection failures come later`,
    "service:eight-services/postgres",
    "service:eight-services/redis",
  ),
  "ES-7": open(pack, "service:eight-services/automation-worker"),
  "ES-8": open(rules, ...eight.map((name): Evidence => `uptime:eight-services/${name}/health`)),
  "ES-9": open(pack, "service:eight-services/api-gateway"),
  "ES-10": open("the engine tests are being written"),
  "SB-1": open(pack, "service:site-builder/cms", "service:site-builder/worker"),
  "SB-2": open(pack, "service:site-builder/cms"),
  "SB-3": open(rules, "threshold:site-builder/cms/errorRatio/critical=5%", "threshold:site-builder/sites/errorRatio/critical=5%"),
  "SB-4": open(pack, "service:site-builder/postgres"),
  "SB-5": open(pack, "service:site-builder/cms"),
  "SB-6": open(pack, "service:site-builder/cms"),
  "SB-7": open("the Alertmanager configuration is being written"),
  "SB-8": open(vendor, "sentry:site-builder/cms", "sentry:site-builder/sites", "sentry:site-builder/worker"),
  "SB-9": open(rules, "uptime:site-builder/cms/health", "uptime:site-builder/cms/track"),
  "SB-10": open(pack, "service:site-builder/cms"),
  "SB-11": open(pack, "service:site-builder/postgres"),
  "SB-12": open(`${pack}; Redis latency has its threshold`, "threshold:site-builder/redis/redisLatency/warning=50ms"),
  "SB-13": open("nothing writes incident files yet"),
  "SB-14": open(pack, "service:site-builder/cms"),
  "X-1": open(rules),
  "X-2": open(vendor),
  "X-3": open("the components are being written"),
  "X-4": open("the stack is being written"),
};
