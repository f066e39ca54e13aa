import { jsonAssertions, type Scalar } from "../model/json-assertions";
import type { UptimeCheck } from "../model/uptime-schema";

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
