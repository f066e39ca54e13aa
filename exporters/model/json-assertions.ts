import { anyValue, type UptimeCheck } from "./uptime-schema";

export type Scalar = string | number | boolean;

/** Expected value at one path of a JSON body. */
export interface JsonAssertion {
  /** Path in the JSON body: names separated by dots. */
  readonly path: string;
  /** Allowed values. Empty means any value. */
  readonly values: readonly Scalar[];
}

/** Returns a check's expectations of the JSON body, one per path, sorted. */
export function jsonAssertions({ json }: Pick<UptimeCheck, "json">): JsonAssertion[] {
  return Object.entries(json ?? {})
    .map(([path, wanted]) => ({ path, values: wanted === anyValue ? [] : Array.isArray(wanted) ? wanted : [wanted] }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/**
 * Returns the expectations that a vendor can compare if it joins all comparisons with one `AND` or one `OR`. If the check has only one
 * path, the path may have several values. If the check has several paths, those with several values are left out.
 */
export function joinableAssertions(check: Pick<UptimeCheck, "json">): JsonAssertion[] {
  const assertions = jsonAssertions(check);
  return assertions.length === 1 ? assertions : assertions.filter(({ values }) => values.length <= 1);
}
