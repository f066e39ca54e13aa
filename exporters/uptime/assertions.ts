import { anyValue, type UptimeCheck } from "../model/uptime-schema";

type Scalar = string | number | boolean;

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

const quoted = (values: readonly Scalar[]): string => values.map((value) => JSON.stringify(value)).join(", ");

/**
 * Returns the assertions as one CEL expression for blackbox_exporter, or undefined if there are none. The probe fails if the body lacks one
 * of the paths.
 */
export function celOf(check: Pick<UptimeCheck, "json">): string | undefined {
  const parts = jsonAssertions(check).map(({ path, values }) =>
    values.length === 0
      ? `has(body.${path})`
      : values.length === 1
        ? `body.${path} == ${quoted(values)}`
        : `body.${path} in [${quoted(values)}]`,
  );
  return parts.length === 0 ? undefined : parts.join(" && ");
}

/** Returns a check's expectations of the response body as Gatus conditions. */
export const gatusBodyConditions = (check: Pick<UptimeCheck, "json" | "keyword">): string[] => [
  ...jsonAssertions(check).map(({ path, values }) => {
    if (values.length === 0) return `has([BODY].${path}) == true`;
    return `[BODY].${path} == ${values.length === 1 ? String(values[0]) : `any(${values.join(", ")})`}`;
  }),
  ...(check.keyword === undefined ? [] : [`[BODY] == pat(*${check.keyword}*)`]),
];
