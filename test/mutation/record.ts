import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";

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

const fileOf = (root: string): string => path.join(root, ".state/mutation.json");

/** Keeps a run for `npm run bench -- --only mutation`. */
export function saveMutation(root: string, record: MutationRecord): void {
  mkdirSync(path.dirname(fileOf(root)), { recursive: true, mode: 0o700 });
  writeFileSync(fileOf(root), `${JSON.stringify(record, undefined, 2)}\n`);
}

/** The last run; undefined when there is none that can be read. */
export function readMutation(root: string): MutationRecord | undefined {
  try {
    return run.parse(JSON.parse(readFileSync(fileOf(root), "utf8")));
  } catch {
    return undefined;
  }
}
