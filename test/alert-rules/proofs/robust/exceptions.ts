/** One alert whose verdict must differ under one transformation of one proof. */
export interface Exception {
  /** Name and severity, e.g. `TargetDown critical`. */
  readonly alert: string;
  /** Proof and transformation, e.g. `quiet: a restart`. */
  readonly under: string;
  readonly because: string;
}

/**
 * Alerts that must differ, each with its reason. At most 5 % of all pairs, none for a change of owner or a restart. This list may only
 * shrink: `exceptionsAllowed` is its length, and goes down with it.
 */
export const exceptions: readonly Exception[] = [];
export const exceptionsAllowed = 0;
