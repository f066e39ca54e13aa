/** Two alerts, and whether the source inhibits the target. */
export interface InhibitionCase {
  readonly title: string;
  readonly source: Readonly<Record<string, string>>;
  readonly target: Readonly<Record<string, string>>;
  readonly inhibited: boolean;
}

const api = { system: "studio", service: "api", owner: "ai-platform" };
const journal = { system: "trades", owner: "journal" };
const worker = { ...api, service: "worker" };
const slow = { ...api, alertname: "HttpLatencyHigh", symptom: "latency" };
const queue = { ...worker, alertname: "QueueDepthHigh", symptom: "queue-depth" };
const postgresDown = { ...api, service: "postgres", alertname: "PostgresDown", symptom: "server", severity: "critical" };
const postgresUnreachable = { ...postgresDown, alertname: "PostgresUnreachable", severity: "info" };
const targetDown = { alertname: "TargetDown", symptom: "target", severity: "critical" };
const failing = { alertname: "HttpErrorRatioHigh", symptom: "errors", severity: "critical" };
const probeFailed = { alertname: "ProbeFailed", symptom: "probe", severity: "critical" };
const probersDisagree = { alertname: "ProbersDisagree", symptom: "probe", severity: "warning", probe: "health" };
const fromGatus = { alertname: "UptimeCheckFailed", symptom: "probe", severity: "critical", probe: "health", checked_by: "gatus" };

