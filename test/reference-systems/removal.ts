import { nameOf, type Case } from "./case";
import { removalsOf, type Removal } from "./removals";
import { withEdit } from "./rendered";
import { prepare, redCases, type Prepared } from "./verdicts";

/** What one removal did. */
export interface Removed {
  readonly what: string;
  /** Needs whose tests turned red. */
  readonly needs: readonly string[];
  /** Tests that ought to have turned red and did not, and tests that turned red and ought not; by name. */
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
 * Takes away, in memory, each thing that answers a need, and gives what that did to the tests. A test for which a removal changes nothing
 * (its rules, its raw series, its query, the files it reads) is green as before and is not run again.
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

/** Cases that no removal is expected to turn red. */
export const unremovable = (cases: readonly Case[]): readonly string[] => {
  const removals = removalsOf(cases);
  return cases.filter((one) => !removals.some(({ turnsRed }) => turnsRed(one))).map(nameOf);
};
