import type { View } from "./model/catalogue";
import type { Service, System } from "./model/schema";
import type { AnyPlanned } from "./vendor-plan";

/** Returns an object with some fields replaced. All other fields are read from the original, which is not copied. */
const overlaid = <T extends object>(original: T, fields: Partial<T>): T =>
  Object.create(original, Object.getOwnPropertyDescriptors(fields)) as T;

const former = <T extends { readonly name: string; readonly renamedFrom?: string | undefined }>(one: T): T =>
  one.renamedFrom === undefined ? one : overlaid(one, { name: one.renamedFrom } as Partial<T>);

const isRenamed = ({ renamedFrom, uptime, jobs }: Service): boolean =>
  renamedFrom !== undefined || [...uptime, ...jobs].some((one) => one.renamedFrom !== undefined);

const formerService = (service: Service): Service =>
  isRenamed(service) ? former(overlaid(service, { uptime: service.uptime.map(former), jobs: service.jobs.map(former) })) : service;

const formerSystem = (system: System): System => overlaid(system, { services: system.services.map(formerService) });

/**
 * Returns the view before the renames that the catalogue declares with `renamedFrom`: every renamed service, check and job has its former
 * name, at the same position. Undefined if nothing was renamed.
 */
export const formerView = (view: View): View | undefined =>
  [...view.systems, ...view.onlyInSentry].some(({ services }) => services.some(isRenamed))
    ? { ...view, systems: view.systems.map(formerSystem), onlyInSentry: view.onlyInSentry.map(formerSystem) }
    : undefined;

/** Inputs that contain names of the catalogue and that the vendor cannot change. After a rename, the former value stays. */
export const keptInputs = ["checkIn"];

/**
 * Adds the former name and the former values of `keptInputs` to each renamed resource, so that its object at the vendor is kept. `before`
 * contains the resources of the same plan in the former view. Throws an Error if the two plans have different lengths or types of
 * resources, which only a bug can cause.
 */
export function withFormerNames<R extends AnyPlanned>(resources: readonly R[], before: readonly R[] | undefined): readonly R[] {
  if (before === undefined) return resources;
  return resources.map((resource, index) => {
    const old = before[index];
    if (old?.type !== resource.type || before.length !== resources.length)
      throw new Error(`The plans before and after a rename differ at ${resource.type} ${resource.name}.`);
    if (old.name === resource.name) return resource;
    const kept = Object.entries(old.inputs).filter(([key]) => keptInputs.includes(key));
    return { ...resource, inputs: { ...resource.inputs, ...Object.fromEntries(kept) }, formerly: old.name };
  });
}
