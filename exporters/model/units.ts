import { z } from "zod";

/** A duration string: `500ms`, `5s`, `2m`, `26h`, `30d`. */
export type DurationText = `${number}${"ms" | "s" | "m" | "h" | "d"}`;
/** A percentage string: `0.5%`, `80%`. */
export type RatioText = `${number}%`;
/**
 * What a threshold measures. The dimension determines how the catalogue writes the value: `"5s"`, `"80%"` or `100`. The parsed number is in
 * the dimension's base unit: seconds, a ratio from 0 to 1, or a count.
 */
export type Dimension = "duration" | "ratio" | "count";

const secondsPer = { ms: 0.001, s: 1, m: 60, h: 3600, d: 86_400 } as const;
const durationPattern = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/;
const ratioPattern = /^(\d+(?:\.\d+)?)%$/;

/** Removes floating-point noise such as 0.30000000000000004, so that rendered numbers look as written. */
const tidy = (value: number): number => Number(value.toPrecision(12));

/** Parses a duration string into seconds. Returns undefined if the string is not a duration. */
export function parseDuration(text: string): number | undefined {
  const match = durationPattern.exec(text);
  return match ? tidy(Number(match[1]) * secondsPer[match[2] as keyof typeof secondsPer]) : undefined;
}

/** Parses a percentage string into a share: `80%` -> 0.8. Returns undefined if the string is not a percentage. */
export function parseRatio(text: string): number | undefined {
  const match = ratioPattern.exec(text);
  return match ? tidy(Number(match[1]) / 100) : undefined;
}

/** Formats seconds as a Prometheus duration with the largest unit that needs no fraction: 90 -> `90s`, 120 -> `2m`, 0.5 -> `500ms`. */
export function formatDuration(seconds: number): DurationText {
  if (seconds === 0) return "0s";
  if (seconds < 1) return `${tidy(seconds * 1000)}ms`;
  for (const unit of ["d", "h", "m"] as const) {
    if (seconds % secondsPer[unit] === 0) return `${seconds / secondsPer[unit]}${unit}`;
  }
  return Number.isInteger(seconds) ? `${seconds}s` : `${tidy(seconds * 1000)}ms`;
}

/** The value of a threshold whose alert never fires. It is NaN, because `>`, `>=`, `<` and `<=` with NaN are false in PromQL. */
export const off = Number.NaN;
export const isOff = (limit: number): boolean => Number.isNaN(limit);

/** Formats a number in a dimension's base unit for people: (2, duration) -> `2s`, (0.8, ratio) -> `80%`, (100, count) -> `100`. */
export function formatQuantity(value: number, dimension: Dimension): string {
  if (isOff(value)) return "off";
  if (dimension === "duration") return value > 1 && !Number.isInteger(value) ? `${value}s` : formatDuration(value);
  if (dimension === "ratio") return `${tidy(value * 100)}%`;
  return String(value);
}

const squeezed = (value: unknown): string =>
  typeof value === "string" || typeof value === "number" ? String(value).replace(/\s/g, "").toLowerCase() : "";

function hint(value: unknown, parse: (text: string) => number | undefined, unit: string): string {
  const text = [squeezed(value), `${squeezed(value)}${unit}`].find((candidate) => parse(candidate) !== undefined);
  return text === undefined ? "" : `; did you mean "${text}"?`;
}

/** Longest duration in seconds: about 100 years. Go programs, such as Prometheus, cannot parse durations of more than 292 years. */
const longestDuration = 36_500 * secondsPer.d;

/** Accepts a duration string and returns seconds: `5s` -> 5. */
export const duration = z
  .custom<DurationText>((value) => typeof value === "string" && (parseDuration(value) ?? Infinity) <= longestDuration, {
    error: ({ input }) =>
      typeof input === "string" && parseDuration(input) !== undefined
        ? `got ${input.length > 20 ? `${input.slice(0, 20)}...` : input}; expected at most ${formatDuration(longestDuration)}`
        : `got ${show(input)}; expected a duration like "500ms", "5s", "2m", "26h" or "30d"${hint(input, parseDuration, "s")}`,
  })
  .transform((text) => parseDuration(text) ?? Number.NaN);

/** A duration of more than zero. */
export const positiveDuration = duration.refine((seconds) => seconds > 0, {
  error: "got 0s; expected a longer duration",
});

/** Accepts a percentage string and returns a share: `80%` -> 0.8. */
export const ratio = z
  .custom<RatioText>((value) => typeof value === "string" && parseRatio(value) !== undefined, {
    error: ({ input }) => {
      const share = typeof input === "number" && input <= 1 ? tidy(input * 100) : input;
      return `got ${show(input)}; expected a percentage like "0.5%" or "80%"${hint(share, parseRatio, "%")}`;
    },
  })
  .transform((text) => parseRatio(text) ?? Number.NaN);

/** Accepts a number without a unit, zero or more. */
export const count = z
  .number({ error: (issue) => `got ${show(issue.input)}; expected a plain number without a unit, like 100` })
  .nonnegative({ error: (issue) => `got ${show(issue.input)}; expected zero or more` });

/** Reports the errors of another schema inside a `transform`. The `transform` must return the result of this function. */
export function passOn({ issues }: z.ZodError, context: z.RefinementCtx): never {
  for (const { message, path } of issues) context.addIssue({ code: "custom", message, path: [...path] });
  return z.NEVER;
}

/** Accepts a quantity, or `off`, which becomes NaN. Reports the same errors as the quantity. */
export const orOff = <Q extends z.ZodType<number>>(quantity: Q) =>
  z.custom<z.input<Q> | "off">().transform((value, context) => {
    if (value === "off") return off;
    const parsed = quantity.safeParse(value);
    return parsed.success ? parsed.data : passOn(parsed.error, context);
  });

/** Formats a value for an error message. */
export function show(value: unknown): string {
  if (value === undefined) return "nothing";
  if (typeof value === "number" || typeof value === "bigint") return String(value);
  return typeof value === "function" || typeof value === "symbol" ? `a ${typeof value}` : JSON.stringify(value);
}
