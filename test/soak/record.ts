import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";

const record = z.object({
  at: z.iso.datetime(),
  /** Commit that was tried; ends with `, changed` when the working tree differs from it. */
  commit: z.string(),
  kinds: z.array(
    z.object({
      name: z.string(),
      unit: z.string(),
      trials: z.number(),
      failures: z.array(z.string()),
      minutes: z.number(),
      figures: z.string().optional(),
    }),
  ),
});
/** What the last soak run came to. */
export type SoakRecord = z.output<typeof record>;

const fileOf = (root: string): string => path.join(root, ".state/soak.json");

export function saveSoak(root: string, found: SoakRecord): void {
  mkdirSync(path.dirname(fileOf(root)), { recursive: true, mode: 0o700 });
  writeFileSync(fileOf(root), `${JSON.stringify(found, undefined, 2)}\n`);
}

/** The last soak run of this clone; undefined when there was none. */
export function readSoak(root: string): SoakRecord | undefined {
  try {
    return record.parse(JSON.parse(readFileSync(fileOf(root), "utf8")));
  } catch {
    return undefined;
  }
}
