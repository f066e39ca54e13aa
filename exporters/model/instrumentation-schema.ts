import { z } from "zod";
import { httpProfiles, type HttpProfileId } from "../instrumentation/http";
import { queueProfiles, type QueueProfileId } from "../instrumentation/queue";
import { host, metricsPath } from "./address";
import { endpointShape } from "./endpoint-schema";
import { distinct } from "./lists";
import { logSource } from "./logs-schema";
import { nameSchema } from "./name";
import { object, oneOf } from "./object";
import { labelName } from "./text";
import { show } from "./units";

const keysOf = <K extends string>(record: Record<K, unknown>) => Object.keys(record) as [K, ...K[]];

/** A TCP port. */
export const port = z.int().min(1).max(65_535);

const excludedRoute = z.string().regex(/^\/\S*$/, {
  error: ({ input }) => `got ${show(input)}; expected a route without blanks that starts with "/", like "/events"`,
});

/** The metrics endpoint of an HTTP service, and how its library names what the rules read. */
export const httpInstrumentation = object({
  /** Instrumentation library of the application. The profiles are in `exporters/instrumentation/http.ts`. */
  profile: oneOf(keysOf<HttpProfileId>(httpProfiles)),
  /** Port of the metrics endpoint. Required, except with the profile `opentelemetry`, with which the application pushes its metrics. */
  port: port.optional(),
  /** Host of the service in the stack's network, for its metrics endpoint and its checks. Default: `<service>.<system>`. */
  host: host.optional(),
  /** Path of the metrics endpoint. Default: `/metrics`. */
  path: metricsPath.default("/metrics"),
  ...endpointShape,
  /** Histogram bounds in seconds, as configured in the application. Default: the library's default bounds. */
  buckets: z
    .array(z.number().positive())
    .min(1)
    .refine((bounds) => Math.max(...bounds) <= 3600, {
      error: ({ input }) =>
        `got ${(input as readonly number[]).join(", ")}; bounds are in seconds, and no request takes longer than an hour: write 500 milliseconds as 0.5`,
    })
    .optional(),
  /**
   * Routes of streams and health checks. Their requests do not count in latency and traffic. Failed responses still count as errors, except
   * on the paths of the service's checks (`uptime`), on its metrics endpoint, and on the routes in `probeRoutes`, such as `/healthz`. With
   * the profile `opentelemetry`, only a service with `reachedBy: "push"` may set `excludeRoutes`; in other services, the application must
   * exclude the routes.
   */
  excludeRoutes: distinct(z.array(excludedRoute)).default([]),
  /**
   * Name of the label with the response status, for example `status`, with values like `503` or `5xx`. Default: the profile's label. At the
   * scrape, Prometheus copies the value to the profile's label.
   */
  statusLabel: labelName.optional(),
  /**
   * Name of the label with the route, for example `path`. Default: the profile's label. At the scrape, Prometheus copies the value to the
   * profile's label.
   */
  routeLabel: labelName.optional(),
  logs: logSource,
});

/** The metrics endpoint of a worker, and how its library names what the rules read. */
export const queueInstrumentation = object({
  /** Queue library of the worker. The profiles are in `exporters/instrumentation/queue.ts`. */
  profile: oneOf(keysOf<QueueProfileId>(queueProfiles)),
  /**
   * Port of the metrics endpoint. Required, except with the profile `arq`, with which the exporter of the queue's Redis reads the queue.
   */
  port: port.optional(),
  /** Host of the service in the stack's network, for its metrics endpoint and its checks. Default: `<service>.<system>`. */
  host: host.optional(),
  /** Path of the metrics endpoint. Default: `/metrics`. */
  path: metricsPath.default("/metrics"),
  ...endpointShape,
  /**
   * Name of the Redis service that holds the queue. Required with the profile `arq`. Default with the profile `bullmq`: the Redis services
   * in `dependsOn`. An alert fires if a Redis that holds a queue evicts keys.
   */
  redis: nameSchema.optional(),
  logs: logSource,
});
