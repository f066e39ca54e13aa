import { httpProfiles } from "../instrumentation/http";
import type { Environment } from "./environments-schema";
import type { Problem } from "./problems";
import { publicHost } from "./public-url";
import type { HttpService, Service, System } from "./schema";
import { show } from "./units";

const named = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(", ");

/** Whether the stack cannot reach the service. Such a service pushes its telemetry, and its checks request public URLs. */
export const onlyPushes = (service: Service): service is HttpService => service.kind === "http" && service.reachedBy === "push";

/** Reports settings that a service with `reachedBy: "push"` cannot have, and a missing uptime check. */
export function checkPushing(where: string, service: Service): Problem[] {
  if (!onlyPushes(service)) return [];
  const { instrumentation, uptime } = service;
  const { profile, host, logs } = instrumentation;
  const found: (readonly [string, string])[] = [];
  const pushing = Object.values(httpProfiles).filter(({ transport }) => transport === "otlp");
  if (httpProfiles[profile].transport !== "otlp")
    found.push([
      "instrumentation.profile",
      `got "${profile}" with reachedBy: "push"; Prometheus would have to scrape this profile: write ${named(pushing.map(({ id }) => id))}, or remove reachedBy`,
    ]);
  if (host !== undefined)
    found.push([
      "instrumentation.host",
      `got ${show(host)} with reachedBy: "push"; the stack requests only public URLs of the service: remove host`,
    ]);
  if (logs === "stdout")
    found.push([
      "instrumentation.logs",
      'got "stdout" with reachedBy: "push"; no log agent runs beside the service: push the logs and write "pushed"',
    ]);
  if (uptime.length === 0)
    found.push([
      "uptime",
      'got no check with reachedBy: "push"; a serverless program that no one requests sends nothing, so PushMissing would fire: add a check of its public address, which also requests the program regularly',
    ]);
  for (const { name, port, outside } of uptime) {
    if (port !== undefined)
      found.push([
        `uptime.${name}.port`,
        `got ${port} with reachedBy: "push"; the check requests the public URL, which contains its own port: remove port`,
      ]);
    if (!outside)
      found.push([`uptime.${name}.outside`, 'got false with reachedBy: "push"; the service has only a public address: remove outside']);
  }
  return found.map(([field, message]) => ({ where: `${where}.${field}`, message }));
}

function problemsIn(environment: Environment, system: System, service: HttpService): Problem[] {
  const where = `systems.${system.id}.services.${service.name}`;
  const { id, publicOtlp } = environment;
  const host = publicHost(id, system, service);
  const found: Problem[] = [];
  if (onlyPushes(service) && publicOtlp === undefined)
    found.push({
      where: `${where}.reachedBy`,
      message: `got "push", but the environment ${id} has no public address to which the service can push: set publicOtlp of the environment, or exclude the system from it`,
    });
  if (onlyPushes(service) && host === undefined)
    found.push(
      ...service.uptime
        .filter(({ url }) => url === undefined)
        .map(({ name }) => ({
          where: `${where}.uptime.${name}`,
          message: `got a path on a service with reachedBy: "push", but no public host for ${id}: add it to hosts of the service or the system, or write a url`,
        })),
    );
  if (service.browser !== undefined && publicOtlp !== undefined && host === undefined && service.browser.origins[id] === undefined)
    found.push({
      where: `${where}.browser`,
      message: `got no origin for ${id}, so no page could send telemetry: add ${id} to origins, or a public host to hosts of the service or the system`,
    });
  return found;
}

/** Reports what environments lack for services with `reachedBy: "push"` and for browsers: `publicOtlp`, a public host or an origin. */
export const checkPushingIn = (environments: readonly Environment[], systems: readonly System[]): Problem[] => [
  ...environments.flatMap((environment) =>
    systems
      .filter(({ id }) => environment.systems.includes(id))
      .flatMap((system) => system.services.flatMap((service) => (service.kind === "http" ? problemsIn(environment, system, service) : []))),
  ),
  ...systems.flatMap((system) =>
    system.services.flatMap((service) =>
      service.kind === "http" &&
      service.browser !== undefined &&
      environments.every(({ systems: ids, publicOtlp }) => publicOtlp === undefined || !ids.includes(system.id))
        ? [
            {
              where: `systems.${system.id}.services.${service.name}.browser`,
              message:
                "no environment that monitors the system has a public address for telemetry: set publicOtlp of an environment, or remove browser",
            },
          ]
        : [],
    ),
  ),
];
