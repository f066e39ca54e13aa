import { z } from "zod";

/** A duration as people write it: `500ms`, `5s`, `2m`, `26h`, `30d`. */
export type DurationText = `${number}${"ms" | "s" | "m" | "h" | "d"}`;
/** A share as people write it: `0.5%`, `80%`. */
export type RatioText = `${number}%`;
/** The dimension of a threshold; it determines the text format and the number's base unit. */
export type Dimension = "duration" | "ratio" | "count";

const secondsPer = { ms: 0.001, s: 1, m: 60, h: 3600, d: 86_400 } as const;
const durationPattern = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/;
const ratioPattern = /^(\d+(?:\.\d+)?)%$/;

/** Removes binary noise such as 0.30000000000000004, so that rendered numbers look as written. */
const tidy = (value: number): number => Number(value.toPrecision(12));

/** Seconds of a duration text, or undefined when the text is not a duration. */
export function parseDuration(text: string): number | undefined {
  const match = durationPattern.exec(text);
  return match ? tidy(Number(match[1]) * secondsPer[match[2] as keyof typeof secondsPer]) : undefined;
}

/** 0..1 (or above) of a percentage text, or undefined when the text is not a percentage. */
export function parseRatio(text: string): number | undefined {
  const match = ratioPattern.exec(text);
  return match ? tidy(Number(match[1]) / 100) : undefined;
}

/** Seconds as the shortest Prometheus duration: 90 -> `90s`, 120 -> `2m`, 0.5 -> `500ms`. */
export function formatDuration(seconds: number): DurationText {
  if (seconds < 1) return `${tidy(seconds * 1000)}ms`;
  for (const unit of ["d", "h", "m"] as const) {
    if (seconds % secondsPer[unit] === 0) return `${seconds / secondsPer[unit]}${unit}`;
  }
  return Number.isInteger(seconds) ? `${seconds}s` : `${tidy(seconds * 1000)}ms`;
}

/** A threshold that never fires: NaN, with which every PromQL comparison is false. */
export const off = Number.NaN;
export const isOff = (limit: number): boolean => Number.isNaN(limit);

/** A number in a dimension's base unit, as people read it: (2, duration) -> `2s`, (0.8, ratio) -> `80%`, (100, count) -> `100`. */
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

/** Accepts `5s`, gives seconds. */
export const duration = z
  .custom<DurationText>((value) => typeof value === "string" && parseDuration(value) !== undefined, {
    error: ({ input }) =>
      `got ${show(input)}; expected a duration like "500ms", "5s", "2m", "26h" or "30d"${hint(input, parseDuration, "s")}`,
  })
  .transform((text) => parseDuration(text) ?? Number.NaN);

/** Accepts `80%`, gives 0.8. */
export const ratio = z
  .custom<RatioText>((value) => typeof value === "string" && parseRatio(value) !== undefined, {
    error: ({ input }) => {
      const share = typeof input === "number" && input <= 1 ? tidy(input * 100) : input;
      return `got ${show(input)}; expected a percentage like "0.5%" or "80%"${hint(share, parseRatio, "%")}`;
    },
  })
  .transform((text) => parseRatio(text) ?? Number.NaN);

/** Accepts a number of things, zero or more. */
export const count = z
  .number({ error: (issue) => `got ${show(issue.input)}; expected a plain number without a unit, like 100` })
  .nonnegative({ error: (issue) => `got ${show(issue.input)}; expected zero or more` });

/** Accepts the quantity's values and `off`; errors are the quantity's. */
export const orOff = <Q extends z.ZodType<number>>(quantity: Q) =>
  z.custom<z.input<Q> | "off">().transform((value, context) => {
    if (value === "off") return off;
    const parsed = quantity.safeParse(value);
    if (parsed.success) return parsed.data;
    for (const { message } of parsed.error.issues) context.addIssue({ code: "custom", message });
    return z.NEVER;
  });

/** A value as shown in an error message. */
export function show(value: unknown): string {
  if (value === undefined) return "nothing";
  if (typeof value === "number" || typeof value === "bigint") return String(value);
  return typeof value === "function" || typeof value === "symbol" ? `a ${typeof value}` : JSON.stringify(value);
}
