import { environment, shop, system, web, type Bad } from "../support";

export const bad: Bad = {
  input: { ...shop(web), systems: [system("monitoring", web)], environments: [{ ...environment, systems: "all" }] },
  lines: ['systems.monitoring.id: got "monitoring", which is the system of the stack\'s own programs: choose another id'],
};
