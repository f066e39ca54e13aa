import { pushesLogs } from "../instrumentation/pushes";
import type { Environment } from "./environments-schema";
import type { Problem } from "./problems";
import type { System } from "./schema";

/** Reports services with `logs: "stdout"` if no environment that monitors them has a log agent. Nothing would read their logs. */
export const checkLogSources = (environments: readonly Environment[], systems: readonly System[]): Problem[] =>
  systems.flatMap(({ id, services }) => {
    const watching = environments.filter((environment) => environment.systems.includes(id));
    if (watching.length === 0 || watching.some(({ logAgent }) => logAgent !== undefined)) return [];
    return services
      .filter((service) => "instrumentation" in service && !pushesLogs(service))
      .map(({ name }) => ({
        where: `systems.${id}.services.${name}.instrumentation.logs`,
        message: `got "stdout", but no environment that monitors the system (${watching.map((environment) => environment.id).join(", ")}) has a logAgent that reads it: set logAgent of an environment, or push the logs and write "pushed"`,
      }));
  });
