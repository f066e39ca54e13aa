import type { z } from "zod";
import { show } from "./units";

/** Returns the entries that occur more than once in a list, without duplicates. */
export function repeated(entries: readonly string[]): string[] {
  const seen = new Set<string>();
  return [...new Set(entries.filter((entry) => seen.size === seen.add(entry).size))];
}

/** Returns the schema of a list that refuses repeated entries. `keyOf` returns the text that identifies an entry. */
export const distinct = <Entry extends z.ZodType>(
  list: z.ZodArray<Entry>,
  keyOf: (entry: z.output<Entry>) => string = show,
): z.ZodArray<Entry> =>
  list.superRefine((entries, context) => {
    for (const key of repeated(entries.map(keyOf)))
      context.addIssue({ code: "custom", message: `got ${key} twice; entries must be unique: remove one of them` });
  });
