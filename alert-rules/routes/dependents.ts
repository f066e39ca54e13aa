import type { System } from "../../exporters/model/schema";

/** The direct dependents of each service: the services that list it in `dependsOn`. */
export function directDependents(system: System): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { name, dependsOn } of system.services)
    for (const needed of dependsOn) {
      const names = found.get(needed);
      if (names === undefined) found.set(needed, [name]);
      else names.push(name);
    }
  return found;
}

/** All services of a system that depend on the service, directly or indirectly. */
export function dependentsOf(system: System, name: string, direct = directDependents(system)): string[] {
  const found = new Set<string>();
  const visit = (of: string) => {
    for (const dependent of direct.get(of) ?? []) {
      if (found.has(dependent)) continue;
      found.add(dependent);
      visit(dependent);
    }
  };
  visit(name);
  found.delete(name);
  return [...found].sort();
}
