import { z } from "zod";
import { ai } from "./ai-schema";
import { host, linkUrl, publicHostName } from "./address";
import { calls } from "./calls-schema";
import { contact } from "./contact";
import { contactText } from "../receivers";
import { distinct } from "./lists";
import { httpInstrumentation, port, queueInstrumentation } from "./instrumentation-schema";
import { lighthouse } from "./lighthouse-schema";
import { logs, noLogs } from "./logs-schema";
import { loops } from "./loops-schema";
import { nameSchema, serviceName, systemId } from "./name";
import { noObjective, slo } from "./objectives-schema";
import { object, oneOf, unknownVariant } from "./object";
import { browser } from "./public-otlp";
import { runs } from "./runs-schema";
import { sentry } from "./sentry-schema";
import { streams } from "./streams-schema";
import { line, prose, reportedName } from "./text";
import { thresholdsOf } from "./thresholds";
import { show } from "./units";
import { job, uptimeCheck } from "./uptime-schema";
import { workerGroups } from "./workers-schema";

export { nameSchema } from "./name";

/** The name is part of the exporter's connection string, so characters with a special meaning there are refused. */
const databaseName = z.string().regex(/^[A-Za-z0-9_][A-Za-z0-9_$.-]{0,62}$/, {
  error: ({ input }) =>
    /[?&=:@/]/.test(String(input))
      ? 'got a name with one of the characters ? & = : @ /, which are part of a connection string; expected only the name of the database, like "shop": write the server into host and port, and remove parameters'
      : `got ${show(input)}; expected the name of a database: 1 to 63 letters, digits and any of _ $ . -`,
});

/**
 * Address at which the stack reaches a database server, for its exporter and its checks. Default of `host`: `<service>.<system>`. Exporters
 * connect with TLS, except in the demo.
 */
const addressShape = { host: host.optional(), port };

const hostsShape = z.record(nameSchema, publicHostName).default({});

/** Fields of every kind of service. */
const common = {
  /** Name of the service, unique in its system. It is the value of the label `service`. */
  name: serviceName,
  /** Former name of a renamed service. Its objects at vendors keep their history. Remove the field after every stack is updated. */
  renamedFrom: nameSchema.optional(),
  /** ID of the owning team, from `owners.ts`. */
  owner: nameSchema,
  description: prose.optional(),
  /**
   * Names of services of the same system that this service depends on. While such a service is down, Alertmanager inhibits the alerts about
   * the consequences for this service. If this service is public, its alerts about errors, objectives and failed checks are still sent.
   */
  dependsOn: distinct(
    z.array(nameSchema).min(1, { error: "got an empty list, which has no effect: name a service of this system, or remove dependsOn" }),
  ).default([]),
  /** Checks of the service's URLs. Default: none. */
  uptime: z.array(uptimeCheck).default([]),
  /** Recurring jobs that send a heartbeat after each successful run. Default: none. */
  jobs: z.array(job).default([]),
  /** Public host name of the service, by environment ID. Default: the system's public host name. */
  hosts: hostsShape,
};

/** Fields of the kinds `http` and `worker`. */
const application = {
  /** Connection pools of the application. `name` is the pool's name in the metrics; `database` names a `postgres` service of the system. */
  pools: distinct(z.array(object({ name: reportedName, database: nameSchema })), ({ name }) => show(name)).default([]),
  calls,
  runs,
  loops,
  ai,
  /** Names of the quotas per tenant, as the metrics report them. */
  quotas: distinct(z.array(reportedName)).default([]),
  /** Kinds of log records about which additional alerts notify. Default: only the alerts about logs that all applications have. */
  logs: logs.optional(),
  sentry: sentry.optional(),
};

/** Keys of the thresholds that both kinds may set. */
const applicationThresholds = [
  "callErrorRatio",
  "callLatencyP95",
  "rateLimitLeft",
  "runFailureRatio",
  "runAge",
  "loopAge",
  "loopItemAge",
  "aiFailures",
  "aiErrorRatio",
  "aiLatencyP95",
  "poolUsed",
  "quotaUsed",
  "certificateExpiry",
] as const;

const http = object({
  kind: z.literal("http"),
  ...common,
  ...application,
  /**
   * How the stack reaches the service: over the stack's network (`network`), or not at all (`push`), for example because the service is
   * serverless. A service with `push` sends its telemetry to the environment's `publicOtlp`, and its checks request public URLs. Default:
   * `network`.
   */
  reachedBy: oneOf(["network", "push"]).default("network"),
  streams,
  browser,
  lighthouse,
  workerGroups,
  instrumentation: httpInstrumentation,
  slo,
  thresholds: thresholdsOf(
    "latencyP50",
    "latencyP95",
    "errorRatio",
    "workersBusy",
    "clientErrorRatio",
    "lighthouseAge",
    "streamAbnormalRatio",
    "streamSilence",
    ...applicationThresholds,
  ),
});

