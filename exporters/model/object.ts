import { closest, distance } from "fastest-levenshtein";
import { z } from "zod";
import { show } from "./units";

/** The allowed name nearest to the written one, or undefined when none is near enough to be a typo. */
export function nearest(got: string, allowed: readonly string[]): string | undefined {
  if (allowed.length === 0) return undefined;
  const begun = got.length >= 3 ? allowed.filter((name) => name.toLowerCase().startsWith(got.toLowerCase())) : [];
  if (begun.length === 1) return begun[0];
  const candidate = closest(got.toLowerCase(), [...allowed]);
  return distance(got.toLowerCase(), candidate.toLowerCase()) <= Math.max(2, Math.floor(candidate.length / 3)) ? candidate : undefined;
}

/** `got "x"; allowed: a, b; did you mean "a"?`: the shape of every error about a name. */
export function notAllowed(got: string, allowed: readonly string[], what = "allowed"): string {
  const near = nearest(got, allowed);
  return `got ${show(got)}; ${what}: ${[...allowed].sort().join(", ") || "none"}${near ? `; did you mean ${show(near)}?` : ""}`;
}

/**
 * A zod object that refuses unknown keys; its error lists the allowed keys and the nearest one. `elsewhere` explains, by key, why a key
 * that related objects have is not allowed here.
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

/** One of a fixed list of words; an error names the list and the nearest word. */
export function oneOf<const Values extends readonly [string, ...string[]]>(values: Values): z.ZodEnum<{ [K in Values[number]]: K }> {
  return z.enum(values, {
    error: (issue) =>
      typeof issue.input === "string" ? notAllowed(issue.input, values) : `got ${show(issue.input)}; allowed: ${values.join(", ")}`,
  });
}

/** The error of a discriminated union: names the written value, the allowed ones and the nearest. */
export function unknownVariant(key: string, allowed: readonly string[]): (issue: { code?: string; input?: unknown }) => string | undefined {
  return ({ code, input }) => {
    if (code !== "invalid_union") return undefined;
    const got: unknown = typeof input === "object" && input !== null ? Reflect.get(input, key) : undefined;
    return typeof got === "string"
      ? `unknown ${key}: ${notAllowed(got, allowed)}`
      : `got ${show(got)}; allowed: ${[...allowed].sort().join(", ")}`;
  };
}
