import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";

const seconds = z.number().nonnegative().optional();

/** Measurements of one `npm run up`, in seconds. */
const up = z.object({
  at: z.iso.datetime(),
  /** Until tools and images were ready. */
  prepared: z.number().nonnegative(),
  /** `pulumi up` alone. */
  up: z.number().nonnegative(),
  /** From the start of `pulumi up`; undefined when not reached in time. */
  programs: seconds,
  firstScrape: seconds,
  allUp: seconds,
  alertReady: seconds,
});
export type UpRecord = z.infer<typeof up>;

/** Results of the last `npm run drill -- --all`. */
const drills = z.object({
  at: z.iso.datetime(),
  results: z
    .array(
      z.object({
        fault: z.string(),
        alertname: z.string(),
        firedAfter: seconds,
        resolvedAfter: seconds,
        channels: z.array(z.string()).readonly(),
        pages: z.array(z.array(z.string()).readonly()).readonly().default([]),
      }),
    )
    .readonly(),
});
export type DrillsRecord = z.infer<typeof drills>;

/** `up-from-nothing` is the last `up` that created the whole stack; `last-up` is the last other one. */
const records = { "up-from-nothing": up, "last-up": up, drills } as const;
type Records = { readonly "up-from-nothing": UpRecord; readonly "last-up": UpRecord; readonly drills: DrillsRecord };

const fileOf = (root: string, name: keyof Records): string => path.join(root, ".state", `${name}.json`);

/** Saves the measurements of a run in `.state/<name>.json`, for `npm run bench`. */
export function saveRecord<Name extends keyof Records>(root: string, name: Name, record: Records[Name]): void {
  const file = fileOf(root, name);
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(`${file}.${process.pid}`, `${JSON.stringify(record, undefined, 2)}\n`);
  renameSync(`${file}.${process.pid}`, file);
}

/** The last record; undefined when it is missing or not readable. */
export function readRecord<Name extends keyof Records>(root: string, name: Name): Records[Name] | undefined {
  try {
    return records[name].parse(JSON.parse(readFileSync(fileOf(root, name), "utf8"))) as Records[Name];
  } catch {
    return undefined;
  }
}
