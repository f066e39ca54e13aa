/** One harmless trace that pages today: the alerts with severity critical that fire in it. */
export interface Known {
  readonly trace: string;
  readonly alerts: readonly string[];
}

/**
 * The harmless traces that still page, exactly. This list may only shrink: a trace that has been put right is taken out in the same
 * commit (the test fails until it is), and nothing is ever added. A new trace that pages is a fault of the rules, to be fixed there.
 */
export const known: readonly Known[] = [];
