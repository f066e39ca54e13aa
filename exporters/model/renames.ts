import type { Problem } from "./problems";
import type { System } from "./schema";

interface Named {
  readonly name: string;
  readonly renamedFrom?: string | undefined;
}

function problemsOf(where: string, all: readonly Named[]): Problem[] {
  const names = all.map(({ name }) => name);
  const formers = all.flatMap(({ renamedFrom }) => (renamedFrom === undefined ? [] : [renamedFrom]));
  return all.flatMap(({ name, renamedFrom }): Problem[] => {
    if (renamedFrom === undefined) return [];
    const at = `${where}.${name}.renamedFrom`;
    if (names.includes(renamedFrom))
      return [{ where: at, message: `got "${renamedFrom}", which is still declared: give the former name, or remove renamedFrom` }];
    return formers.filter((former) => former === renamedFrom).length > 1
      ? [{ where: at, message: `got "${renamedFrom}" twice; only one can continue its history: remove one of them` }]
      : [];
  });
}

/**
 * Reports a `renamedFrom` that is still the name of an entry, or that occurs twice. Two entries would then claim the same objects at
 * vendors.
 */
export const checkRenames = ({ id, services }: System): Problem[] => [
  ...problemsOf(`systems.${id}.services`, services),
  ...services.flatMap(({ name, uptime, jobs }) => [
    ...problemsOf(`systems.${id}.services.${name}.uptime`, uptime),
    ...problemsOf(`systems.${id}.services.${name}.jobs`, jobs),
  ]),
];
