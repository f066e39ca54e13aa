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
  /** Overrides the named severities of the named thresholds; the rest stays as the system declares it. */
  thresholds: object(thresholdShape),
});

/** The longest scrape or evaluation interval, in seconds: the shortest windows of rules are one minute and need two samples. */
export const longestInterval = 30;

const interval = duration.refine((seconds) => seconds > 0 && seconds <= longestInterval, {
  error: ({ input }) =>
    `got ${formatDuration(Number(input))}; allowed: up to ${formatDuration(longestInterval)}, because alerts use windows of one minute, which need two samples`,
});

/** Log stores; the gateway sends to the environment's store. */
export const logStores = ["loki", "victoria-logs"] as const;
/** Trace stores; the gateway sends to the environment's store. */
export const traceStores = ["tempo", "jaeger"] as const;
export type StoreName = (typeof logStores)[number] | (typeof traceStores)[number];

export const environmentSchema = object({
  /** Any name. `Pulumi.<id>.yaml` and the folders `rendered/<id>/` are named after it, and it is the label `environment`. */
  id: nameSchema,
  title: z.string().min(1),
  /**
   * Whether it serves real users: then it needs a dead man's switch, and its status pages show only the system's title, while those of
   * other environments add the environment.
   */
  production: z.boolean().default(false),
  /** Systems that this environment monitors: their IDs, `"all"`, or `{ except: [ids] }`. */
  systems: systemsShape,
  /** Team that owns the monitoring stack itself, and everything without another owner. */
  platformOwner: nameSchema,
  /** The stores for logs and traces. They decide what is rendered, so they never depend on the machine. */
  stores: object({ logs: oneOf(logStores).default("loki"), traces: oneOf(traceStores).default("tempo") }).prefault({}),
  /** Whether the environment runs Grafana. */
  grafana: z.boolean().default(true),
  /** Scrape interval; at most 30 s. */
  scrapeInterval: interval,
  /** Evaluation interval of rules; at most 30 s. */
  evaluationInterval: interval,
  /** Retention of metrics, logs and traces. */
  retention: object({ metrics: duration, logs: duration, traces: duration }),
  /**
   * Share of traces that the gateway keeps, 0..1. Default: 1, all. Below 1, failed traces and those of 500 ms or more are always kept, and
   * span metrics count every span: applications send all traces.
   */
  traceSampling: z.number().min(0).max(1).default(1),
  urls: object({
    /** Base URL at which people open Grafana. */
    grafana: z.url(),
    /** URL of `docs/OPERATIONS.md`; the alert's anchor is appended. */
    runbooks: z.url(),
    prometheus: z.url(),
    alertmanager: z.url(),
  }),
  /** False in an environment that does not page: PagerDuty contacts are left out and the owner's other contacts are used. */
  pages: z.boolean(),
  /** Mail server and vendor endpoints that are not secret. */
  delivery: object({
    smtp: object({
      smarthost: z.string().regex(/^[^\s:]+:\d+$/),
      from: z.email(),
      username: z.string().optional(),
      requireTls: z.boolean(),
    }),
    /** PagerDuty Events v2 endpoint. Default: the vendor's. */
    pagerdutyUrl: z.url().optional(),
  }),
  /** Name of the webhook contact that expects a heartbeat while fresh data arrives. Required with `production: true`. */
  deadMansSwitch: nameSchema.optional(),
  /** External monitors and status pages. Default: only the stack's own. */
  uptime: environmentUptime.prefault({}),
  /** The Sentry organisation; without it, nothing is planned in Sentry. */
  sentry: environmentSentry.optional(),
  /** Discovery of services that are not in the catalogue, where the stack runs on that platform. Default: none. */
  discovery: z.array(oneOf(["kubernetes"])).default([]),
  overrides: z.array(override).default([]),
});
export type EnvironmentInput = z.input<typeof environmentSchema>;
/** An environment as written, with its quantities parsed. */
export type EnvironmentEntry = z.output<typeof environmentSchema>;
/** A parsed environment; `systems` are the IDs of the catalogue's systems that it monitors. */
export type Environment = Omit<EnvironmentEntry, "systems"> & { readonly systems: readonly string[] };
