import { jsonAssertions, type Scalar } from "../model/json-assertions";
import type { UptimeCheck } from "../model/uptime-schema";

const quoted = (values: readonly Scalar[]): string => values.map((value) => JSON.stringify(value)).join(", ");

/**
 * Returns a check's assertions on the JSON body (`json`) as one CEL expression for blackbox_exporter, or undefined if there are none. The
 * probe fails if the body lacks the path of an assertion.
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

/**
 * Formats a value as Gatus formats values from a body, because Gatus compares text. Gatus is a Go program, and Go writes a number with an
 * absolute value below 0.0001 (except 0), or of a million or more, with an exponent of at least two digits: `1e-05`, `1.5e+06`.
 */
function gatusText(value: Scalar): string {
  if (typeof value !== "number" || value === 0) return String(value);
  const [digits = "", exponent = ""] = value.toExponential().split("e");
  const power = Number(exponent);
  if (power >= -4 && power < 6) return String(value);
  return `${digits}e${power < 0 ? "-" : "+"}${String(Math.abs(power)).padStart(2, "0")}`;
}

/** Returns a check's `json` and `keyword` as Gatus conditions. Gatus does not support the regular expression `body`. */
export const gatusBodyConditions = (check: Pick<UptimeCheck, "json" | "keyword">): string[] => [
  ...jsonAssertions(check).map(({ path, values }) => {
    if (values.length === 0) return `has([BODY].${path}) == true`;
    return `[BODY].${path} == ${values.length === 1 ? values.map(gatusText).join() : `any(${values.map(gatusText).join(", ")})`}`;
  }),
  ...(check.keyword === undefined ? [] : [`[BODY] == pat(*${check.keyword}*)`]),
];
