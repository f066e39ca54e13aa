import { z } from "zod";
import { readState, saveState } from "../../stacks/local/state-file";

const counts = z.object({ mutants: z.number(), caught: z.number(), survived: z.number(), equivalent: z.number() });

/** Results of a run of mutation testing. */
const run = z.object({
  at: z.iso.datetime(),
  /** Commit that was tested. */
  commit: z.string(),
  /** Number of all mutants of rules that alerts read. */
  every: z.number(),
  /** Number of mutants of rules that only panels read. No proof tests these rules. */
  panels: z.number(),
  /** Options that chose the mutants, except `--sample`, e.g. `--pack redis`. Empty without such options. */
  chosen: z.string(),
  minutes: z.number(),
  /** Number of verdicts that came from the cache. */
  cached: z.number(),
  all: counts,
  byOperator: z.array(z.tuple([z.string(), counts])).readonly(),
  byPack: z.array(z.tuple([z.string(), counts])).readonly(),
});
export type MutationRecord = z.infer<typeof run>;

/** Saves a run's results for `npm run bench -- --only mutation`. */
export const saveMutation = (root: string, record: MutationRecord): void => saveState(root, "mutation", record);

/** Reads the latest run's results. Undefined if there are none or they cannot be read. */
export const readMutation = (root: string): MutationRecord | undefined => readState(root, "mutation", run);
