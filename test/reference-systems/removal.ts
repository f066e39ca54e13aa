import { nameOf, type Case } from "./case";
import { removalsOf, type Removal } from "./removals";
import { withEdit } from "./rendered";
import { prepare, redCases, type Prepared } from "./verdicts";

export interface Removed {
  readonly what: string;
  /** The needs with a failed test. */
  readonly needs: readonly string[];
  /** Sentences about tests that passed but should fail, or failed but should pass. Empty if exactly the expected tests fail. */
  readonly wrong: readonly string[];
}

function judge(removal: Removal, cases: readonly Case[], red: ReadonlySet<Case>): Removed {
  const expected = cases.filter(removal.turnsRed);
  return {
    what: removal.what,
    needs: [...new Set([...red].flatMap((one) => one.needs))],
    wrong: [
      ...(expected.length === 0 ? ["no test is about it"] : []),
      ...expected.filter((one) => !red.has(one)).map((one) => `stays green: ${nameOf(one)}`),
      ...[...red].filter((one) => !expected.includes(one)).map((one) => `turns red too: ${nameOf(one)}`),
    ],
  };
}

/**
 * Removes each alert, panel, target, profile and plan that meets a need, one at a time and in memory. Returns each removal's effect on the
 * tests. A test runs again only if the removal changes one of its inputs: its rules, raw series, query, or the files that it reads.
 */
export async function removeEach(promtool: string, cases: readonly Case[]): Promise<Removed[]> {
  const green = prepare(cases, { inside: false });
  const [red] = await redCases(promtool, [green]);
  if (red === undefined || red.size > 0) throw new Error(`red before anything was removed: ${[...(red ?? [])].map(nameOf).join("; ")}`);
  const removals = removalsOf(cases);
  const prepared: Prepared[] = removals.map((removal) => withEdit(removal.edit, () => prepare(cases, { inside: false, green })));
  const found = await redCases(promtool, prepared);
  return removals.map((removal, index) => judge(removal, cases, found[index] ?? new Set()));
}

/** The names of cases that are expected to pass after every removal. */
export const unremovable = (cases: readonly Case[]): readonly string[] => {
  const removals = removalsOf(cases);
  return cases.filter((one) => !removals.some(({ turnsRed }) => turnsRed(one))).map(nameOf);
};
