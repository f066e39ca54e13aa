/** Mutants that no proof can distinguish from the rule, because they fire in the same situations. */
export interface Equivalent {
  /** IDs of the mutants, as `npm run test:mutation` prints them. */
  readonly mutants: readonly string[];
  readonly because: string;
}

/** At most 3 % of all mutants may be listed. The run fails if a listed mutant is caught or does not exist. */
export const equivalent: readonly Equivalent[] = [];
