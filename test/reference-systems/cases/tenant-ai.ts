import type { AlertCase, Case } from "../case";
import { job, pool, postgres, probe, queue, quota, streams } from "../raw";
import { casesOf, panel, perSeverity } from "./parts";

const alerts = casesOf("ai-platform", { critical: ["pagerduty", "slack"], warning: ["slack", "email"] });
const api = "tenant-ai/api";
const worker = "tenant-ai/worker";
const primary = "tenant-ai/postgres";
const replica = "tenant-ai/postgres-replica";
const slot = { slot_name: "replica_1" };

const down = (service: string, address: string): Case =>
  alerts(["TA-1"], {
    title: `${service} fails its health check and on-call is paged`,
    raw: [probe(`tenant-ai/${service}`, "health", false)],
    inside: [probe(`tenant-ai/${service}`, "health", true)],
    alert: "ProbeFailed",
    severity: "critical",
    at: `tenant-ai/${service}`,
    labels: { symptom: "probe", action: "restart", probe: "health", instance: address },
  });

/** The cases for the needs of the multi-tenant AI platform (TA). */
export const tenantAi: readonly Case[] = [
  down("api", "http://api.tenant-ai:8000/health"),
  down("langfuse", "http://langfuse.tenant-ai:3000/api/public/health"),
  {
    kind: "plan",
    needs: ["TA-1"],
    title: "an external monitor checks api and langfuse",
    evidence: ["outside:tenant-ai/api/health", "outside:tenant-ai/langfuse/health"],
    files: ["uptime.json"],
  },
  ...perSeverity(
    { warning: [76, 74], critical: [90, 88] },
    (connections) => postgres(primary, { connections }),
    (severity, raw, inside) =>
      alerts(["TA-2"], {
        title: `the server's connections are nearly exhausted (${severity})`,
        raw,
        inside,
        alert: "PostgresConnectionsHigh",
        severity,
        at: primary,
        labels: { symptom: "connections" },
      }),
  ),
  ...perSeverity(
    { warning: [81, 79], critical: [96, 94] },
    (used) => pool(api, "fastapi-instrumentator", "api", { used }),
    (severity, raw, inside) =>
      alerts(["TA-2"], {
        title: `the application's pool is nearly exhausted (${severity})`,
        raw,
        inside,
        alert: "PoolUsedHigh",
        severity,
        at: api,
        labels: { symptom: "pool-used", pool: "api" },
      }),
  ),
  alerts(["TA-2"], {
    title: "callers wait for a connection from the application's pool",
    raw: [pool(api, "fastapi-instrumentator", "api", { used: 100, pending: 1 })],
    inside: [pool(api, "fastapi-instrumentator", "api", { used: 100, pending: 0 })],
    alert: "ConnectionPoolExhausted",
    severity: "critical",
    at: api,
    labels: { symptom: "pool-waiting", pool: "api" },
  }),
  panel(["TA-2"], {
    title: "a panel shows the used share of the server's connections",
    raw: [postgres(primary, { connections: 37 })],
    at: primary,
    panel: "monitoring-postgres/Connections in use",
    value: 0.4,
  }),
  panel(["TA-2"], {
    title: "a panel shows the used share of the pool",
    raw: [pool(api, "fastapi-instrumentator", "api", { used: 42 })],
    at: api,
    panel: "monitoring-postgres/Applications' pools",
    value: 0.42,
  }),
  ...perSeverity(
    { warning: [31, 29], critical: [301, 299] },
    (lag) => postgres(replica, { standby: { lag, lastReplay: lag, receiving: true } }),
    (severity, raw, inside) =>
      alerts(["TA-3"], {
        title: `the standby is behind (${severity})`,
        raw,
        inside,
        alert: "PostgresReplicationLagHigh",
        severity,
        at: replica,
        labels: { symptom: "replication-lag" },
      }),
  ),
  alerts(["TA-3"], {
    title: "the replication slot is inactive",
    raw: [postgres(primary, { slot: { active: false, retained: 1 } })],
    inside: [postgres(primary, { slot: { active: true, retained: 1 } })],
    alert: "PostgresReplicationSlotInactive",
    severity: "warning",
    at: primary,
    labels: { symptom: "replication-slot", ...slot },
  }),
  alerts(["TA-3"], {
    title: "the replication slot is lost",
    raw: [postgres(primary, { slot: { active: false, retained: Number.NaN, lost: true } })],
    alert: "PostgresReplicationSlotLost",
    severity: "critical",
    at: primary,
    labels: { symptom: "replication-slot", ...slot },
  }),
  alerts(["TA-3"], {
    title: "fewer standbys stream from the primary than declared",
    raw: [postgres(primary, { walsenders: [] })],
    inside: [postgres(primary, { walsenders: ["postgres-replica"] })],
    alert: "PostgresStandbyMissing",
    severity: "critical",
    at: primary,
    labels: { symptom: "replication-standby" },
  }),
  panel(["TA-3"], {
    title: "a panel shows the standby's lag",
    raw: [postgres(replica, { standby: { lag: 20, lastReplay: 20, receiving: true } })],
    at: replica,
    panel: "monitoring-postgres/Replication lag",
    value: 20,
  }),
  alerts(["TA-4"], {
    title: "an SQL statement takes longer than 0.5 s on average",
    raw: [postgres(primary, { statement: { perSecond: 1, seconds: 0.51 } })],
    inside: [postgres(primary, { statement: { perSecond: 1, seconds: 0.49 } })],
    alert: "PostgresSlowStatement",
    severity: "warning",
    at: primary,
    labels: { symptom: "statements", datname: "shop", queryid: "-8886085649470066503" },
  }),
  panel(["TA-4"], {
    title: "a panel shows the slowest statement",
    raw: [postgres(primary, { statement: { perSecond: 1, seconds: 0.25 } })],
    at: primary,
    panel: "monitoring-postgres/Slowest statements",
    value: 0.25,
  }),
  ...perSeverity(
    { warning: [51, 49], critical: [101, 99] },
    (waiting) => queue(worker, "arq", "arq:queue", { waiting }),
    (severity, raw, inside) =>
      alerts(["TA-5", "X-1"], {
        title: `jobs pile up in the queue (${severity})`,
        raw,
        inside,
        alert: "QueueDepthHigh",
        severity,
        at: worker,
        labels: { symptom: "queue-depth", action: "scale", queue: "arq:queue" },
      }),
  ),
  ...perSeverity(
    { info: [800, 799], warning: [950, 949], critical: [1000, 999] },
    (used) => quota(api, "fastapi-instrumentator", used),
    (severity, raw, inside): AlertCase => ({
      kind: "alert",
      needs: ["TA-7"],
      title: `the tenant and the owner's channel are notified of the used quota (${severity})`,
      raw,
      inside,
      alert: "TenantQuotaHigh",
      severity,
      at: api,
      labels: { owner: "ai-platform", symptom: "quota", audience: "tenant", tenant: "acme", quota: "requests" },
      receivers: {
        "tenant-ai-tenants": ["webhook", "email"],
        ...(severity === "info" ? { "ai-platform-info": ["slack"] } : { "ai-platform-warning": ["slack", "email"] }),
      },
    }),
  ),
  alerts(["TA-8"], {
    title: "a run of the monthly invoices fails",
    raw: [job("tenant-ai_worker-invoices", false, 1)],
    inside: [job("tenant-ai_worker-invoices", false, 1), job("tenant-ai_worker-invoices", true, 1)],
    alert: "JobFailed",
    severity: "critical",
    at: worker,
    labels: { symptom: "job-failure", job_name: "invoices" },
  }),
  {
    kind: "plan",
    needs: ["TA-9"],
    title: "every alert of production has a section in the operations document",
    evidence: ["documented:production"],
    files: ["docs/OPERATIONS.md"],
  },
  alerts(["TA-6"], {
    title: "more than a tenth of the streams are closed abnormally",
    raw: [streams(api, "fastapi-instrumentator", "chat", { open: 20, completed: 0.89, failed: 0.11 })],
    inside: [streams(api, "fastapi-instrumentator", "chat", { open: 20, completed: 0.91, failed: 0.09 })],
    alert: "StreamsAbnormallyClosed",
    severity: "warning",
    at: api,
    labels: { symptom: "streams", stream: "chat" },
  }),
  alerts(["TA-6"], {
    title: "an open stream sends no event for two minutes",
    raw: [streams(api, "fastapi-instrumentator", "chat", { open: 20, silence: 121 })],
    inside: [streams(api, "fastapi-instrumentator", "chat", { open: 20, silence: 120 })],
    alert: "StreamStalled",
    severity: "warning",
    at: api,
    labels: { symptom: "stream-silence", stream: "chat" },
  }),
  panel(["TA-6"], {
    title: "a panel shows the open streams",
    raw: [streams(api, "fastapi-instrumentator", "chat", { open: 20 })],
    at: api,
    panel: "monitoring-streams/Open streams",
    value: 20,
  }),
];
