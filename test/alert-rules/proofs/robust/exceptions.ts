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
export const exceptions: readonly Exception[] = [
  {
    alert: "SystemDown critical",
    under: "fires: a healthy replica beside it",
    because: "a system of which something answers is not gone; TargetDown and ProbeFailed say what of it is",
  },
  {
    alert: "SystemDown critical",
    under: "fires: one scrape of three answered",
    because:
      "bridging the scrapes of a store would call a system gone whose last living program misses four scrapes; each part has its own alert",
  },
];
export const exceptionsAllowed = 2;
