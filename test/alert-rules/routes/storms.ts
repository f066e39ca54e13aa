type Labels = Readonly<Record<string, string>>;

/** An alert that starts firing `at` seconds after the fault. If `until` is set, it resolves that many seconds after the fault. */
export interface Moment {
  readonly at: number;
  readonly until?: number;
  readonly labels: Labels;
}

/** A fault, the alerts that fire because of it, and the notifications that the services' owner must receive. */
export interface Storm {
  readonly title: string;
  readonly moments: readonly Moment[];
  /** The affected service or system of each incident that PagerDuty must open. */
  readonly pages: readonly string[];
  /** The number of firing notifications in the owner's channel. */
  readonly messages: number;
}

const critical = (alertname: string, symptom: string, more: Labels = {}): Labels => ({ alertname, symptom, severity: "critical", ...more });
const gateways = (service: string, labels: Labels): Labels => ({ system: "gateways", service, owner: "integrations", ...labels });
const trades = (service: string, labels: Labels): Labels => ({ system: "trades", service, owner: "journal", ...labels });

const errors = critical("HttpErrorRatioHigh", "errors");
const latency = critical("HttpLatencyHigh", "latency");
const health = { probe: "health", instance: "http://program:80/health" };
const probeFailed = critical("ProbeFailed", "probe", { action: "restart", ...health });
const seenByGatus = critical("UptimeCheckFailed", "probe", { checked_by: "gatus", ...health });
const targetDown = critical("TargetDown", "target", { job: "prom-client", instance: "program:80" });
const exhausted = (pool: string): Labels => critical("ConnectionPoolExhausted", "pool-waiting", { pool });
const timeouts = (pool: string): Labels => critical("ConnectionPoolTimeouts", "pool-timeouts", { pool });
const used = (pool: string): Labels => critical("PoolUsedHigh", "pool-used", { pool });

const unreachable: Labels = { ...critical("PostgresUnreachable", "server"), severity: "info" };
const recovering: Labels = { ...critical("PostgresRecovering", "server"), severity: "info" };

/** The alerts that fire when a pool is exhausted. */
const poolStorm = (pool: string, of: (labels: Labels) => Labels): Moment[] => [
  { at: 50, labels: of(timeouts(pool)) },
  { at: 60, labels: of(errors) },
  { at: 60, labels: of(latency) },
  { at: 75, labels: of(exhausted(pool)) },
  { at: 75, labels: of(used(pool)) },
];

const pooled = ["automation", "platform", "saga-orchestrator"] as const;
const web = (labels: Labels): Labels => trades("web", labels);

/** Faults in the production environment, with the times at which production's rules fire. */
export const storms: readonly Storm[] = [
  {
    title: "an exhausted pool of an internal service",
    moments: poolStorm("automation", (labels) => gateways("automation", labels)),
    pages: ["automation"],
    messages: 1,
  },
  {
    title: "an exhausted pool of a public service",
    moments: poolStorm("web", web),
    pages: ["web"],
    messages: 1,
  },
  {
    title: "a PostgreSQL server whose connections are all taken",
    moments: [
      ...pooled.flatMap((service) => poolStorm(service, (labels) => gateways(service, labels))),
      ...pooled.map((service) => ({ at: 150, labels: gateways(service, probeFailed) })),
      { at: 50, labels: gateways("postgres", critical("PostgresConnectionsHigh", "connections")) },
      { at: 120, labels: gateways("automation-worker", critical("QueueJobFailureRatioHigh", "queue-failures", { queue: "arq:queue" })) },
      { at: 150, labels: gateways("automation-worker", critical("QueueDepthHigh", "queue-depth", { queue: "arq:queue" })) },
    ],
    pages: ["postgres"],
    messages: 1,
  },
  {
    title: "a killed internal service",
    moments: [
      { at: 105, labels: gateways("automation", targetDown) },
      { at: 120, labels: gateways("automation", seenByGatus) },
      { at: 160, labels: gateways("automation", probeFailed) },
    ],
    pages: ["automation"],
    // TargetDown fires before ProbeFailed and does not inhibit it, so a second notification adds the failed check.
    messages: 2,
  },
  {
    title: "a stopped PostgreSQL server that internal services depend on, whose error alerts fire before PostgresDown",
    moments: [
      { at: 15, labels: gateways("postgres", unreachable) },
      ...pooled.map((service) => ({ at: 30, labels: gateways(service, errors) })),
      { at: 80, labels: gateways("postgres", critical("PostgresDown", "server")) },
    ],
    pages: ["postgres"],
    messages: 1,
  },
  {
    title: "a PostgreSQL server that restarts for 45 seconds, which an internal service depends on",
    moments: [
      { at: 15, until: 120, labels: gateways("postgres", unreachable) },
      { at: 30, until: 495, labels: gateways("postgres", recovering) },
      { at: 30, until: 330, labels: gateways("automation", errors) },
    ],
    pages: [],
    messages: 0,
  },
  {
    title: "a PostgreSQL server that comes back after two minutes, before the errors leave the windows of the dependents' alerts",
    moments: [
      { at: 15, until: 195, labels: gateways("postgres", unreachable) },
      { at: 30, until: 555, labels: gateways("postgres", recovering) },
      { at: 30, until: 405, labels: gateways("automation", errors) },
      { at: 75, until: 255, labels: gateways("postgres", critical("PostgresDown", "server")) },
    ],
    pages: ["postgres"],
    messages: 1,
  },
  {
    title: "a stopped Redis server that internal and public services depend on",
    moments: [
      { at: 80, labels: gateways("redis", critical("RedisDown", "server")) },
      { at: 60, labels: gateways("api-gateway", errors) },
      { at: 60, labels: gateways("frontend", errors) },
      { at: 60, labels: gateways("llm-orchestrator", errors) },
      { at: 60, labels: gateways("automation", latency) },
      { at: 160, labels: gateways("platform", probeFailed) },
    ],
    // Users of the public services see errors, so each public service opens an incident.
    pages: ["api-gateway", "frontend", "redis"],
    messages: 3,
  },
  {
    title: "a namespace that loses its network connection",
    moments: [
      { at: 80, labels: gateways("postgres", critical("PostgresDown", "server")) },
      { at: 80, labels: gateways("redis", critical("RedisDown", "server")) },
      { at: 60, labels: { ...critical("SystemDown", "system"), system: "gateways", owner: "integrations" } },
      ...pooled.map((service) => ({ at: 110, labels: gateways(service, targetDown) })),
      ...pooled.map((service) => ({ at: 120, labels: gateways(service, seenByGatus) })),
      ...pooled.map((service) => ({ at: 160, labels: gateways(service, probeFailed) })),
      { at: 160, labels: gateways("frontend", probeFailed) },
    ],
    pages: ["gateways"],
    messages: 1,
  },
  {
    title: "a namespace whose network connection comes back",
    moments: [
      { at: 60, until: 480, labels: { ...critical("SystemDown", "system"), system: "gateways", owner: "integrations" } },
      ...pooled.map((service) => ({ at: 110, until: 375, labels: gateways(service, targetDown) })),
      ...pooled.map((service) => ({ at: 160, until: 435, labels: gateways(service, probeFailed) })),
    ],
    pages: ["gateways"],
    messages: 1,
  },
  {
    title: "two services with separate problems, one after the other",
    moments: [
      { at: 30, labels: gateways("automation", errors) },
      { at: 90, labels: gateways("platform", errors) },
    ],
    pages: ["automation", "platform"],
    messages: 2,
  },
];
