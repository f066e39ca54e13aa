import { z } from "zod";
import { readState, saveState } from "../../stacks/local/state-file";

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

export const saveSoak = (root: string, found: SoakRecord): void => saveState(root, "soak", found);

/** The last soak run of this clone; undefined when there was none. */
export const readSoak = (root: string): SoakRecord | undefined => readState(root, "soak", record);
