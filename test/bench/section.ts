/** A table with its notes. */
export interface Measured {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Sentences below the table. */
  readonly notes?: readonly string[];
  /** When it was measured; default now. */
  readonly at?: string;
}

/** One part of docs/benchmarks.md. */
export interface Section {
  /** The name for `--only`. */
  readonly name: string;
  readonly title: string;
  /** What is measured and its target, in a sentence or two. */
  readonly about: string;
  /** Takes so long that it runs only with `--only <name>`. */
  readonly onlyWhenNamed?: boolean;
  /** Measures. Throws UserError when it cannot be measured here. */
  readonly run: (place: Place) => Promise<Measured>;
}

/** Where a section works. */
export interface Place {
  readonly root: string;
  readonly say: (line: string) => void;
}

/** The median. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** A number with this many decimal places. */
export const fixed = (value: number | undefined, digits = 1): string => (value === undefined ? "did not happen" : value.toFixed(digits));

/** How much of the target was used, e.g. `0.4 of 10 s`. */
export const share = (value: number, target: number): string => `${(value / target).toFixed(2)} of the target`;
