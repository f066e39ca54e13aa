import { nameOf, type Case } from "./case";
import { removalsOf, type Removal } from "./removals";
import { withEdit } from "./rendered";
import { prepare, redCases, type Prepared } from "./verdicts";

export interface Removed {
  readonly what: string;
  /** The needs with a failed test. */
  readonly needs: readonly string[];
  /**
   * One sentence per test that passed but should fail, or failed but should pass, and one if no test is expected to fail. Empty if the
   * removal has the expected effect.
   */
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
 * Applies each removal of `removalsOf` in memory, one at a time. Returns each removal's effect on the tests. A test runs again only if the
 * removal changes one of the test's inputs: its rules, raw series, query, or the files that it reads. Throws if a test fails without any
 * removal.
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