/** Cases in the production environment of the fixture catalogue. */
export const inhibitionCases: readonly InhibitionCase[] = [
  {
    title: "a critical alert inhibits the warning of the same service",
    source: { ...slow, severity: "critical" },
    target: { ...slow, severity: "warning" },
    inhibited: true,
  },
  {
    title: "a critical alert does not inhibit another service's warning",
    source: { ...slow, service: "other", severity: "critical" },
    target: { ...slow, severity: "warning" },
    inhibited: false,
  },
  {
    title: "a critical alert does not inhibit another queue's warning",
    source: { ...queue, queue: "a", severity: "critical" },
    target: { ...queue, queue: "b", severity: "warning" },
    inhibited: false,
  },
  {
    title: "a critical alert inhibits the same queue's warning",
    source: { ...queue, queue: "a", severity: "critical" },
    target: { ...queue, queue: "a", severity: "warning" },
    inhibited: true,
  },
  {
    title: "a warning about a tenant's quota inhibits the info about it",
    source: { ...api, alertname: "TenantQuotaHigh", symptom: "quota", tenant: "t1", quota: "tokens", severity: "warning" },
    target: { ...api, alertname: "TenantQuotaHigh", symptom: "quota", tenant: "t1", quota: "tokens", severity: "info" },
    inhibited: true,
  },
  {
    title: "a warning about one tenant does not inhibit the info about another",
    source: { ...api, alertname: "TenantQuotaHigh", symptom: "quota", tenant: "t1", quota: "tokens", severity: "warning" },
    target: { ...api, alertname: "TenantQuotaHigh", symptom: "quota", tenant: "t2", quota: "tokens", severity: "info" },
    inhibited: false,
  },
  {
    title: "a database that is down inhibits latency alerts of services that depend on it",
    source: postgresDown,
    target: { ...slow, severity: "critical" },
    inhibited: true,
  },
  {
    title: "a database that is down inhibits queue alerts of a worker that depends on it",
    source: postgresDown,
    target: { ...queue, queue: "a", severity: "critical" },
    inhibited: true,
  },
  {
    title: "a database that is down inhibits error alerts of an internal service that depends on it",
    source: { ...postgresDown, system: "gateways", owner: "integrations" },
    target: { ...failing, system: "gateways", service: "automation", owner: "integrations" },
    inhibited: true,
  },
  {
    title: "a database that did not respond at the latest scrape inhibits error alerts of an internal service that depends on it",
    source: { ...postgresUnreachable, system: "gateways", owner: "integrations" },
    target: { ...failing, system: "gateways", service: "automation", owner: "integrations" },
    inhibited: true,
  },
  {
    title: "a database that did not respond at the latest scrape does not inhibit error alerts of a public service that depends on it",
    source: postgresUnreachable,
    target: { ...failing, ...api },
    inhibited: false,
  },
  {
    title: "a database that is down does not inhibit error alerts of a public service that depends on it",
    source: postgresDown,
    target: { ...failing, ...api },
    inhibited: false,
  },
  {
    title: "a database that is down does not inhibit the ProbeFailed alert of a public service",
    source: postgresDown,
    target: { ...api, ...probeFailed, probe: "health" },
    inhibited: false,
  },
  {
    title: "a database without free connections inhibits pool alerts of services that depend on it",
    source: { ...postgresDown, alertname: "PostgresConnectionsHigh", symptom: "connections" },
    target: { ...api, alertname: "ConnectionPoolExhausted", symptom: "pool-waiting", pool: "api", severity: "critical" },
    inhibited: true,
  },
  {
    title: "a database with many used connections inhibits no alerts of services that depend on it",
    source: { ...postgresDown, alertname: "PostgresConnectionsHigh", symptom: "connections", severity: "warning" },
    target: { ...slow, severity: "critical" },
    inhibited: false,
  },
  {
    title: "a Redis server that is out of memory and refuses writes inhibits queue alerts of a worker",
    source: { ...api, service: "redis", alertname: "RedisOutOfMemory", symptom: "out-of-memory", severity: "critical" },
    target: { ...queue, queue: "a", severity: "critical" },
    inhibited: true,
  },
  {
    title: "an exhausted pool inhibits the warning that it is nearly full",
    source: { ...api, alertname: "ConnectionPoolExhausted", symptom: "pool-waiting", pool: "api", severity: "critical" },
    target: { ...api, alertname: "PoolUsedHigh", symptom: "pool-used", pool: "api", severity: "critical" },
    inhibited: true,
  },
  {
    title: "an exhausted pool does not inhibit alerts about another pool of the service",
    source: { ...api, alertname: "ConnectionPoolExhausted", symptom: "pool-waiting", pool: "api", severity: "critical" },
    target: { ...api, alertname: "PoolUsedHigh", symptom: "pool-used", pool: "reports", severity: "critical" },
    inhibited: false,
  },
  {
    title: "a failed check that means down inhibits latency alerts of services that depend on the service",
    source: { ...journal, ...probeFailed, service: "qdrant", probe: "health" },
    target: { ...slow, ...journal, service: "web", severity: "critical" },
    inhibited: true,
  },
  {
    title: "a failed check that does not mean down inhibits no alerts of services that depend on the service",
    source: { ...journal, ...probeFailed, service: "qdrant", probe: "collections" },
    target: { ...slow, ...journal, service: "web", severity: "critical" },
    inhibited: false,
  },
  {
    title: "a failed scrape of a service inhibits no alerts of services that depend on it",
    source: { ...targetDown, system: "magazine", service: "cms", owner: "sites", job: "prom-client" },
    target: { ...slow, system: "magazine", service: "sites", owner: "sites", severity: "critical" },
    inhibited: false,
  },
  {
    title: "a failed check in Prometheus inhibits the same failed check in Gatus",
    source: { ...api, ...probeFailed, probe: "health" },
    target: { ...api, ...probeFailed, alertname: "UptimeCheckFailed", probe: "health", checked_by: "gatus" },
    inhibited: true,
  },
  {
    title: "a failed check that is only a warning inhibits the same failed check in Gatus",
    source: { ...api, ...probeFailed, severity: "warning", probe: "track" },
    target: { ...api, ...probeFailed, severity: "warning", alertname: "UptimeCheckFailed", probe: "track", checked_by: "gatus" },
    inhibited: true,
  },
  {
    title: "a failed check in Prometheus does not inhibit another check of the service",
    source: { ...api, ...probeFailed, probe: "health" },
    target: { ...api, ...probeFailed, alertname: "UptimeCheckFailed", probe: "login", checked_by: "gatus" },
    inhibited: false,
  },
  {
    title: "a database that is down does not inhibit its own replication alerts",
    source: postgresDown,
    target: {
      ...api,
      service: "postgres",
      alertname: "PostgresStandbyMissing",
      symptom: "replication-standby",
      severity: "critical",
    },
    inhibited: false,
  },
  {
    title: "a database that is down does not inhibit a tenant's quota alert",
    source: postgresDown,
    target: { ...api, alertname: "TenantQuotaHigh", symptom: "quota", tenant: "t1", quota: "tokens", severity: "warning" },
    inhibited: false,
  },
  {
    title: "a database that is down does not inhibit alerts about another system's service with the same name",
    source: postgresDown,
    target: { ...slow, system: "trades", owner: "journal", severity: "critical" },
    inhibited: false,
  },
  {
    title: "a database that is down does not inhibit the dead man's switch",
    source: postgresDown,
    target: { alertname: "DeadMansSwitch", symptom: "heartbeat", severity: "info" },
    inhibited: false,
  },
  {
    title: "a database that is down does not inhibit alerts without labels",
    source: postgresDown,
    target: { alertname: "SomebodyElses", severity: "critical", owner: "ai-platform" },
    inhibited: false,
  },
  {
    title: "an exporter that is down inhibits no alerts of services that depend on its database",
    source: { ...api, ...targetDown, service: "postgres", job: "postgres-exporter" },
    target: { ...slow, severity: "critical" },
    inhibited: false,
  },
  {
    title: "a target that is down inhibits alerts about data that the target reports when it is up",
    source: { ...api, ...targetDown, job: "fastapi-instrumentator" },
    target: { ...api, alertname: "PoolMissing", symptom: "unreported", pool: "api", severity: "critical" },
    inhibited: true,
  },
  {
    title: "a probe that did not run does not inhibit alerts about missing data of a service",
    source: { ...api, ...targetDown, job: "probe" },
    target: { ...api, alertname: "PoolMissing", symptom: "unreported", pool: "api", severity: "critical" },
    inhibited: false,
  },
  {
    title: "a target that is down does not inhibit alerts about another service's missing data",
    source: { ...api, ...targetDown, service: "other", job: "prom-client" },
    target: { ...api, alertname: "PoolMissing", symptom: "unreported", pool: "api", severity: "critical" },
    inhibited: false,
  },
  {
    title: "a missing target inhibits alerts about its service's missing data",
    source: { ...journal, service: "redis", alertname: "TargetMissing", symptom: "target", job: "redis-exporter", severity: "critical" },
    target: { ...journal, service: "redis", alertname: "QueueMissing", symptom: "unreported", queue: "a", severity: "critical" },
    inhibited: true,
  },
  {
    title: "a missing target does not inhibit alerts about missing data of another system",
    source: { ...journal, service: "redis", alertname: "TargetMissing", symptom: "target", job: "redis-exporter", severity: "critical" },
    target: { ...api, service: "redis", alertname: "QueueMissing", symptom: "unreported", queue: "a", severity: "critical" },
    inhibited: false,
  },
  {
    title: "a target without labels inhibits no alert without labels, although the absent labels are equal",
    source: { ...targetDown, owner: "ai-platform" },
    target: { alertname: "PoolMissing", symptom: "unreported", severity: "critical", owner: "ai-platform" },
    inhibited: false,
  },
  {
    title: "a warning that a check fails only in Gatus inhibits the alert from Gatus",
    source: { ...api, ...probersDisagree, prober: "gatus" },
    target: { ...api, ...fromGatus },
    inhibited: true,
  },
  {
    title: "a warning that a check fails only in blackbox_exporter does not inhibit the alert from Gatus",
    source: { ...api, ...probersDisagree, prober: "blackbox-exporter" },
    target: { ...api, ...fromGatus },
    inhibited: false,
  },
  {
    title: "a warning that a check fails only in Gatus does not inhibit the alert from Gatus about another check",
    source: { ...api, ...probersDisagree, prober: "gatus" },
    target: { ...api, ...fromGatus, probe: "ready" },
    inhibited: false,
  },
  {
    title: "a prober that is down inhibits TargetDown alerts about its probes",
    source: { ...targetDown, system: "monitoring", service: "blackbox-exporter", owner: "platform", job: "stack" },
    target: { ...api, ...targetDown, job: "probe" },
    inhibited: true,
  },
  {
    title: "a prober that is down does not inhibit TargetDown alerts about other targets",
    source: { ...targetDown, system: "monitoring", service: "blackbox-exporter", owner: "platform", job: "stack" },
    target: { ...api, ...targetDown, job: "fastapi-instrumentator" },
    inhibited: false,
  },
  {
    title: "alerts from other rules are not inhibited, because they lack the compared labels",
    source: { alertname: "DiskFull", mountpoint: "/a", severity: "critical", owner: "ai-platform" },
    target: { alertname: "DiskFull", mountpoint: "/b", severity: "warning", owner: "ai-platform" },
    inhibited: false,
  },
];
