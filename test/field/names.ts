/**
 * Names of systems, services, queues, pools and jobs in the traces. The rules under test are rendered from the fixture catalogue. The
 * fixture catalogue must contain the services in `catalogue`, but not the services that Kubernetes discovery finds.
 */

/** ID of the environment whose rules are tested. */
export const environment = "production";

/** Labels that identify a service. All series of a trace (`Trace`) have them, although Prometheus keeps `owner` only on `up`. */
export interface Service {
  readonly system: string;
  readonly service: string;
  readonly owner: string;
}

const of = (system: string, service: string, owner: string): Service => ({ system, service, owner });

/** Services of the catalogue. Discovery finds no jobs, queues, pools or quotas; only the catalogue declares them. */
export const catalogue = {
  /** prom-client, one pool, five checks, and thresholds for errors that are stricter than the default. */
  web: of("trades", "web", "journal"),
  /** prom-client, one pool, an availability objective of 99.9 % and a latency objective of 99 %. */
  cms: of("magazine", "cms", "sites"),
  /** FastAPI with a pool and tenant quotas. */
  api: of("studio", "api", "ai-platform"),
  /** Pushes its metrics over OTLP. */
  dashboard: of("replies", "dashboard", "feedback"),
  /** BullMQ with two queues, two jobs, and the default threshold for queue depth. */
  siteWorker: of("magazine", "worker", "sites"),
  /** BullMQ with one queue. */
  journalWorker: of("trades", "worker", "journal"),
  /** arq with one queue and a monthly job. */
  aiWorker: of("studio", "worker", "ai-platform"),
  /** arq with one queue. */
  automationWorker: of("gateways", "automation-worker", "integrations"),
  /** arq with one queue. */
  agentJobs: of("replies", "agent-jobs", "feedback"),
  /** A primary with one standby. */
  primary: of("studio", "postgres", "ai-platform"),
  standby: of("studio", "postgres-replica", "ai-platform"),
  /** PostgreSQL servers without a standby. */
  journalPostgres: of("trades", "postgres", "journal"),
  sitePostgres: of("magazine", "postgres", "sites"),
  platformPostgres: of("gateways", "postgres", "integrations"),
  siteRedis: of("magazine", "redis", "sites"),
  platformRedis: of("gateways", "redis", "integrations"),
  aiRedis: of("studio", "redis", "ai-platform"),
  gatewayHealth: of("gateways", "api-gateway", "integrations"),
  mcpHealth: of("gateways", "mcp-server", "integrations"),
  frontendHealth: of("gateways", "frontend", "integrations"),
  sitesHealth: of("magazine", "sites", "sites"),
  gatewayOfAirtable: of("gateways", "airtable-gateway", "integrations"),
  backendHealth: of("replies", "backend", "feedback"),
} as const satisfies Record<string, Service>;

/** Returns a service in Kubernetes that the catalogue does not contain. It has the default thresholds. */
export const discovered = (service: string): Service => of("shop", service, "shop");

/** Returns the service for the fault `shape`, with the fault's name. `objective` is the service's objective, e.g. `999` for 99.9 %. */
export const withObjective = (shape: string, objective: string): Service => of(`objective-${objective}`, shape, "shop");

export const queues = { exports: "exports", automations: "automations", jobs: "jobs", arq: "arq:queue" } as const;
export const pools = { web: "web", cms: "cms", api: "api" } as const;
/** Jobs, and the keys under which they report their runs to Gatus. */
export const jobs = {
  backup: { key: "magazine_worker-backup", group: "magazine", name: "worker-backup" },
  restoreTest: { key: "magazine_worker-restore-test", group: "magazine", name: "worker-restore-test" },
  invoices: { key: "studio_worker-invoices", group: "studio", name: "worker-invoices" },
} as const;
