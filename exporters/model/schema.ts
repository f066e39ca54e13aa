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

/** Address of a program in the stack's network. Default `host`: `<service>.<system>`. Exporters connect with TLS, except for the demo. */
const addressShape = { host: z.string().min(1).optional(), port };

const httpInstrumentation = object({
  profile: oneOf(keysOf<HttpProfileId>(httpProfiles)),
  /** Port of the metrics endpoint; unused with `opentelemetry`, which pushes. */
  port: port.optional(),
  host: z.string().min(1).optional(),
  path: path.default("/metrics"),
  /** Histogram bounds in seconds, as configured in the application. Default: the library's. */
  buckets: z.array(z.number().positive()).min(1).optional(),
  /**
   * Routes that are streams or probes and must not count as latency or traffic; with `opentelemetry` the application excludes them itself.
   * Failed responses of streams count as errors. Those of the service's health checks (`uptime`), of its metrics endpoint and of `/health`,
   * `/healthz`, `/live`, `/livez`, `/ready` and `/readyz` do not.
   */
  excludeRoutes: z.array(z.string()).default([]),
});

const queueInstrumentation = object({
  profile: oneOf(keysOf<QueueProfileId>(queueProfiles)),
  port: port.optional(),
  host: z.string().min(1).optional(),
  path: path.default("/metrics"),
  /** For `arq`: the Redis service whose exporter reads the queue. */
  redis: nameSchema.optional(),
});

const hostsShape = z.record(nameSchema, z.string().min(1)).default({});

/** Fields every service has. */
const common = {
  name: nameSchema,
  /** ID of the owning team, from `owners.ts`. */
  owner: nameSchema,
  description: z.string().optional(),
  /** Services of the same system that it depends on. While one is down, consequent alerts are inhibited; errors of a public service are always sent. */
  dependsOn: z.array(nameSchema).default([]),
  uptime: z.array(uptimeCheck).default([]),
  /** Scheduled jobs that must send heartbeats. */
  jobs: z.array(job).default([]),
  /** Public host names by environment, for a service that is not served under the system's host. */
  hosts: hostsShape,
};

/** Application metrics that any kind of application may report. */
const application = {
  /** Connection pools of the application, by reported name. */
  pools: z.array(object({ name: z.string().min(1), database: nameSchema })).default([]),
  /** Quotas per tenant, by reported name. */
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

/** Objectives count requests, which only HTTP instrumentation does. */
const noObjective = (kind: string) => ({
  slo: `got an objective (slo) on a service of kind ${kind}, which has no request metrics: declare it on the http service that serves the requests, or remove it`,
});

const worker = object(
  {
    kind: z.literal("worker"),
    ...common,
    ...application,
    instrumentation: queueInstrumentation,
    /** Queues that it processes, by reported name. */
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
    /** `standard` is a self-managed server; `managed` is a vendor's server that hides some views. */
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

/** A service that is only probed: a vendor's or another team's endpoint, or a program without metrics. */
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
  /** Public host names by environment, for external checks: `https://<host>`. */
  hosts: hostsShape,
  /** Contacts for notifications to tenants, e.g. that a quota is nearly used up. Default: none. */
  tenantContacts: z.array(contact).default([]),
  /** Name of the webhook contact that also receives alerts with an `action` label. Default: none. */
  automation: nameSchema.optional(),
});

type Frozen<T> = T extends readonly (infer Item)[]
  ? readonly Frozen<Item>[]
  : T extends object
    ? { readonly [K in keyof T]: Frozen<T[K]> }
    : T;

/** A system as written; parts that services share may be constants. */
export type SystemInput = Frozen<z.input<typeof systemSchema>>;
/** A parsed system: defaults filled in, quantities as numbers in base units. */
export type System = z.output<typeof systemSchema>;
export type Service = z.output<typeof serviceSchema>;
export type HttpService = Extract<Service, { kind: "http" }>;
export type WorkerService = Extract<Service, { kind: "worker" }>;
export type PostgresService = Extract<Service, { kind: "postgres" }>;
export type RedisService = Extract<Service, { kind: "redis" }>;
