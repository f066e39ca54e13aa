import { pushesMetrics } from "../instrumentation/pushes";
import type { Problem } from "./problems";
import type { Service } from "./schema";
import { formatDuration } from "./units";

/** Reports fields of a metrics endpoint that Prometheus does not scrape. */
function checkUnusedEndpoint(where: string, service: Service): Problem[] {
  if (service.kind !== "http" && service.kind !== "worker") return [];
  const { profile, port, path, scheme, authorization, replicas } = service.instrumentation;
  if (profile !== "arq" && !(service.kind === "http" && pushesMetrics(service))) return [];
  const how = profile === "arq" ? "the exporter of its Redis reads the queue" : "the application pushes its metrics";
  const unused: (readonly [string, string | number])[] = [
    ...(port === undefined ? [] : [["port", port] as const]),
    ...(path === "/metrics" ? [] : [["path", JSON.stringify(path)] as const]),
    ...(scheme === "http" ? [] : [["scheme", JSON.stringify(scheme)] as const]),
    ...(authorization === undefined ? [] : [["authorization", JSON.stringify(authorization)] as const]),
    ...(replicas === undefined ? [] : [["replicas", replicas] as const]),
  ];
  return unused.map(([key, value]) => ({
    where: `${where}.instrumentation.${key}`,
    message: `got ${value} with the profile ${profile}, with which Prometheus requests no metrics endpoint, because ${how}: remove ${key}`,
  }));
}

/** Reports a service of kind `external` without checks, jobs or Sentry. */
function checkUnwatched(where: string, service: Service): Problem[] {
  if (service.kind !== "external" || service.uptime.length > 0 || service.jobs.length > 0 || service.sentry !== undefined) return [];
  return [
    {
      where: `${where}.uptime`,
      message:
        "got no check, and nothing else watches a service of kind external: add a check with a url, or a path and a port, or remove the service",
    },
  ];
}

/** Reports time zones, other than UTC, of jobs without a schedule. */
const checkZones = (where: string, { jobs }: Service): Problem[] =>
  jobs
    .filter(({ schedule, timeZone }) => schedule === undefined && timeZone !== "UTC")
    .map(({ name, timeZone }) => ({
      where: `${where}.jobs.${name}.timeZone`,
      message: `got ${JSON.stringify(timeZone)} without a schedule, so it has no effect: add a schedule, or remove timeZone`,
    }));

/** Reports maximum durations of jobs that Sentry does not monitor. */
const checkRuntimes = (where: string, { jobs }: Service): Problem[] =>
  jobs.flatMap(({ name, sentry, maxRuntime }) =>
    sentry || maxRuntime === undefined
      ? []
      : [
          {
            where: `${where}.jobs.${name}.maxRuntime`,
            message: `got ${formatDuration(maxRuntime)}, but only Sentry checks how long a run takes: add sentry: true, or remove maxRuntime`,
          },
        ],
  );

/** Reports fields of a service that have no effect, and a service of kind `external` that nothing watches. */
export const checkUnused = (where: string, service: Service): Problem[] => [
  ...checkUnusedEndpoint(where, service),
  ...checkUnwatched(where, service),
  ...checkZones(where, service),
  ...checkRuntimes(where, service),
];
