/**
 * Every name of a system, service, queue, pool or job that the field traces use. Names in `catalogue` must exist in the catalogue
 * that the rules under test are rendered from; names in `discovered` must not, because Kubernetes service discovery finds them.
 */

/** The environment whose rules are tested. */
export const environment = "production";

/** A service as its series identify it after the scrape. */
export interface Service {
  readonly system: string;
  readonly service: string;
  readonly owner: string;
}

const of = (system: string, service: string, owner: string): Service => ({ system, service, owner });

/** Catalogue services by kind. Jobs, queues, pools and quotas are known only from the catalogue. */
export const catalogue = {
  /** prom-client, one pool, checks of four dependents, strict own thresholds for errors and latency. */
  web: of("trades", "web", "journal"),
  /** prom-client, one pool and an objective of 99.9 %. */
  cms: of("magazine", "cms", "sites"),
  /** FastAPI with a pool and tenant quotas. */
  api: of("studio", "api", "ai-platform"),
  /** Pushes by OTLP. */
  dashboard: of("replies", "dashboard", "feedback"),
  /** BullMQ, no own threshold for depth, two queues and two jobs. */
  siteWorker: of("magazine", "worker", "sites"),
  /** BullMQ, one queue. */
  journalWorker: of("trades", "worker", "journal"),
  /** arq, one queue and a monthly job. */
  aiWorker: of("studio", "worker", "ai-platform"),
  /** arq, one queue. */
  automationWorker: of("gateways", "automation-worker", "integrations"),
  /** arq, one queue. */
  agentJobs: of("replies", "agent-jobs", "feedback"),
  /** A primary with one standby. */
  primary: of("studio", "postgres", "ai-platform"),
  standby: of("studio", "postgres-replica", "ai-platform"),
  /** PostgreSQL servers without a standby. */
  journalPostgres: of("trades", "postgres", "journal"),
  sitePostgres: of("magazine", "postgres", "sites"),
  platformPostgres: of("gateways", "postgres", "integrations"),
  journalRedis: of("trades", "redis", "journal"),
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

/** A service in Kubernetes that the catalogue does not contain: it has the default thresholds. */
export const discovered = (service: string): Service => of("shop", service, "shop");

/** A service with an objective: `objective` is the number without its decimal point (`999` is 99.9 %). */
export const withObjective = (shape: string, objective: string): Service => of(`objective-${objective}`, shape, "shop");

export const queues = { exports: "exports", automations: "automations", jobs: "jobs", arq: "arq:queue" } as const;
export const pools = { web: "web", cms: "cms", api: "api" } as const;
/** Jobs report their runs to Gatus under these keys. */
export const jobs = {
  backup: { key: "magazine_worker-backup", group: "magazine", name: "worker-backup" },
  restoreTest: { key: "magazine_worker-restore-test", group: "magazine", name: "worker-restore-test" },
  invoices: { key: "studio_worker-invoices", group: "studio", name: "worker-invoices" },
} as const;
