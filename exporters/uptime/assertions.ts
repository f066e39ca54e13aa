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

/**
 * Formats a value as Gatus reads it from a body. Gatus compares text. Go writes a number below 0.0001, or of a million or more, with an
 * exponent of at least two digits, for example `1e-05` and `1.5e+06`.
 */
function gatusText(value: Scalar): string {
  if (typeof value !== "number" || value === 0) return String(value);
  const [digits = "", exponent = ""] = value.toExponential().split("e");
  const power = Number(exponent);
  if (power >= -4 && power < 6) return String(value);
  return `${digits}e${power < 0 ? "-" : "+"}${String(Math.abs(power)).padStart(2, "0")}`;
}

/** Returns a check's expectations of the response body as Gatus conditions. */
export const gatusBodyConditions = (check: Pick<UptimeCheck, "json" | "keyword">): string[] => [
  ...jsonAssertions(check).map(({ path, values }) => {
    if (values.length === 0) return `has([BODY].${path}) == true`;
    return `[BODY].${path} == ${values.length === 1 ? values.map(gatusText).join() : `any(${values.map(gatusText).join(", ")})`}`;
  }),
  ...(check.keyword === undefined ? [] : [`[BODY] == pat(*${check.keyword}*)`]),
];
