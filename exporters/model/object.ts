import { closest, distance } from "fastest-levenshtein";
import { z } from "zod";
import { show } from "./units";

/** Returns the allowed name that is most similar to the written one. Undefined if none is similar enough to explain a typo. */
export function nearest(got: string, allowed: readonly string[]): string | undefined {
  if (allowed.length === 0) return undefined;
  const begins = (text: string, start: string) => start.length >= 3 && text.toLowerCase().startsWith(start.toLowerCase());
  const begun = allowed.filter((name) => begins(name, got) || begins(got, name));
  if (begun.length === 1) return begun[0];
  const candidate = closest(got.toLowerCase(), [...allowed]);
  return distance(got.toLowerCase(), candidate.toLowerCase()) <= Math.max(2, Math.floor(candidate.length / 3)) ? candidate : undefined;
}

/** Formats the error for an unknown name: `got "x"; allowed: a, b; did you mean "a"?`. */
export function notAllowed(got: string, allowed: readonly string[], what = "allowed"): string {
  const near = nearest(got, allowed);
  return `got ${show(got)}; ${what}: ${[...allowed].sort().join(", ") || "none"}${near ? `; did you mean ${show(near)}?` : ""}`;
}

/**
 * Returns a zod object that refuses unknown keys. The error lists the allowed keys and, for a probable typo, the most similar key.
 * `elsewhere` maps a key to the error that explains why the key is valid only in another object.
 */
export function object<Shape extends z.ZodRawShape>(
  shape: Shape,
  elsewhere: Readonly<Record<string, string>> = {},
): z.ZodObject<Shape, z.core.$strict> {
  const allowed = Object.keys(shape);
  return z.strictObject(shape, {
    error: (issue) => {
      if (issue.code !== "unrecognized_keys") return undefined;
      return issue.keys.map((key) => elsewhere[key] ?? `unknown key: ${notAllowed(key, allowed)}`).join("; ");
    },
  });
}

/** Returns an enum of strings. The error lists the allowed values and, for a probable typo, the most similar value. */
export function oneOf<const Values extends readonly [string, ...string[]]>(values: Values): z.ZodEnum<{ [K in Values[number]]: K }> {
  return z.enum(values, {
    error: (issue) =>
      typeof issue.input === "string" ? notAllowed(issue.input, values) : `got ${show(issue.input)}; allowed: ${values.join(", ")}`,
  });
}

/**
 * Returns the error function of a union that `key` discriminates. The error names the written value, the allowed values and, for a probable
 * typo, the most similar value.
 */
export function unknownVariant(key: string, allowed: readonly string[]): (issue: { code?: string; input?: unknown }) => string | undefined {
  return ({ code, input }) => {
    if (code !== "invalid_union") return undefined;
    const got: unknown = typeof input === "object" && input !== null ? Reflect.get(input, key) : undefined;
    return typeof got === "string"
      ? `unknown ${key}: ${notAllowed(got, allowed)}`
      : `got ${show(got)}; allowed: ${[...allowed].sort().join(", ")}`;
  };
}