const worker = object(
  {
    kind: z.literal("worker"),
    ...common,
    ...application,
    instrumentation: queueInstrumentation,
    /** Names of the queues that the worker processes, as the metrics report them. */
    queues: distinct(z.array(reportedName).min(1)),
    /**
     * Number of workers that must process each queue. Only with the profile `arq`: with other profiles, each worker is a scrape target, so
     * Prometheus notices a missing worker.
     */
    workers: z.int().min(1).optional(),
    thresholds: thresholdsOf("queueDepth", "oldestJobAge", "jobFailureRatio", ...applicationThresholds),
  },
  noObjective("worker"),
);

const postgres = object(
  {
    kind: z.literal("postgres"),
    ...common,
    ...addressShape,
    port: port.default(5432),
    /** Name of the database to which the exporter connects. Default: `postgres`. */
    database: databaseName.default("postgres"),
    /** Role of the server. Default: `primary`. */
    role: oneOf(["primary", "replica"]).default("primary"),
    /** Name of the primary that a replica follows. Required for a replica. */
    replicaOf: nameSchema.optional(),
    /** Number of standbys that must stream from this primary. Default: 0. */
    standbys: z.int().min(0).default(0),
    thresholds: thresholdsOf("connectionsUsed", "replicationLag", "queryMean", "transactionAge", "certificateExpiry"),
  },
  { ...noObjective("postgres"), ...noLogs("postgres") },
);

const redis = object(
  {
    kind: z.literal("redis"),
    ...common,
    ...addressShape,
    port: port.default(6379),
    /**
     * Number of replicas that must be connected while this server is the master. Set it on each server that may become the master. Default:
     * 0.
     */
    replicas: z.int().min(0).default(0),
    thresholds: thresholdsOf("redisMemory", "redisLatency", "certificateExpiry"),
  },
  { ...noObjective("redis"), ...noLogs("redis") },
);

/**
 * A service without metrics, for example an endpoint of another company or team. Only its checks, its jobs and Sentry monitor the service.
 */
const external = object(
  {
    kind: z.literal("external"),
    ...common,
    sentry: sentry.optional(),
    thresholds: thresholdsOf("certificateExpiry"),
  },
  { ...noObjective("external"), ...noLogs("external") },
);

export const serviceKinds = ["http", "worker", "postgres", "redis", "external"] as const;
export type ServiceKind = (typeof serviceKinds)[number];

export const serviceSchema = z.discriminatedUnion("kind", [http, worker, postgres, redis, external], {
  error: unknownVariant("kind", serviceKinds),
});

export const systemSchema = object({
  id: systemId,
  title: line,
  description: prose,
  services: z.array(serviceSchema).min(1),
  /** Public host name by environment ID. Sentry and external monitors request the `path` of a check at `https://<host>`. Default: none. */
  hosts: hostsShape,
  /**
   * Contacts for notifications to tenants, for example when a quota is nearly used up. A tenant is notified once for each severity in each
   * quota period, such as a month. `{tenant}` in an email address, as in `quota+{tenant}@example.com`, is replaced by the tenant's ID.
   * Default: none.
   */
  tenantContacts: distinct(z.array(contact), contactText).default([]),
  /** Name of the webhook contact that also receives the system's alerts with an `action` label. Default: none. */
  automation: nameSchema.optional(),
  /**
   * Links that the text of a notification to an owner shows with each firing alert of the system, for example to the system's traces at a
   * destination. At most 3. Default: none.
   */
  links: distinct(z.array(object({ title: line, url: linkUrl })).max(3), ({ title }) => title).default([]),
  /**
   * Names of discovered services that push logs or traces with the system's token. In an environment with `discovery`, the gateway keeps
   * these names. Other names that are not in `services` become `unlisted`. Default: none.
   */
  discovered: distinct(z.array(serviceName)).default([]),
});

type Frozen<T> = T extends readonly (infer Item)[]
  ? readonly Frozen<Item>[]
  : T extends object
    ? { readonly [K in keyof T]: Frozen<T[K]> }
    : T;

/** A system as its catalogue file declares it. Readonly, so that several services can share an `as const` object. */
export type SystemInput = Frozen<z.input<typeof systemSchema>>;
/** A parsed system. Defaults are filled in, and quantities are numbers in base units. */
export type System = z.output<typeof systemSchema>;
export type Service = z.output<typeof serviceSchema>;
export type HttpService = Extract<Service, { kind: "http" }>;
export type WorkerService = Extract<Service, { kind: "worker" }>;
export type PostgresService = Extract<Service, { kind: "postgres" }>;
export type RedisService = Extract<Service, { kind: "redis" }>;
