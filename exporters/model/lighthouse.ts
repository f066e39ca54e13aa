import type { Environment } from "./environments-schema";
import { lighthouseCategories } from "./lighthouse-schema";
import { notAllowed } from "./object";
import type { Problem } from "./problems";
import type { Service, System } from "./schema";

/** A page with the budget of one score, 0..1. */
export interface PageBudget {
  readonly page: string;
  /** Lighthouse's name of the category. */
  readonly category: string;
  readonly budget: number;
}

/** The budgets of a service's pages in an environment, one for each page and category. Empty if no CI job sends results there. */
export function pageBudgets(environment: string, service: Service): PageBudget[] {
  if (service.kind !== "http" || service.lighthouse?.environments.includes(environment) !== true) return [];
  return service.lighthouse.pages.flatMap((page) =>
    (Object.keys(lighthouseCategories) as (keyof typeof lighthouseCategories)[]).flatMap((key) => {
      const budget = page[key];
      return budget === undefined ? [] : [{ page: page.path, category: lighthouseCategories[key], budget }];
    }),
  );
}

/** Reports environments of Lighthouse results that do not exist, or that do not monitor the system. */
export const checkLighthouse = (environments: readonly Environment[], systems: readonly System[]): Problem[] =>
  systems.flatMap((system) => {
    const watching = environments.filter(({ systems: ids }) => ids.includes(system.id)).map(({ id }) => id);
    return system.services.flatMap((service) =>
      service.kind !== "http"
        ? []
        : (service.lighthouse?.environments ?? [])
            .filter((id) => !watching.includes(id))
            .map((id) => ({
              where: `systems.${system.id}.services.${service.name}.lighthouse.environments`,
              message: notAllowed(id, watching, "environments that monitor this system"),
            })),
    );
  });
