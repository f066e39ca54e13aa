/**
 * Every name of a system, service, queue, pool or job that the field traces use. Those of `catalogue` must be in the catalogue
 * that the rules under test are rendered from; those of `discovered` must not be: Kubernetes service discovery finds them.
 */

/** The rules under test: those of this environment. */
export const environment = "production";

/** A service as its series carry it after the scrape. */
export interface Service {
  readonly system: string;
  readonly service: string;
  readonly owner: string;
}

const of = (system: string, service: string, owner: string): Service => ({ system, service, owner });

/** Catalogue services by what they are. Jobs, queues, pools and quotas are only known from the catalogue. */
export const catalogue = {
  /** prom-client, one pool, four dependents' checks, strict own thresholds for errors and latency. */
  web: of("trading-journal", "web", "journal"),
  /** prom-client, one pool and an objective of 99.9 %. */
  cms: of("site-builder", "cms", "sites"),
  /** FastAPI with a pool and quotas of tenants. */
  api: of("tenant-ai", "api", "ai-platform"),
  /** Pushes by OTLP. */
  dashboard: of("soulcaster", "dashboard", "feedback"),
  /** BullMQ, no own threshold for depth, two queues and two jobs. */
  siteWorker: of("site-builder", "worker", "sites"),
  /** BullMQ, one queue. */
  journalWorker: of("trading-journal", "worker", "journal"),
  /** arq, one queue and a monthly job. */
  aiWorker: of("tenant-ai", "worker", "ai-platform"),
  /** arq, one queue. */
  automationWorker: of("eight-services", "automation-worker", "integrations"),
  /** arq, one queue. */
  agentJobs: of("soulcaster", "agent-jobs", "feedback"),
  /** A primary with one standby. */
  primary: of("tenant-ai", "postgres", "ai-platform"),
  standby: of("tenant-ai", "postgres-replica", "ai-platform"),
  /** PostgreSQL servers without a standby. */
  journalPostgres: of("trading-journal", "postgres", "journal"),
  sitePostgres: of("site-builder", "postgres", "sites"),
  platformPostgres: of("eight-services", "postgres", "integrations"),
  journalRedis: of("trading-journal", "redis", "journal"),
  siteRedis: of("site-builder", "redis", "sites"),
  platformRedis: of("eight-services", "redis", "integrations"),
  aiRedis: of("tenant-ai", "redis", "ai-platform"),
  gatewayHealth: of("eight-services", "api-gateway", "integrations"),
  mcpHealth: of("eight-services", "mcp-server", "integrations"),
  frontendHealth: of("eight-services", "frontend", "integrations"),
  sitesHealth: of("site-builder", "sites", "sites"),
  gatewayOfAirtable: of("eight-services", "airtable-gateway", "integrations"),
  backendHealth: of("soulcaster", "backend", "feedback"),
} as const satisfies Record<string, Service>;

/** A service of a Kubernetes cluster that no catalogue names: it has the default thresholds. */
export const discovered = (service: string): Service => of("shop", service, "shop");

/** A service with an objective: `objective` is the number without its point (`999` is 99.9 %). */
export const withObjective = (shape: string, objective: string): Service => of(`objective-${objective}`, shape, "shop");

export const queues = { exports: "exports", automations: "automations", jobs: "jobs", arq: "arq:queue" } as const;
export const pools = { web: "web", cms: "cms", api: "api" } as const;
/** Jobs report their runs to Gatus under these keys. */
export const jobs = {
  backup: { key: "site-builder_worker-backup", group: "site-builder", name: "worker-backup" },
  restoreTest: { key: "site-builder_worker-restore-test", group: "site-builder", name: "worker-restore-test" },
  invoices: { key: "tenant-ai_worker-invoices", group: "tenant-ai", name: "worker-invoices" },
} as const;
