import { z } from "zod";
import { readState, saveState } from "../../stacks/local/state-file";

const record = z.object({
  at: z.iso.datetime(),
  /** Commit under test. It ends with `, changed` if the working tree differs from the commit. */
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
export type SoakRecord = z.output<typeof record>;

export const saveSoak = (root: string, found: SoakRecord): void => saveState(root, "soak", found);

/** Reads the results of this clone's latest soak run. Undefined if there was none. */
export const readSoak = (root: string): SoakRecord | undefined => readState(root, "soak", record);
