/**
 * Alerts whose verdict still changes, by proof and transformation. This list may only shrink: a pair that has been put right is taken out in
 * the same commit (the test fails until it is), and `knownAllowed`, its length, goes down with it.
 */
export const known: Readonly<Record<string, readonly string[]>> = {
  "quiet: a hundredth of the traffic": ["HttpErrorBudgetBurning critical", "HttpErrorBudgetBurning warning"],
};
export const knownAllowed = 2;
