import { z } from "zod";
import { environmentSentry, environmentUptime } from "./environment-vendors";
import { object, oneOf } from "./object";
import { nameSchema } from "./name";
import { thresholdShape } from "./thresholds";
import { duration, formatDuration, show } from "./units";

const systemsShape = z.union([z.literal("all"), z.array(nameSchema).min(1), object({ except: z.array(nameSchema).min(1) })], {
  error: ({ input }) => `got ${show(input)}; allowed: a list of ids, "all", or { except: [ids] }`,
});

const override = object({
  system: nameSchema,
  service: nameSchema,
  /** Replaces the named severities of the named thresholds; the rest stays as the system declares it. */
  thresholds: object(thresholdShape),
});

/** The longest time between two scrapes or evaluations, in seconds: the shortest windows of rules are a minute, and must hold two samples. */
export const longestInterval = 30;

const interval = duration.refine((seconds) => seconds > 0 && seconds <= longestInterval, {
  error: ({ input }) =>
    `got ${formatDuration(Number(input))}; allowed: up to ${formatDuration(longestInterval)}, because alerts look at windows of a minute and need two samples in them`,
});

/** Programs that keep logs; the gateway sends to the one an environment has. */
export const logStores = ["loki", "victoria-logs"] as const;
/** Programs that keep traces; the gateway sends to the one an environment has. */
export const traceStores = ["tempo", "jaeger"] as const;
export type StoreName = (typeof logStores)[number] | (typeof traceStores)[number];

export const environmentSchema = object({
  /** Any name. `Pulumi.<id>.yaml` and the folders `rendered/<id>/` are called after it, and it is the label `environment`. */
  id: nameSchema,
  title: z.string().min(1),
  /**
   * Whether its users are real: it needs a dead man's switch, and its status pages carry the system's title alone, where those of other
   * environments name the environment too.
   */
  production: z.boolean().default(false),
  /** Systems this environment watches: their ids, `"all"`, or `{ except: [ids] }`. */
  systems: systemsShape,
  /** Team that answers for the monitoring stack itself, and for what has no other owner. */
  platformOwner: nameSchema,
  /** Which programs keep logs and traces. It decides what is rendered, so it never depends on the machine. */
  stores: object({ logs: oneOf(logStores).default("loki"), traces: oneOf(traceStores).default("tempo") }).prefault({}),
  /** Whether the environment runs Grafana. */
  grafana: z.boolean().default(true),
  /** Time between two scrapes of a target; at most 30 s. */
  scrapeInterval: interval,
  /** Time between two evaluations of a rule; at most 30 s. */
  evaluationInterval: interval,
  /** How long data is kept. */
  retention: object({ metrics: duration, logs: duration, traces: duration }),
  /**
   * Share of traces that the gateway keeps, 0..1; 1, all, by default. Below 1, traces that failed or took 500 ms or more are kept as well, and
   * span metrics count every span: applications send all.
   */
  traceSampling: z.number().min(0).max(1).default(1),
  urls: object({
    /** Base address people open Grafana at. */
    grafana: z.url(),
    /** Where `docs/OPERATIONS.md` is read; the alert's anchor is appended. */
    runbooks: z.url(),
    prometheus: z.url(),
    alertmanager: z.url(),
  }),
  /** False where nobody is paged: PagerDuty contacts are left out and the other contacts of the owner are used. */
  pages: z.boolean(),
  /** Mail server and vendor endpoints that are no secret. */
  delivery: object({
    smtp: object({
      smarthost: z.string().regex(/^[^\s:]+:\d+$/),
      from: z.email(),
      username: z.string().optional(),
      requireTls: z.boolean(),
    }),
    /** PagerDuty Events v2 endpoint; the vendor's own when absent. */
    pagerdutyUrl: z.url().optional(),
  }),
  /** Webhook that expects a heartbeat while fresh data arrives, by contact name. An environment with `production: true` cannot do without. */
  deadMansSwitch: nameSchema.optional(),
  /** Outside monitors and status pages; by default the stack's own alone. */
  uptime: environmentUptime.prefault({}),
  /** The Sentry organisation; without one, nothing is planned at Sentry. */
  sentry: environmentSentry.optional(),
  /** Ways by which services that the catalogue does not have are found, where the stack runs on what is asked. None by default. */
  discovery: z.array(oneOf(["kubernetes"])).default([]),
  overrides: z.array(override).default([]),
});
export type EnvironmentInput = z.input<typeof environmentSchema>;
/** An environment as it was written, its quantities read. */
export type EnvironmentEntry = z.output<typeof environmentSchema>;
/** A parsed environment; `systems` are the ids of those that the catalogue has and it watches. */
export type Environment = Omit<EnvironmentEntry, "systems"> & { readonly systems: readonly string[] };
