import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { z } from "zod";

/** Path of `.state/<name>.json`. */
export const stateFile = (root: string, name: string): string => path.join(root, ".state", `${name}.json`);

/** Saves a value in `.state/<name>.json`. */
export function saveState(root: string, name: string, value: unknown): void {
  const file = stateFile(root, name);
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(`${file}.${process.pid}`, `${JSON.stringify(value, undefined, 2)}\n`);
  renameSync(`${file}.${process.pid}`, file);
}

/** The saved value; undefined when the file is missing, is not readable, or does not match the schema. */
export function readState<Value>(root: string, name: string, schema: z.ZodType<Value>): Value | undefined {
  try {
    return schema.parse(JSON.parse(readFileSync(stateFile(root, name), "utf8")));
  } catch {
    return undefined;
  }
}
