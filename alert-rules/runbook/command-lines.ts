import type { View } from "../../exporters/model/catalogue";
import { exporterWorkload } from "../../exporters/model/naming";
import { allPrograms, programs, watchedPrograms, type ProgramName } from "../../exporters/programs";
import type { PostgresService } from "../../exporters/model/schema";
import type { StepCommand } from "../first-command";
import type { Entry } from "./entry";
import { line, nameOf, placedIn, type Command, type Placed } from "./line";
import { requests } from "./requests";

/** User names of the built-in administrators of PostgreSQL and Redis, by client. */
const administrators = { psql: "postgres", "redis-cli": "default" } as const;

function poolDatabases(view: View): Placed[] {
  const used = placedIn(view).flatMap(({ system, service }) =>
    "pools" in service ? service.pools.map(({ database }) => `${system.id}/${database}`) : [],
  );
  return placedIn(view).filter((placed) => used.includes(nameOf(placed)));
}

function databases(view: View, on: PostgresService["role"] | "pools" | undefined, services: readonly Placed[]): Placed[] {
  if (on === "pools") return poolDatabases(view);
  return services.filter(({ service }) => service.kind === "postgres" && (on === undefined || service.role === on));
}

/** Whether a program runs in an environment. Prometheus scrapes every program for which an alert has a command. */
const runs = (view: View, name: ProgramName): boolean => watchedPrograms(view, "metrics").some((program) => program.name === name);

/** Name of the workload of a Postgres or Redis server's exporter. Undefined for other services. */
function exporterOf({ system, service }: Placed): string | undefined {
  if (service.kind === "postgres") return exporterWorkload(programs["postgres-exporter"].name, system.id, service.name);
  if (service.kind === "redis") return exporterWorkload(programs["redis-exporter"].name, system.id, service.name);
  return undefined;
}

const isRedis = ({ service }: Placed): boolean => service.kind === "redis";

/** All services of the systems to which these services belong. */
const neighbours = (view: View, services: readonly Placed[]): Placed[] =>
  placedIn(view).filter(({ system }) => services.some((one) => one.system.id === system.id));

/**
 * Returns the lines of a command in an environment: one for each service or system to which the command applies, or a single line, e.g. for
 * the program that the command names. Empty if the environment has nothing to which the command applies.
 */
export function commandsOf(view: View, command: StepCommand, { about }: Pick<Entry, "about">): Command[] {
  const on = (placed: readonly Placed[], of: (placed: Placed) => string): Command[] =>
    placed.map((one) => ({ about: nameOf(one), line: of(one) }));
  const ifRuns = (name: ProgramName, of: () => string): Command[] => (runs(view, name) ? [{ line: of() }] : []);
  const services = placedIn(view).filter(({ service }) => about(service));
  if ("sql" in command)
    return on(databases(view, command.on, services), (placed) => line("shell", view, nameOf(placed), "--", "psql", "-c", command.sql));
  if ("adminSql" in command)
    return on(databases(view, command.on, services), (placed) =>
      line(
        "shell",
        view,
        nameOf(placed),
        "--as",
        administrators.psql,
        "--",
        "psql",
        ...(command.database === undefined ? [] : ["-d", command.database]),
        ...[command.adminSql].flat().flatMap((sql) => ["-c", sql]),
      ),
    );
  if ("redis" in command)
    return on(command.on === "system" ? neighbours(view, services).filter(isRedis) : services.filter(isRedis), (placed) =>
      line("shell", view, nameOf(placed), "--", "redis-cli", ...command.redis.split(" ")),
    );
  if ("adminRedis" in command)
    return on(services.filter(isRedis), (placed) =>
      line("shell", view, nameOf(placed), "--as", administrators["redis-cli"], "--", "redis-cli", ...command.adminRedis.split(" ")),
    );
  if ("request" in command) return requests(view, command.request, about);
  if ("replicas" in command) {
    const { replicas } = command;
    if (replicas === "service") return on(services, (placed) => line("replicas", view, nameOf(placed)));
    return ifRuns(replicas, () => line("replicas", view, replicas));
  }
  if ("access" in command)
    return view.environment.discovery.includes("kubernetes") ? [{ line: line("access", view, programs.prometheus.name) }] : [];
  if ("disk" in command) {
    const { disk } = command;
    const folder = allPrograms.find(({ name }) => name === disk)?.data?.path;
    if (folder === undefined) throw new Error(`${disk} has no volume`);
    return ifRuns(disk, () => line("shell", view, disk, "--", "df", "-h", folder));
  }
  if ("logs" in command) {
    const { logs, grep, previous } = command;
    const words = [...(previous ? ["--previous"] : []), ...(grep === undefined ? [] : ["--grep", grep])];
    if (logs === "service") return on(services, (placed) => line("logs", view, nameOf(placed), ...words));
    if (logs === "exporter")
      return services.flatMap((placed) => {
        const exporter = exporterOf(placed);
        return exporter === undefined ? [] : [{ about: nameOf(placed), line: line("logs", view, exporter, ...words) }];
      });
    if (logs === "<service>" || logs === "<system>/<service>") return [{ line: line("logs", view, logs, ...words) }];
    return ifRuns(logs, () => line("logs", view, logs, ...words));
  }
  const { query } = command;
  if (!query.includes("$")) return [{ line: line("query", view, query) }];
  if (query.includes("$system")) {
    const ids = [...new Set(services.map(({ system }) => system.id))];
    return ids.map((id) => ({ about: id, line: line("query", view, query.replaceAll("$system", `system="${id}"`)) }));
  }
  return on(services, ({ system, service }) =>
    line("query", view, query.replaceAll("$service", `system="${system.id}",service="${service.name}"`)),
  );
}
