import type { Environment } from "./environments-schema";
import type { Problem } from "./problems";
import type { System } from "./schema";

/** Reports `discoveryProfiles` of an environment without discovery. */
export const checkProfiles = (root: string, { discovery, discoveryProfiles }: Environment): Problem[] =>
  discovery.length > 0 || discoveryProfiles === undefined
    ? []
    : [
        {
          where: `${root}.discoveryProfiles`,
          message: `got ${JSON.stringify(discoveryProfiles)}, which has no effect without discovery: add discovery, or remove discoveryProfiles`,
        },
      ];

/**
 * Reports names that are in both `discovered` and `services` of a system. Also reports `discovered` of a system if none of the environments
 * that monitor the system has discovery.
 */
export const checkDiscovered = (environments: readonly Environment[], systems: readonly System[]): Problem[] =>
  systems.flatMap(({ id, services, discovered }) => {
    const where = `systems.${id}.discovered`;
    const listed = discovered.filter((name) => services.some((service) => service.name === name));
    const watching = environments.filter((environment) => environment.systems.includes(id));
    const discovers = watching.some(({ discovery }) => discovery.length > 0);
    return [
      ...listed.map((name) => ({
        where,
        message: `got ${JSON.stringify(name)}, which is also in services, so discovery ignores it: remove one of the two`,
      })),
      ...(discovered.length === 0 || watching.length === 0 || discovers
        ? []
        : [
            {
              where,
              message: `got ${JSON.stringify(discovered)}, but no environment that monitors the system (${watching.map((environment) => environment.id).join(", ")}) has discovery: set discovery of an environment, or remove discovered`,
            },
          ]),
    ];
  });
