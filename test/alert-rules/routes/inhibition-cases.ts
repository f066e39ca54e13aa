/** Two alerts, and whether the first keeps the second from being sent. */
export interface InhibitionCase {
  readonly title: string;
  readonly source: Readonly<Record<string, string>>;
  readonly target: Readonly<Record<string, string>>;
  readonly silenced: boolean;
}

const api = { system: "studio", service: "api", owner: "ai-platform" };
const journal = { system: "trades", owner: "journal" };
const worker = { ...api, service: "worker" };
const slow = { ...api, alertname: "HttpLatencyHigh", symptom: "latency" };
const queue = { ...worker, alertname: "QueueDepthHigh", symptom: "queue-depth" };
const postgresDown = { ...api, service: "postgres", alertname: "PostgresDown", symptom: "server", severity: "critical" };
const targetDown = { alertname: "TargetDown", symptom: "target", severity: "critical" };
const failing = { alertname: "HttpErrorRatioHigh", symptom: "errors", severity: "critical" };
const probeFailed = { alertname: "ProbeFailed", symptom: "probe", severity: "critical" };

/** Cases of the production environment as shipped. */
export const inhibitionCases: readonly InhibitionCase[] = [
  {
    title: "a critical alert silences the warning of the same service",
    source: { ...slow, severity: "critical" },
    target: { ...slow, severity: "warning" },
    silenced: true,
  },
  {
    title: "a critical alert leaves another service's warning alone",
    source: { ...slow, service: "other", severity: "critical" },
    target: { ...slow, severity: "warning" },
    silenced: false,
  },
  {
    title: "a critical alert leaves another queue's warning alone",
    source: { ...queue, queue: "a", severity: "critical" },
    target: { ...queue, queue: "b", severity: "warning" },
    silenced: false,
  },
  {
    title: "a critical alert silences the same queue's warning",
    source: { ...queue, queue: "a", severity: "critical" },
    target: { ...queue, queue: "a", severity: "warning" },
    silenced: true,
  },
  {
    title: "a warning about a tenant's quota silences the info about it",
    source: { ...api, alertname: "TenantQuotaHigh", symptom: "quota", tenant: "t1", quota: "tokens", severity: "warning" },
    target: { ...api, alertname: "TenantQuotaHigh", symptom: "quota", tenant: "t1", quota: "tokens", severity: "info" },
    silenced: true,
  },
  {
    title: "a warning about one tenant leaves the info about another alone",
    source: { ...api, alertname: "TenantQuotaHigh", symptom: "quota", tenant: "t1", quota: "tokens", severity: "warning" },
    target: { ...api, alertname: "TenantQuotaHigh", symptom: "quota", tenant: "t2", quota: "tokens", severity: "info" },
    silenced: false,
  },
  {
    title: "a database that is down silences the latency of what depends on it",
    source: postgresDown,
    target: { ...slow, severity: "critical" },
    silenced: true,
  },
  {
    title: "a database that is down silences the queue of a worker that depends on it",
    source: postgresDown,
    target: { ...queue, queue: "a", severity: "critical" },
    silenced: true,
  },
  {
    title: "a database that is down silences the errors of an internal service that depends on it",
    source: { ...postgresDown, system: "gateways", owner: "integrations" },
    target: { ...failing, system: "gateways", service: "automation", owner: "integrations" },
    silenced: true,
  },
  {
    title: "a database that is down leaves the errors of a public service that depends on it alone",
    source: postgresDown,
    target: { ...failing, ...api },
    silenced: false,
  },
  {
    title: "a database that is down leaves the failed check of a public service alone",
    source: postgresDown,
    target: { ...api, ...probeFailed, probe: "health" },
    silenced: false,
  },
  {
    title: "a database whose connections are all taken silences the pool of what depends on it",
    source: { ...postgresDown, alertname: "PostgresConnectionsHigh", symptom: "connections" },
    target: { ...api, alertname: "ConnectionPoolExhausted", symptom: "pool-waiting", pool: "api", severity: "critical" },
    silenced: true,
  },
  {
    title: "a database of which many connections are taken silences nothing",
    source: { ...postgresDown, alertname: "PostgresConnectionsHigh", symptom: "connections", severity: "warning" },
    target: { ...slow, severity: "critical" },
    silenced: false,
  },
  {
    title: "a Redis server that refuses writes for lack of memory silences the queue of a worker",
    source: { ...api, service: "redis", alertname: "RedisOutOfMemory", symptom: "out-of-memory", severity: "critical" },
    target: { ...queue, queue: "a", severity: "critical" },
    silenced: true,
  },
  {
    title: "an exhausted pool silences that it is nearly used up",
    source: { ...api, alertname: "ConnectionPoolExhausted", symptom: "pool-waiting", pool: "api", severity: "critical" },
    target: { ...api, alertname: "PoolUsedHigh", symptom: "pool-used", pool: "api", severity: "critical" },
    silenced: true,
  },
  {
    title: "an exhausted pool leaves another pool of the service alone",
    source: { ...api, alertname: "ConnectionPoolExhausted", symptom: "pool-waiting", pool: "api", severity: "critical" },
    target: { ...api, alertname: "PoolUsedHigh", symptom: "pool-used", pool: "reports", severity: "critical" },
    silenced: false,
  },
  {
    title: "a check that means down silences the latency of what depends on the service",
    source: { ...journal, ...probeFailed, service: "qdrant", probe: "health" },
    target: { ...slow, ...journal, service: "web", severity: "critical" },
    silenced: true,
  },
  {
    title: "a check that does not mean down silences nothing",
    source: { ...journal, ...probeFailed, service: "qdrant", probe: "collections" },
    target: { ...slow, ...journal, service: "web", severity: "critical" },
    silenced: false,
  },
  {
    title: "a service that does not answer its scrape silences nothing of what depends on it",
    source: { ...targetDown, system: "magazine", service: "cms", owner: "sites", job: "prom-client" },
    target: { ...slow, system: "magazine", service: "sites", owner: "sites", severity: "critical" },
    silenced: false,
  },
  {
    title: "a check that Prometheus sees fail silences that Gatus sees it too",
    source: { ...api, ...probeFailed, probe: "health" },
    target: { ...api, ...probeFailed, alertname: "UptimeCheckFailed", probe: "health", checked_by: "gatus" },
    silenced: true,
  },
  {
    title: "a check that Prometheus sees fail leaves another check of the service alone",
    source: { ...api, ...probeFailed, probe: "health" },
    target: { ...api, ...probeFailed, alertname: "UptimeCheckFailed", probe: "login", checked_by: "gatus" },
    silenced: false,
  },
  {
    title: "a database that is down leaves its own replication alone",
    source: postgresDown,
    target: {
      ...api,
      service: "postgres",
      alertname: "PostgresStandbyMissing",
      symptom: "replication-standby",
      severity: "critical",
    },
    silenced: false,
  },
  {
    title: "a database that is down leaves a tenant's quota alone",
    source: postgresDown,
    target: { ...api, alertname: "TenantQuotaHigh", symptom: "quota", tenant: "t1", quota: "tokens", severity: "warning" },
    silenced: false,
  },
  {
    title: "a database that is down leaves another system's service of the same name alone",
    source: postgresDown,
    target: { ...slow, system: "trades", owner: "journal", severity: "critical" },
    silenced: false,
  },
  {
    title: "a database that is down leaves the dead man's switch alone",
    source: postgresDown,
    target: { alertname: "DeadMansSwitch", symptom: "heartbeat", severity: "info" },
    silenced: false,
  },
  {
    title: "a database that is down leaves alerts without labels alone",
    source: postgresDown,
    target: { alertname: "SomebodyElses", severity: "critical", owner: "ai-platform" },
    silenced: false,
  },
  {
    title: "an exporter that is down says nothing about the database, so dependents are heard",
    source: { ...api, ...targetDown, service: "postgres", job: "postgres-exporter" },
    target: { ...slow, severity: "critical" },
    silenced: false,
  },
  {
    title: "a target that is down silences what it therefore does not report",
    source: { ...api, ...targetDown, job: "fastapi-instrumentator" },
    target: { ...api, alertname: "PoolMissing", symptom: "unreported", pool: "api", severity: "critical" },
    silenced: true,
  },
  {
    title: "a probe that did not run does not explain what a service fails to report",
    source: { ...api, ...targetDown, job: "probe" },
    target: { ...api, alertname: "PoolMissing", symptom: "unreported", pool: "api", severity: "critical" },
    silenced: false,
  },
  {
    title: "a target that is down leaves another service's missing data alone",
    source: { ...api, ...targetDown, service: "other", job: "prom-client" },
    target: { ...api, alertname: "PoolMissing", symptom: "unreported", pool: "api", severity: "critical" },
    silenced: false,
  },
  {
    title: "a target that is not known silences what its service therefore does not report",
    source: { ...journal, service: "redis", alertname: "TargetMissing", symptom: "target", job: "redis-exporter", severity: "critical" },
    target: { ...journal, service: "redis", alertname: "QueueMissing", symptom: "unreported", queue: "a", severity: "critical" },
    silenced: true,
  },
  {
    title: "a target that is not known leaves what another system does not report alone",
    source: { ...journal, service: "redis", alertname: "TargetMissing", symptom: "target", job: "redis-exporter", severity: "critical" },
    target: { ...api, service: "redis", alertname: "QueueMissing", symptom: "unreported", queue: "a", severity: "critical" },
    silenced: false,
  },
  {
    title: "targets without labels explain nothing: equal because both are absent is not equal",
    source: { ...targetDown, owner: "ai-platform" },
    target: { alertname: "PoolMissing", symptom: "unreported", severity: "critical", owner: "ai-platform" },
    silenced: false,
  },
  {
    title: "the prober that is down silences the targets of its probes",
    source: { ...targetDown, system: "monitoring", service: "blackbox-exporter", owner: "platform", job: "stack" },
    target: { ...api, ...targetDown, job: "probe" },
    silenced: true,
  },
  {
    title: "the prober that is down leaves other targets alone",
    source: { ...targetDown, system: "monitoring", service: "blackbox-exporter", owner: "platform", job: "stack" },
    target: { ...api, ...targetDown, job: "fastapi-instrumentator" },
    silenced: false,
  },
  {
    title: "somebody else's alerts are compared by labels that are unknown here, so they are left alone",
    source: { alertname: "DiskFull", mountpoint: "/a", severity: "critical", owner: "ai-platform" },
    target: { alertname: "DiskFull", mountpoint: "/b", severity: "warning", owner: "ai-platform" },
    silenced: false,
  },
];
