import { keptInputs } from "../../../exporters/former-names";
import type { AnyPlanned } from "../../../exporters/vendor-plan";
import { textOf } from "../provider/json";
import { nameInSetting } from "../provider/permissions";
import type { Previous } from "./previous";

/**
 * The planned resources, with the state's value for each input in `keptInputs`. The only input in `keptInputs` is the slug of a cron
 * monitor's check-ins. The slug contains the names that the service and the job had when the monitor was created.
 */
export function withKeptInputs<R extends AnyPlanned>(resources: readonly R[], previous: readonly Previous[]): readonly R[] {
  const states = new Map(previous.map(({ type, name, outputs }) => [nameInSetting(type, name), outputs]));
  return resources.map((resource) => {
    const { type, name, formerly, inputs } = resource;
    const state = states.get(nameInSetting(type, name)) ?? (formerly && states.get(nameInSetting(type, formerly)));
    if (!state) return resource;
    const kept = keptInputs.flatMap((key): [string, string][] => {
      const value = textOf(state[key]);
      return key in inputs && value !== undefined ? [[key, value]] : [];
    });
    return kept.length === 0 ? resource : { ...resource, inputs: { ...inputs, ...Object.fromEntries(kept) } };
  });
}
