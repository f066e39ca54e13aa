import { z } from "zod";
import { baseUrl, httpUrl, mailServer } from "./address";
import { environmentSentry, environmentUptime } from "./environment-vendors";
import { distinct } from "./lists";
import { object, oneOf } from "./object";
import { nameSchema } from "./name";
import { sloOverride } from "./objectives-schema";
import { line } from "./text";
import { thresholdShape } from "./thresholds";
import { duration, formatDuration, show } from "./units";

const systemsShape = z.union([z.literal("all"), z.array(nameSchema).min(1), object({ except: z.array(nameSchema).min(1) })], {
  error: ({ input }) => `got ${show(input)}; allowed: a list of ids, "all", or { except: [ids] }`,
});

const override = object({
  system: nameSchema,
  service: nameSchema,
  /** Overrides the given severities of the given thresholds. All others keep the system's values. */
  thresholds: object(thresholdShape).prefault({}),
  /** Overrides the given objectives. `off` removes one. All others keep the system's values. */
  slo: sloOverride,
});

/**
 * Maximum scrape and evaluation interval in seconds. Rules bridge a failed scrape with windows of 30 seconds to one minute. With a longer
 * interval, such a window could be empty, and `for` would start over.
 */
export const longestInterval = 30;

const interval = duration.refine((seconds) => seconds > 0 && seconds <= longestInterval, {
  error: ({ input }) =>
    `got ${formatDuration(Number(input))}; allowed: up to ${formatDuration(longestInterval)}, because rules use windows of 30 seconds to one minute, which must not be empty`,
});

/** Longest retention time in seconds. */
const longestRetention = 3650 * 86_400;

/** Retention time of `least` seconds or more. Stores replace shorter times with their minimum, and 0 with their default. */
const retention = (least: number) =>
  duration.refine((seconds) => seconds >= least && seconds <= longestRetention, {
    error: ({ input }) => `got ${formatDuration(Number(input))}; allowed: ${formatDuration(least)} to ${formatDuration(longestRetention)}`,
  });

/** Log stores. The gateway (the OpenTelemetry Collector) sends logs to the environment's store. */
export const logStores = ["loki", "victoria-logs"] as const;
/** Trace stores. The gateway (the OpenTelemetry Collector) sends traces to the environment's store. */
export const traceStores = ["tempo", "jaeger"] as const;
export type StoreName = (typeof logStores)[number] | (typeof traceStores)[number];

export const environmentSchema = object({
  /** ID of the environment. It names `Pulumi.<id>.yaml` and the folders `rendered/<id>/`, and it is the value of the label `environment`. */
  id: nameSchema,
  /** Name of the environment for people, for example `Production`. */
  title: line,
  /**
   * Whether the environment serves real users. Production requires a dead man's switch. In production, the title of a status page is the
   * system's title; in other environments it also contains the environment.
   */
  production: z.boolean().default(false),
  /** Systems that this environment monitors: a list of IDs, `"all"`, or `{ except: [ids] }`. */
  systems: systemsShape,
  /** ID of the team that owns the monitoring stack and everything without another owner. */
  platformOwner: nameSchema,
  /** Stores for logs and traces. Default: Loki and Tempo. */
  stores: object({ logs: oneOf(logStores).default("loki"), traces: oneOf(traceStores).default("tempo") }).prefault({}),
  /** Whether the environment runs Grafana. */
  grafana: z.boolean().default(true),
  /** Scrape interval, at most 30 s. */
  scrapeInterval: interval,
  /** Evaluation interval of rules, at most 30 s. */
  evaluationInterval: interval,
  /** Retention time of metrics and logs, at least 1 day, and of traces, at least 1 hour. */
  retention: object({ metrics: retention(86_400), logs: retention(86_400), traces: retention(3600) }),
  /**
   * Share of traces that the gateway keeps, 0..1. Default: 1, which keeps all traces. Below 1, the gateway still keeps every failed trace and
   * every trace of 500 ms or more. Span metrics count every span, so applications must send all traces.
   */
  traceSampling: z.number().min(0).max(1).default(1),
  urls: object({
    /** Base URL of Grafana for users. */
    grafana: baseUrl,
    /** URL of `docs/OPERATIONS.md`. Notifications append the alert's anchor. */
    runbooks: httpUrl,
    /** Base URL of Prometheus for users. */
    prometheus: baseUrl,
    /** Base URL of Alertmanager for users. */
    alertmanager: baseUrl,
  }),
  /** Whether the environment pages. With `false`, PagerDuty contacts are left out and the owner's other contacts are notified. */
  pages: z.boolean(),
  /** Mail server and vendor endpoints. They are not secret. */
  delivery: object({
    smtp: object({
      /** Mail server as `host:port`. */
      smarthost: mailServer,
      /** Sender address of the emails. */
      from: z.email(),
      username: line.optional(),
      requireTls: z.boolean(),
    }),
    /** PagerDuty Events v2 endpoint. Default: PagerDuty's own. */
    pagerdutyUrl: httpUrl.optional(),
  }),
  /** Name of the webhook contact that expects a heartbeat as long as fresh data arrives. Required with `production: true`. */
  deadMansSwitch: nameSchema.optional(),
  /** External monitors and status pages. Default: only Gatus and blackbox_exporter in the stack. */
  uptime: environmentUptime.prefault({}),
  /** Sentry organisation. Default: none; the environment then has no Sentry projects. */
  sentry: environmentSentry.optional(),
  /** Platforms on which the stack discovers services that are not in the catalogue. The stack must run on that platform. Default: none. */
  discovery: distinct(z.array(oneOf(["kubernetes"]))).default([]),
  /** Overrides of thresholds and objectives of single services in this environment. Default: none. */
  overrides: z.array(override).default([]),
});
export type EnvironmentInput = z.input<typeof environmentSchema>;
/** An environment as the catalogue declares it, with its quantities parsed. */
export type EnvironmentEntry = z.output<typeof environmentSchema>;
/** A parsed environment. `systems` contains the IDs of the systems that it monitors. */
export type Environment = Omit<EnvironmentEntry, "systems"> & { readonly systems: readonly string[] };
