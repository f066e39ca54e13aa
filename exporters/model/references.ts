import { checkAi } from "./ai";
import { checkCalls } from "./calls";
import { notAllowed } from "./object";
import type { Problem } from "./problems";
import { checkRuns } from "./runs";
import type { Service, System } from "./schema";

/** Names of the services of one system: all services, the PostgreSQL servers, and the Redis servers. */
interface Names {
  readonly all: ReadonlySet<string>;
  readonly postgres: readonly string[];
  readonly redis: readonly string[];
}

const namesOf = (system: System): Names => ({
  all: new Set(system.services.map((service) => service.name)),
  postgres: system.services.filter((service) => service.kind === "postgres").map((service) => service.name),
  redis: system.services.filter((service) => service.kind === "redis").map((service) => service.name),
});

const list = (names: readonly string[]): string => (names.length === 0 ? "none" : names.join(", "));

function checkDependencies(where: string, service: Service, names: Names): Problem[] {
  return service.dependsOn.flatMap((name) => {
    if (name === service.name)
      return [
        {
          where: `${where}.dependsOn`,
          message: `got ${JSON.stringify(name)}, the service itself, which would inhibit its own alerts: remove it`,
        },
      ];
    if (names.all.has(name)) return [];
    const others = [...names.all].filter((other) => other !== service.name);
    return [{ where: `${where}.dependsOn`, message: notAllowed(name, others, "services of this system") }];
  });
}

function checkReplica(where: string, service: Extract<Service, { kind: "postgres" }>, names: Names): Problem[] {
  const at = `${where}.replicaOf`;
  const others = names.postgres.filter((name) => name !== service.name);
  if (service.role === "primary") {
    return service.replicaOf === undefined
      ? []
      : [{ where: at, message: `got ${JSON.stringify(service.replicaOf)} on a primary; write role: "replica", or remove replicaOf` }];
  }
  if (service.replicaOf === undefined)
    return [
      {
        where: at,
        message: `got nothing; name the primary that the replica follows; postgres services of this system: ${list(others)}`,
      },
    ];
  return others.includes(service.replicaOf)
    ? []
    : [{ where: at, message: notAllowed(service.replicaOf, others, "postgres services of this system") }];
}

function checkUses(where: string, service: Service, names: Names): Problem[] {
  if (service.kind === "postgres") return checkReplica(where, service, names);
  if (service.kind !== "http" && service.kind !== "worker") return [];
  const problems = service.pools
    .filter((pool) => !names.postgres.includes(pool.database))
    .map((pool) => ({
      where: `${where}.pools.${pool.name}.database`,
      message: notAllowed(pool.database, names.postgres, "postgres services of this system"),
    }));
  if (service.kind === "http") return problems;
  const { redis, profile } = service.instrumentation;
  if (redis === undefined && profile !== "arq") return problems;
  const at = `${where}.instrumentation.redis`;
  if (redis === undefined)
    problems.push({
      where: at,
      message: `got nothing; name the redis service that holds the queue; redis services of this system: ${list(names.redis)}`,
    });
  else if (!names.redis.includes(redis))
    problems.push({ where: at, message: notAllowed(redis, names.redis, "redis services of this system") });
  return problems;
}

/** Reports dependency cycles. Services in a cycle would inhibit each other's alerts, so no notification would be sent. */
function checkRings(root: string, system: System): Problem[] {
  const dependsOn = new Map(system.services.map((service) => [service.name, service.dependsOn]));
  const done = new Set<string>();
  const problems: Problem[] = [];
  const visit = (name: string, path: readonly string[]) => {
    const start = path.indexOf(name);
    if (start >= 0) {
      const ring = [...path.slice(start), name];
      if (ring.length > 2)
        problems.push({
          where: `${root}.${name}.dependsOn`,
          message: `got the cycle ${ring.join(" -> ")}; these services would inhibit each other's alerts: remove one of these dependencies`,
        });
      return;
    }
    if (done.has(name)) return;
    for (const next of dependsOn.get(name) ?? []) visit(next, [...path, name]);
    done.add(name);
  };
  for (const name of dependsOn.keys()) visit(name, []);
  return problems;
}

/** Checks all references between services of one system. `root` is the path of the system's services. */
export function checkReferences(root: string, system: System): Problem[] {
  const names = namesOf(system);
  const problems = system.services.flatMap((service) => {
    const where = `${root}.${service.name}`;
    return [
      ...checkDependencies(where, service, names),
      ...checkUses(where, service, names),
      ...checkCalls(where, system, service),
      ...checkRuns(where, system, service),
      ...checkAi(where, service),
    ];
  });
  return [...problems, ...checkRings(root, system)];
}
