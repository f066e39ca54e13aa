import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";

const entry = z.strictObject({
  /** Path of the test file, relative to the repository's root. */
  file: z.string().regex(/^test\/.+\.test\.ts$/),
  /** Full name of the test as Jest prints it: the titles of its groups, followed by its title. */
  test: z.string().min(1),
  /** Programs that the test needs and that are not available. */
  programs: z.array(z.string().min(1)).min(1),
  reason: z.string().min(1),
});

export type NotRun = Readonly<z.output<typeof entry>>;

/** The committed list of tests that do not run if a program is not available. The path is relative to the repository's root. */
export const notRunFile = "test/not-run.json";

/** Reads the committed list. Throws an error with the file's name if the file is missing or invalid. */
export function listedNotRun(root: string): readonly NotRun[] {
  try {
    return z.array(entry).parse(JSON.parse(readFileSync(path.join(root, notRunFile), "utf8")));
  } catch (error) {
    throw new Error(`${notRunFile} cannot be used: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

export const fileExists =
  (root: string) =>
  (file: string): boolean =>
    existsSync(path.join(root, file));
