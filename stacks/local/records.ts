import { z } from "zod";
import { readState, saveState } from "./state-file";

const seconds = z.number().nonnegative().optional();

/** Measurements of one `npm run up`, in seconds. `at` is the time at which they were saved. */
const up = z.object({
  at: z.iso.datetime(),
  /** Time from the start of `npm run up` to the start of `pulumi up`. */
  prepared: z.number().nonnegative(),
  /** Duration of `pulumi up`. */
  up: z.number().nonnegative(),
  /**
   * Here and in the next three fields: time from the start of `pulumi up`. Undefined if the state was not reached in time, or if `up` did
   * not wait for it.
   */
  programs: seconds,
  firstScrape: seconds,
  allUp: seconds,
  alertReady: seconds,
});
export type UpRecord = z.infer<typeof up>;

/** Results of the latest `npm run drill -- --all`. */
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

/** `up-from-nothing` is the latest `up` that only created resources. `last-up` is the latest `up` of any other kind. */
interface Records {
  readonly "up-from-nothing": UpRecord;
  readonly "last-up": UpRecord;
  readonly drills: DrillsRecord;
}
const records: { readonly [Name in keyof Records]: z.ZodType<Records[Name]> } = { "up-from-nothing": up, "last-up": up, drills };

/** Saves a record in `.state/<name>.json`, for `npm run bench`. */
export const saveRecord = <Name extends keyof Records>(root: string, name: Name, record: Records[Name]): void =>
  saveState(root, name, record);

/** The saved record; undefined when the file is missing, not readable, or not in the format of the record. */
export const readRecord = <Name extends keyof Records>(root: string, name: Name): Records[Name] | undefined =>
  readState(root, name, records[name]);
