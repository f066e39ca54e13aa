import { z } from "zod";
import { discoverableProfiles } from "../instrumentation/discoverable";
import { baseUrl, hostPort, httpUrl, mailServer } from "./address";
import { destinations } from "./destinations";
import { environmentSentry, environmentUptime } from "./environment-vendors";
import { distinct } from "./lists";
import { object, oneOf } from "./object";
import { nameSchema } from "./name";
import { sloOverride } from "./objectives-schema";
import { publicOtlp } from "./public-otlp";
import { line } from "./text";
import { thresholdShape } from "./thresholds";
import { duration, formatDuration, show } from "./units";

const systemsShape = z.union([z.literal("all"), z.array(nameSchema).min(1), object({ except: z.array(nameSchema).min(1) })], {
  error: ({ input }) => `got ${show(input)}; allowed: a list of ids, "all", or { except: [ids] }`,
});

const override = object({
  system: nameSchema,
  service: nameSchema,
  /** Thresholds to override, by severity. All other thresholds of the service stay. */
  thresholds: object(thresholdShape).prefault({}),
  /** Objectives to override. `off` removes an objective. All other objectives of the service stay. */
  slo: sloOverride,
});

/**
 * Maximum scrape and evaluation interval in seconds. The shortest windows of rules are 30 seconds to one minute. With a longer interval,
 * such a window could be empty, and `for` would start over.
 */
export const longestInterval = 30;

const interval = duration.refine((seconds) => seconds > 0 && seconds <= longestInterval, {
  error: ({ input }) =>
    `got ${formatDuration(Number(input))}; allowed: up to ${formatDuration(longestInterval)}, because rules use windows of 30 seconds to one minute, which must not be empty`,
});

const longestRetention = 3650 * 86_400;

/** Returns the schema of a retention time from `least` seconds to 3650 days. A store would reject or replace a shorter time. */
const retention = (least: number) =>
  duration.refine((seconds) => seconds >= least && seconds <= longestRetention, {
    error: ({ input }) => `got ${formatDuration(Number(input))}; allowed: ${formatDuration(least)} to ${formatDuration(longestRetention)}`,
  });

/** Log stores. The gateway (the OpenTelemetry Collector) sends logs to the environment's store. */
export const logStores = ["loki", "victoria-logs"] as const;
/** Trace stores. The gateway (the OpenTelemetry Collector) sends traces to the environment's store. */
export const traceStores = ["tempo", "jaeger"] as const;
/** Platforms on whose hosts the log agent and node_exporter can run, and on which Prometheus can discover services. */
const nodePlatforms = ["docker", "kubernetes"] as const;
export type NodePlatform = (typeof nodePlatforms)[number];
export type StoreName = (typeof logStores)[number] | (typeof traceStores)[number];

