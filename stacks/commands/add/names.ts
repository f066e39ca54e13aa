import type { z } from "zod";
import { checkedBy, text, type Answers, type Field } from "../ask/fields";

/** Returns a `check` (see `Field`) that refuses names that are in use or not valid. */
export const isNew =
  (what: string, taken: readonly string[], schema: z.ZodType): NonNullable<Field["check"]> =>
  (value, answers) =>
    taken.includes(value)
      ? `got ${JSON.stringify(value)}, which already exists and is not overwritten; ${what}: ${[...taken].sort().join(", ")}. Choose another name, or edit the entry by hand`
      : checkedBy(schema)(value, answers);

/** Converts an ID to a title: `my-shop` becomes `My shop`. */
export const titleFrom = (id: string): string => (id.slice(0, 1).toUpperCase() + id.slice(1)).replaceAll("-", " ");

/** Returns a function that derives the default of a field: the ID in the field `key` as a title; undefined when `key` has no answer. */
export const titleOf =
  (key: string) =>
  (answers: Answers): string | undefined => {
    const id = text(answers, key);
    return id === undefined ? undefined : titleFrom(id);
  };

/** Returns a check that a string has the form `<name>=<value>`. `check` validates the name and the value. */
export const isPair =
  (example: string, check: (name: string, value: string) => string | undefined): NonNullable<Field["check"]> =>
  (written) => {
    const [name = "", ...rest] = written.split("=");
    const value = rest.join("=");
    return name === "" || value === "" ? `got ${JSON.stringify(written)}; expected a pair like ${example}` : check(name, value);
  };

/** Converts `["a=1", "b=2"]` to `{ a: "1", b: "2" }`. Returns undefined for an empty list. */
export function pairs(written: readonly string[]): Record<string, string> | undefined {
  if (written.length === 0) return undefined;
  return Object.fromEntries(written.map((pair) => [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)]));
}
