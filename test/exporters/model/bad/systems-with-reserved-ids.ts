import { environment, owner, system, web, type Bad } from "../support";

export const bad: Bad = {
  input: {
    systems: [system("monitoring", web), system("unlisted", web)],
    owners: [owner],
    environments: [{ ...environment, systems: "all" }],
  },
  lines: [
    'systems.monitoring.id: got "monitoring", which is the system of the stack\'s own programs: choose another id',
    'systems.unlisted.id: got "unlisted", which is the system of containers that the catalogue does not list: choose another id',
  ],
};
