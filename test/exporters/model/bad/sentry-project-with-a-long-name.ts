import { environment, owner, system, web, type Bad } from "../support";

const id = "a-system-with-quite-a-long-name";

export const bad: Bad = {
  input: {
    systems: [system(id, { ...web, name: "and-its-service", sentry: { platform: "node" } })],
    owners: [owner],
    environments: [{ ...environment, systems: [id], sentry: { organization: "shop" } }],
  },
  lines: [
    `systems.${id}.services.and-its-service.name: its Sentry project would be called "${id}-and-its-service-production", with 58 characters; at most 50 are allowed: shorten the service's name or the system's id`,
  ],
};