export const environmentSchema = object({
  /**
   * ID of the environment: the value of the label `environment`, a part of the name `Pulumi.<id>.yaml`, and the folder of its rendered
   * files.
   */
  id: nameSchema,
  /** Name of the environment for people, for example `Production`. */
  title: line,
  /** Whether the environment serves real users. Production requires a dead man's switch. Default: false. */
  production: z.boolean().default(false),
  /** Systems that this environment monitors: a list of IDs, `"all"`, or `{ except: [ids] }`. */
  systems: systemsShape,
  /** ID of the team that owns the monitoring stack and everything without another owner. */
  platformOwner: nameSchema,
  /** Stores for logs and traces. Default: Loki and Tempo. */
  stores: object({ logs: oneOf(logStores).default("loki"), traces: oneOf(traceStores).default("tempo") }).prefault({}),
  /** Destinations of logs and traces over OTLP, in addition to the stores. Default: none. */
  destinations,
  /**
   * Public address to which applications and browsers outside the stack's network push telemetry. Default: none; only applications in the
   * network can push.
   */
  publicOtlp,
  /**
   * Platform on which the log agent reads the log files of containers, for services that do not push their logs. The stack must run on the
   * same platform. The log agent runs as root, because only root may read the files. Default: no log agent; applications push their logs.
   */
  logAgent: oneOf(nodePlatforms).optional(),
  /**
   * Platform on whose hosts node_exporter measures CPU, memory and disks. The stack must run on the same platform. In a cluster,
   * node_exporter runs in a namespace that admits privileged pods, because it mounts the root folder of each node, read-only. Prometheus
   * then also scrapes the kubelets, which measure containers and volumes. Default: hosts are not monitored.
   */
  hostMetrics: oneOf(nodePlatforms).optional(),
  /**
   * Certificates of kubelets that Prometheus accepts: `"cluster"` for certificates that the cluster's CA signed, `"any"` for clusters with
   * self-signed kubelet certificates. Only with `hostMetrics: "kubernetes"`. Default: `"cluster"`.
   */
  kubeletCertificates: oneOf(["cluster", "any"]).optional(),
  /**
   * Address of the cluster's kube-state-metrics as `host:port`, with `hostMetrics: "kubernetes"`. Its metrics add the alert
   * `ContainerNotStarting`, and also show restarts and OOM kills between two scrapes of the kubelet. The stack does not deploy
   * kube-state-metrics. Default: none.
   */
  kubeStateMetrics: hostPort.optional(),
  /** Whether the environment runs Grafana. Default: true. */
  grafana: z.boolean().default(true),
  /** Scrape interval, at most 30 s. */
  scrapeInterval: interval,
  /** Evaluation interval of rules, at most 30 s. */
  evaluationInterval: interval,
  /** Retention times of at most 3650 days. Metrics and logs need at least 1 day, and traces at least 1 hour. */
  retention: object({ metrics: retention(86_400), logs: retention(86_400), traces: retention(3600) }),
  /**
   * Share of traces that the gateway keeps, 0..1. Default: 1, which keeps all traces. Below 1, the gateway decides 10 s after the first
   * span of a trace, and also keeps every trace that by then has a failed span or lasts 500 ms or more. Span metrics count every span, so
   * applications must send all traces.
   */
  traceSampling: z.number().min(0).max(1).default(1),
  urls: object({
    /** Base URL of Grafana for users. */
    grafana: baseUrl,
    /** URL of `docs/OPERATIONS.md`. The annotation `runbook_url` of each alert is this URL with the alert's anchor. */
    runbooks: httpUrl,
    /** Base URL of Prometheus for users. */
    prometheus: baseUrl,
    /** Base URL of Alertmanager for users. */
    alertmanager: baseUrl,
  }),
  /**
   * Whether alerts of the environment page people. With `false`, PagerDuty contacts are left out and the owner's other contacts are
   * notified.
   */
  pages: z.boolean(),
  /** Settings of the mail server and of PagerDuty. None of these settings is secret. */
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
  /**
   * Name of the webhook contact to which Alertmanager sends a heartbeat while Prometheus stores fresh samples. Required with `production:
   * true`.
   */
  deadMansSwitch: nameSchema.optional(),
  /** External monitors and status pages. Default: no external monitor, and status pages of Gatus. */
  uptime: environmentUptime.prefault({}),
  /** Sentry organisation. Default: none; the environment then has no Sentry projects. */
  sentry: environmentSentry.optional(),
  /**
   * Platforms on which the stack discovers services that are not in the catalogue, by their labels. May name only the stack's platform. On
   * Docker, a program that runs as root reads the list of the containers from Docker's socket. Default: none.
   */
  discovery: distinct(z.array(oneOf(nodePlatforms))).default([]),
  /**
   * Instrumentation profiles that discovered services may have. The environment has the rules and panels of these profiles, and of the
   * services in the catalogue. If a discovered service has another profile, only its `up` is monitored, and `ProfileRefused` notifies its
   * owner. Allowed only with `discovery`. Default: every profile whose metrics Prometheus scrapes from the application itself.
   */
  discoveryProfiles: distinct(z.array(oneOf(discoverableProfiles))).optional(),
  /** Overrides of thresholds and objectives of single services in this environment. Default: none. */
  overrides: z.array(override).default([]),
});
export type EnvironmentInput = z.input<typeof environmentSchema>;
/** A parsed environment. `systems` is still the selection that the catalogue declares. */
export type EnvironmentEntry = z.output<typeof environmentSchema>;
/** A parsed environment. `systems` contains the IDs of the systems that the environment monitors. */
export type Environment = Omit<EnvironmentEntry, "systems"> & { readonly systems: readonly string[] };
