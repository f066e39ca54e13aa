import { z } from "zod";
import { httpProfiles, type HttpProfileId } from "../instrumentation/http";
import { queueProfiles, type QueueProfileId } from "../instrumentation/queue";
import { contact } from "./contact";
import { nameSchema } from "./name";
import { slo } from "./objectives-schema";
import { object, oneOf, unknownVariant } from "./object";
import { sentry } from "./sentry-schema";
import { thresholdsOf } from "./thresholds";
import { job, uptimeCheck } from "./uptime-schema";

export { nameSchema } from "./name";

const keysOf = <K extends string>(record: Record<K, unknown>) => Object.keys(record) as [K, ...K[]];

const port = z.int().min(1).max(65_535);
const path = z.string().startsWith("/");

/** Where a program listens, as seen from inside the stack's network. `host` is `<service>.<system>` by default. Exporters connect by TLS, but for the demo's. */
const addressShape = { host: z.string().min(1).optional(), port };

const httpInstrumentation = object({
  profile: oneOf(keysOf<HttpProfileId>(httpProfiles)),
  /** Port of the metrics endpoint; unused by `opentelemetry`, which is pushed. */
  port: port.optional(),
  host: z.string().min(1).optional(),
  path: path.default("/metrics"),
  /** Histogram bounds in seconds, as configured in the application; the library's default when absent. */
  buckets: z.array(z.number().positive()).min(1).optional(),
  /**
   * Routes that are streams or probes and must not count as latency or traffic; with `opentelemetry` the application leaves them out itself.
   * Failed answers of a stream count. Those of the service's own health checks (`uptime`), of its metrics endpoint and of `/health`,
   * `/healthz`, `/live`, `/livez`, `/ready` and `/readyz` do not.
   */
  excludeRoutes: z.array(z.string()).default([]),
});

const queueInstrumentation = object({
  profile: oneOf(keysOf<QueueProfileId>(queueProfiles)),
  port: port.optional(),
  host: z.string().min(1).optional(),
  path: path.default("/metrics"),
  /** For `arq`: the Redis service whose exporter looks at the queue. */
  redis: nameSchema.optional(),
});

const hostsShape = z.record(nameSchema, z.string().min(1)).default({});

/** Fields every service has. */
const common = {
  name: nameSchema,
  /** Team that answers for it, by id from `owners.ts`. */
  owner: nameSchema,
  description: z.string().optional(),
  /** Services of the same system it cannot work without. While one is down, alerts that follow from it are not sent; errors of a public service always are. */
  dependsOn: z.array(nameSchema).default([]),
  uptime: z.array(uptimeCheck).default([]),
  /** What it does by the clock, and must be heard of. */
  jobs: z.array(job).default([]),
  /** Public host names by environment, for a service that is not served under the system's own. */
  hosts: hostsShape,
};

/** Application-side signals a service of any application kind may have. */
const application = {
  /** Connection pools the application keeps, by the name it reports. */
  pools: z.array(object({ name: z.string().min(1), database: nameSchema })).default([]),
  /** Quotas it counts per tenant, by the name it reports. */
  quotas: z.array(z.string().min(1)).default([]),
  sentry: sentry.optional(),
};

const http = object({
  kind: z.literal("http"),
  ...common,
  ...application,
  instrumentation: httpInstrumentation,
  slo,
  thresholds: thresholdsOf("latencyP95", "errorRatio", "poolUsed", "quotaUsed", "certificateExpiry"),
});

/** An objective counts requests, and only HTTP instrumentation counts them. */
const noObjective = (kind: string) => ({
  slo: `got an objective (slo), and nothing counts requests of a service of kind ${kind}, so it cannot be measured: declare it at the http service that answers them, or remove it`,
});

const worker = object(
  {
    kind: z.literal("worker"),
    ...common,
    ...application,
    instrumentation: queueInstrumentation,
    /** Queues it works on, by the name the instrumentation reports. */
    queues: z.array(z.string().min(1)).min(1),
    thresholds: thresholdsOf("queueDepth", "oldestJobAge", "jobFailureRatio", "poolUsed", "quotaUsed", "certificateExpiry"),
  },
  noObjective("worker"),
);

const postgres = object(
  {
    kind: z.literal("postgres"),
    ...common,
    ...addressShape,
    port: port.default(5432),
    database: z.string().min(1).default("postgres"),
    role: oneOf(["primary", "replica"]).default("primary"),
    /** For a replica: the primary it follows. */
    replicaOf: nameSchema.optional(),
    /** Standbys that must stream from this primary. */
    standbys: z.int().min(0).default(0),
    /** `standard` is a server one runs; `managed` is one whose vendor keeps some views closed. */
    thresholds: thresholdsOf("connectionsUsed", "replicationLag", "queryMean", "certificateExpiry"),
  },
  noObjective("postgres"),
);

const redis = object(
  {
    kind: z.literal("redis"),
    ...common,
    ...addressShape,
    port: port.default(6379),
    thresholds: thresholdsOf("redisMemory", "redisLatency", "certificateExpiry"),
  },
  noObjective("redis"),
);

/** Something that is only probed: a vendor's or another team's endpoint, or a program without metrics. */
const external = object(
  {
    kind: z.literal("external"),
    ...common,
    sentry: sentry.optional(),
    thresholds: thresholdsOf("certificateExpiry"),
  },
  noObjective("external"),
);

export const serviceKinds = ["http", "worker", "postgres", "redis", "external"] as const;
export type ServiceKind = (typeof serviceKinds)[number];

export const serviceSchema = z.discriminatedUnion("kind", [http, worker, postgres, redis, external], {
  error: unknownVariant("kind", serviceKinds),
});

export const systemSchema = object({
  id: nameSchema,
  title: z.string().min(1),
  description: z.string().min(1),
  services: z.array(serviceSchema).min(1),
  /** Public host names by environment, for checks from outside: `https://<host>`. */
  hosts: hostsShape,
  /** Who passes on to the tenants what they are told, e.g. that their quota is nearly used up; by default nobody. */
  tenantContacts: z.array(contact).default([]),
  /** Webhook, by contact name, that also gets the alerts that carry an `action` label; by default none does. */
  automation: nameSchema.optional(),
});

type Frozen<T> = T extends readonly (infer Item)[]
  ? readonly Frozen<Item>[]
  : T extends object
    ? { readonly [K in keyof T]: Frozen<T[K]> }
    : T;

/** A system as its author writes it; parts shared by services may be constants. */
export type SystemInput = Frozen<z.input<typeof systemSchema>>;
/** A parsed system: defaults filled in, quantities as numbers in base units. */
export type System = z.output<typeof systemSchema>;
export type Service = z.output<typeof serviceSchema>;
export type HttpService = Extract<Service, { kind: "http" }>;
export type WorkerService = Extract<Service, { kind: "worker" }>;
export type PostgresService = Extract<Service, { kind: "postgres" }>;
export type RedisService = Extract<Service, { kind: "redis" }>;
