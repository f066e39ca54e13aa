import { nameOf, type Case } from "./case";
import { removalsOf, type Removal } from "./removals";
import { withEdit } from "./rendered";
import { prepare, redCases, type Prepared } from "./verdicts";

/** The result of one removal. */
export interface Removed {
  readonly what: string;
  /** Needs whose tests failed. */
  readonly needs: readonly string[];
  /** Names of tests that should have failed and did not, and of tests that failed and should not have. */
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
 * Removes, in memory, each thing that meets a need, and returns the effect on the tests. A test is not run again if a removal changes none
 * of its inputs (its rules, raw series, query, and the files it reads).
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

/** Cases that no removal makes fail. */
export const unremovable = (cases: readonly Case[]): readonly string[] => {
  const removals = removalsOf(cases);
  return cases.filter((one) => !removals.some(({ turnsRed }) => turnsRed(one))).map(nameOf);
};
