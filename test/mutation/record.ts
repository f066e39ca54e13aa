import { z } from "zod";
import { readState, saveState } from "../../stacks/local/state-file";

const counts = z.object({ mutants: z.number(), caught: z.number(), survived: z.number(), equivalent: z.number() });

/** What a run of mutation testing came to. */
const run = z.object({
  at: z.iso.datetime(),
  /** Commit of the run. */
  commit: z.string(),
  /** Mutants that there are, of rules that alerts read. */
  every: z.number(),
  /** Mutants of rules that only panels read; no proof is about them. */
  panels: z.number(),
  /** `--only`, where it was given. */
  only: z.string().optional(),
  minutes: z.number(),
  /** Verdicts that were in the cache. */
  cached: z.number(),
  all: counts,
  byOperator: z.array(z.tuple([z.string(), counts])).readonly(),
});
export type MutationRecord = z.infer<typeof run>;

/** Keeps a run for `npm run bench -- --only mutation`. */
export const saveMutation = (root: string, record: MutationRecord): void => saveState(root, "mutation", record);

/** The last run; undefined when there is none that can be read. */
export const readMutation = (root: string): MutationRecord | undefined => readState(root, "mutation", run);
