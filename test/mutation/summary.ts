import { table } from "../../stacks/local/table";
import type { Equivalent } from "./equivalent";
import type { Mutant } from "./mutants";
import { operatorNames } from "./operators";
import type { Verdict } from "./verdicts";

/** Minimum share of caught mutants among those that are not equivalent, and maximum share of mutants listed as equivalent. */
export const thresholds = { caught: 0.95, equivalent: 0.03 } as const;

export interface Counts {
  readonly mutants: number;
  readonly caught: number;
  readonly survived: number;
  readonly equivalent: number;
}

export interface Summary {
  readonly all: Counts;
  readonly byOperator: ReadonlyMap<string, Counts>;
  readonly byPack: ReadonlyMap<string, Counts>;
  readonly byAlert: ReadonlyMap<string, Counts>;
  /** IDs of mutants that no proof caught and that are not listed as equivalent. */
  readonly survivors: readonly string[];
  /** Reasons why the run fails. Empty if it passes. */
  readonly problems: readonly string[];
}

/** Formats a share as a percentage with one decimal place. */
export const percent = (part: number, of: number): string => `${of === 0 ? "100.0" : ((100 * part) / of).toFixed(1)} %`;

function count(verdicts: readonly Verdict[], listed: ReadonlySet<string>): Counts {
  const caught = verdicts.filter(({ caughtBy }) => caughtBy !== undefined).length;
  const equivalent = verdicts.filter(({ caughtBy, mutant }) => caughtBy === undefined && listed.has(mutant.id)).length;
  return { mutants: verdicts.length, caught, equivalent, survived: verdicts.length - caught - equivalent };
}

function grouped(verdicts: readonly Verdict[], by: (verdict: Verdict) => string): Map<string, Verdict[]> {
  const groups = new Map<string, Verdict[]>();
  for (const verdict of verdicts) groups.set(by(verdict), [...(groups.get(by(verdict)) ?? []), verdict]);
  return groups;
}

/**
 * Returns a sentence for each wrong entry of the list: a mutant that does not exist or is caught. `every` has the IDs of all mutants,
 * chosen or not.
 */
function stale(listed: readonly Equivalent[], verdicts: readonly Verdict[], every: ReadonlySet<string>): string[] {
  const caughtBy = new Map(verdicts.map((verdict) => [verdict.mutant.id, verdict.caughtBy]));
  return listed
    .flatMap(({ mutants }) => mutants)
    .flatMap((id) => {
      if (!every.has(id)) return [`equivalent.ts lists a mutant that is not made any more; remove it: ${id}`];
      const by = caughtBy.get(id);
      return by === undefined ? [] : [`equivalent.ts lists a mutant that a proof of ${by} catches; remove it: ${id}`];
    });
}

/** Counts the verdicts and compares the counts with the thresholds. `every` has the IDs of all mutants, chosen or not. */
export function summaryOf(
  verdicts: readonly Verdict[],
  listed: readonly Equivalent[],
  every: ReadonlySet<string>,
  packOf: (mutant: Mutant) => string,
): Summary {
  const ids = new Set(listed.flatMap(({ mutants }) => mutants));
  const counted = (groups: ReadonlyMap<string, Verdict[]>): Map<string, Counts> =>
    new Map([...groups].map(([name, group]) => [name, count(group, ids)]));
  const all = count(verdicts, ids);
  const judged = all.mutants - all.equivalent;
  return {
    all,
    byOperator: counted(grouped(verdicts, ({ mutant }) => mutant.operator)),
    byPack: counted(grouped(verdicts, ({ mutant }) => packOf(mutant))),
    byAlert: counted(grouped(verdicts, ({ alert }) => alert)),
    survivors: verdicts.filter(({ caughtBy, mutant }) => caughtBy === undefined && !ids.has(mutant.id)).map(({ mutant }) => mutant.id),
    problems: [
      ...stale(listed, verdicts, every),
      ...(all.caught < thresholds.caught * judged
        ? [
            `${percent(all.caught, judged)} of the mutants were caught; at least ${100 * thresholds.caught} % must be. Add a scenario to the proofs.`,
          ]
        : []),
      ...(all.equivalent > thresholds.equivalent * all.mutants
        ? [
            `${percent(all.equivalent, all.mutants)} of the mutants are listed as equivalent; at most ${100 * thresholds.equivalent} % may be.`,
          ]
        : []),
    ],
  };
}

function rows(counts: ReadonlyMap<string, Counts>, names: readonly string[]): string[][] {
  return names.flatMap((name) => {
    const of = counts.get(name);
    if (of === undefined) return [];
    const numbers = [of.mutants, of.caught, of.survived, of.equivalent].map(String);
    return [[name, ...numbers, percent(of.caught, of.mutants - of.equivalent)]];
  });
}

export function summaryText({ all, byOperator, byPack, byAlert, survivors, problems }: Summary): string {
  const head = (of: string): string[] => [of, "mutants", "caught", "survived", "equivalent", "caught of those not equivalent"];
  return [
    table(head("operator"), [...rows(byOperator, operatorNames), ...rows(new Map([["all", all]]), ["all"])]),
    table(head("pack"), rows(byPack, [...byPack.keys()].sort())),
    table(head("alert"), rows(byAlert, [...byAlert.keys()].sort())),
    ...(survivors.length === 0 ? [] : [["Survived:", ...survivors.map((id) => `  ${id}`)].join("\n")]),
    ...problems,
  ].join("\n\n");
}
