import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";

const seconds = z.number().nonnegative().optional();

/** What a run of `npm run up` came to, all in seconds. */
const up = z.object({
  at: z.iso.datetime(),
  /** Until tools and images were there. */
  prepared: z.number().nonnegative(),
  /** `pulumi up` alone. */
  up: z.number().nonnegative(),
  /** From the start of `pulumi up`; absent when it did not happen in time. */
  programs: seconds,
  firstScrape: seconds,
  allUp: seconds,
  alertReady: seconds,
});
export type UpRecord = z.infer<typeof up>;

/** What the last `npm run drill -- --all` came to. */
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

/** `up-from-nothing` is the last `up` before which nothing of the stack was there; `last-up` the last other one. */
const records = { "up-from-nothing": up, "last-up": up, drills } as const;
type Records = { readonly "up-from-nothing": UpRecord; readonly "last-up": UpRecord; readonly drills: DrillsRecord };

const fileOf = (root: string, name: keyof Records): string => path.join(root, ".state", `${name}.json`);

/** Keeps what a run measured in `.state/<name>.json`, for `npm run bench`. */
export function saveRecord<Name extends keyof Records>(root: string, name: Name, record: Records[Name]): void {
  const file = fileOf(root, name);
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(`${file}.${process.pid}`, `${JSON.stringify(record, undefined, 2)}\n`);
  renameSync(`${file}.${process.pid}`, file);
}

/** The last record; undefined when there is none that can be read. */
export function readRecord<Name extends keyof Records>(root: string, name: Name): Records[Name] | undefined {
  try {
    return records[name].parse(JSON.parse(readFileSync(fileOf(root, name), "utf8"))) as Records[Name];
  } catch {
    return undefined;
  }
}
