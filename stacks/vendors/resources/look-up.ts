import { keyOf, referencesIn, type AnyPlanned } from "../../../exporters/vendor-plan";
import { lookUp, type VendorProvider } from "../provider/resource";
import type { At } from "./decide";
import { resolved, type Known } from "./resolve";

type Found = readonly [string, Readonly<Record<string, string>>];

/**
 * Looks up the objects to which a plan refers. Lookups that contain references run after all other lookups. Returns `settings` and the
 * results of the lookups.
 */
export async function lookUpAll(
  lookups: readonly AnyPlanned[],
  { baseUrl, tokenSecret }: At,
  settings: Known,
  provider: VendorProvider,
): Promise<Known> {
  const ask = async (planned: AnyPlanned, known: Known): Promise<Found> => {
    const inputs = { baseUrl, tokenSecret, ...resolved(planned.inputs, known) };
    return [keyOf(planned), await lookUp<Readonly<Record<string, string>>>(`monitoring:${planned.type}`, inputs, provider)];
  };
  const refers = (planned: AnyPlanned): boolean => referencesIn(planned.inputs).length > 0;
  const first = await Promise.all(lookups.filter((one) => !refers(one)).map((one) => ask(one, settings)));
  const known = new Map([...settings, ...first]);
  const rest = await Promise.all(lookups.filter(refers).map((one) => ask(one, known)));
  return new Map([...known, ...rest]);
}
