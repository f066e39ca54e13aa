import type { View } from "../../../exporters/model/catalogue";
import { exporterWorkload, serviceHost } from "../../../exporters/model/naming";
import { notAllowed } from "../../../exporters/model/object";
import type { PostgresService, RedisService, Service, System } from "../../../exporters/model/schema";
import { programOfInstance, programs, type ProgramName } from "../../../exporters/programs";
import { reachedByTls } from "../../../exporters/programs/context";
import { checksOf } from "../../../exporters/uptime/checks";
import { UserError } from "../../config/errors";

/** A database client whose login the shell prepares. */
export type DatabaseClient = "psql" | "redis-cli";
/** A client whose login the shell prepares. `victoria-logs <path>` is a command of the shell that requests the path from VictoriaLogs. */
export type Client = DatabaseClient | "victoria-logs";

/**
 * How a shell reaches its target. A service is reached through the network of a program that already connects to it. A program of the stack
 * is reached through its own network.
 */
export interface Reach {
  /** Target of the shell as messages show it: a service such as `demo/postgres`, or a program such as `prometheus`. */
  readonly about: string;
  /** Name of the program or demo server in whose network the shell runs. */
  readonly workload: string;
  /** The client that can log in at the address in `env` with the workload's secret files. */
  readonly client?: Client;
  /** The client in the server's own container. Set only for an administrator of a demo server. */
  readonly server?: DatabaseClient;
  /** Environment variables of the shell, without secrets. */
  readonly env: Readonly<Record<string, string>>;
}

export interface ReachOptions {
  /** ID of the demo system, if the stack runs it. */
  readonly demo?: string;
}

const tlsOf = ({ id }: System, { demo }: ReachOptions): boolean =>
  reachedByTls(demo === undefined ? {} : { demo: { system: { id: demo } } }, id);

function postgresReach(system: System, service: PostgresService, options: ReachOptions): Reach {
  const host = serviceHost(system.id, service);
  const port = String(service.port);
  return {
    about: `${system.id}/${service.name}`,
    workload: exporterWorkload("postgres-exporter", system.id, service.name),
    client: "psql",
    env: { HOST: host, PORT: port, DATABASE: service.database, TLS: tlsOf(system, options) ? "yes" : "no" },
  };
}

const redisReach = (system: System, service: RedisService, options: ReachOptions, about = service.name): Reach => ({
  about: `${system.id}/${about}`,
  workload: exporterWorkload("redis-exporter", system.id, service.name),
  client: "redis-cli",
  env: { HOST: serviceHost(system.id, service), PORT: String(service.port), TLS: tlsOf(system, options) ? "yes" : "no" },
});

/** Reaches a service through blackbox_exporter, at the address of the service's first check. Throws UserError if there is no check. */
function probedReach(view: View, system: System, service: Service): Reach {
  const about = `${system.id}/${service.name}`;
  const check = checksOf(view).find((one) => one.system.id === system.id && one.service.name === service.name);
  if (check === undefined)
    throw new UserError(
      `${about}: no program of the stack connects to it, because it has no metrics endpoint and no check (\`uptime\`). Name one of the stack's programs instead, for example prometheus.`,
    );
  const { hostname, port, protocol } = new URL(check.insideUrl);
  return {
    about,
    workload: programs["blackbox-exporter"].name,
    env: { HOST: hostname, PORT: port || (protocol === "https:" ? "443" : "80"), URL: check.insideUrl },
  };
}

function reachOfService(view: View, system: System, service: Service, options: ReachOptions): Reach {
  switch (service.kind) {
    case "postgres":
      return postgresReach(system, service, options);
    case "redis":
      return redisReach(system, service, options);
    case "external":
      return probedReach(view, system, service);
    case "http":
    case "worker": {
      const { host, port, path } = service.instrumentation;
      if (service.kind === "worker" && service.instrumentation.profile === "arq") {
        const redis = system.services.find(({ name }) => name === service.instrumentation.redis);
        if (redis?.kind === "redis") return redisReach(system, redis, options, service.name);
      }
      if (port === undefined) return probedReach(view, system, service);
      const name = serviceHost(system.id, { name: service.name, host });
      return {
        about: `${system.id}/${service.name}`,
        workload: programs.prometheus.name,
        env: { HOST: name, PORT: String(port), URL: `http://${name}:${port}${path}` },
      };
    }
  }
}

