import { z } from "zod";
import { readState, saveState } from "../../stacks/local/state-file";

const result = z.object({
  name: z.string(),
  unit: z.string(),
  trials: z.number(),
  failures: z.array(z.string()),
  minutes: z.number(),
  figures: z.string().optional(),
  at: z.iso.datetime(),
  /** Commit under test. It ends with `, changed` if the working tree differs from the commit. */
  commit: z.string(),
});
/** The result of the latest run of one kind of soak test. */
export type SoakResult = z.output<typeof result>;

const record = z.object({ kinds: z.array(result) });
type SoakRecord = z.output<typeof record>;

/** Returns the latest result of each kind: the result in `now`, or the result in `earlier` if `now` has none. */
export const latestOf = (earlier: readonly SoakResult[], now: readonly SoakResult[]): SoakResult[] => [
  ...earlier.filter(({ name }) => !now.some((newer) => newer.name === name)),
  ...now,
];

export const saveSoak = (root: string, found: SoakRecord): void => saveState(root, "soak", found);

/** Reads this clone's latest results of soak tests. Undefined if there are none. */
export const readSoak = (root: string): SoakRecord | undefined => readState(root, "soak", record);
