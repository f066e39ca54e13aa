/** Mutants that no proof can tell from the rule, because they alert in the same situations. */
export interface Equivalent {
  /** As `npm run test:mutation` names them. */
  readonly mutants: readonly string[];
  readonly because: string;
}

/** At most 3 % of all mutants. An entry whose mutant is caught, or is there no more, fails the run. */
export const equivalent: readonly Equivalent[] = [];