function reachOfProgram(workload: string): Reach {
  const { ports = {} } = programOfInstance(workload) ?? {};
  const port = ports["http"]?.number;
  return {
    about: workload,
    workload,
    env: { HOST: "127.0.0.1", ...(port !== undefined && { PORT: String(port), URL: `http://127.0.0.1:${port}` }) },
  };
}

/** All services of an environment, as `<system>/<service>`. */
export const servicesOf = (view: View): string[] => view.systems.flatMap(({ id, services }) => services.map(({ name }) => `${id}/${name}`));

/** A service of the environment, or a program of the stack. */
export type Target = { readonly program: string } | { readonly system: System; readonly service: Service };

/**
 * Finds a service (`<system>/<service>`) or a program of the stack (`prometheus`). `known`: the names of the programs. Throws UserError for
 * an unknown name.
 */
export function targetOf(view: View, target: string, known: readonly string[]): Target {
  const [systemId, name] = target.split("/");
  if (name === undefined) {
    if (known.includes(target)) return { program: target };
    throw new UserError(
      `${notAllowed(target, [...known, ...servicesOf(view)], "running programs, and services of the environment")}. Use <system>/<service> or the name of a program.`,
    );
  }
  const system = view.systems.find(({ id }) => id === systemId);
  const service = system?.services.find((one) => one.name === name);
  if (system === undefined || service === undefined)
    throw new UserError(notAllowed(target, servicesOf(view), `services of ${view.environment.id}`));
  return { system, service };
}

/**
 * Finds out how to reach a service (`<system>/<service>`) or a running program of the stack (`prometheus`). Throws UserError for an unknown
 * name, and if no running program connects to the service.
 */
export function reachOf(view: View, target: string, running: readonly string[], options: ReachOptions = {}): Reach {
  const found = targetOf(view, target, running);
  if ("program" in found) return reachOfProgram(found.program);
  const reach = reachOfService(view, found.system, found.service, options);
  if (running.includes(reach.workload)) return reach;
  throw new UserError(
    `${reach.about}: its program ${reach.workload} does not run in this stack, so nothing can reach the service from here. Running: ${[...running].sort().join(", ")}.`,
  );
}

/**
 * Finds out how an administrator reaches a server. A demo server is reached in its own container. Throws UserError if the service is not
 * a PostgreSQL or Redis server, and for the reasons of `reachOf`.
 */
export function adminReachOf(view: View, target: string, running: readonly string[], options: ReachOptions = {}): Reach {
  const reach = reachOf(view, target, running, options);
  const found = targetOf(view, target, running);
  const { client, ...rest } = reach;
  if (
    (client !== "psql" && client !== "redis-cli") ||
    "program" in found ||
    (found.service.kind !== "postgres" && found.service.kind !== "redis")
  )
    throw new UserError(`--as: ${target} is no PostgreSQL or Redis server, so no administrator can log in there. Leave out --as.`);
  if (found.system.id !== options.demo) return reach;
  return { ...rest, workload: found.service.name, server: client };
}

/**
 * Name of the image for a command; undefined for the workload's own image. Without a command, or for `sh`, the image of the service's
 * client.
 */
export function imageWith(command: string | undefined, { client }: Reach): Extract<ProgramName, "postgres" | "redis"> | undefined {
  const wanted = command === undefined || command === "sh" ? client : command;
  if (wanted === "psql" || wanted === "pg_isready" || wanted === "openssl") return "postgres";
  return wanted === "redis-cli" ? "redis" : undefined;
}
