/** A table of measurements, with notes. */
export interface Measured {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Sentences after the table. */
  readonly notes?: readonly string[];
  /** Time of the measurement in ISO 8601 (UTC). Default: now. */
  readonly at?: string;
}

/** One section of docs/benchmarks.md. */
export interface Section {
  /** Name of the section for `--only`. */
  readonly name: string;
  readonly title: string;
  /** Sentences about what is measured, and the target if there is one. */
  readonly about: string;
  /** If true, the section runs only with `--only <name>`, because it takes too long for every run. Default: false. */
  readonly onlyWhenNamed?: boolean;
  /** Runs the measurement. Throws UserError if the measurement is not possible, for example because no stack runs. */
  readonly run: (place: Place) => Promise<Measured>;
}

/** The repository's folder, and the function that prints the progress of a measurement. */
export interface Place {
  readonly root: string;
  readonly say: (line: string) => void;
}

/** Returns the 95th percentile: the smallest value that is at least as large as 95 % of the values. For no values, it is NaN. */
export const p95 = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.ceil(values.length * 0.95) - 1] ?? Number.NaN;

/** Returns the median. For an even number of values, it is the mean of the two middle values. For no values, it is NaN. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** Formats a number with `digits` decimal places. Undefined becomes `did not happen`. */
export const fixed = (value: number | undefined, digits = 1): string => (value === undefined ? "did not happen" : value.toFixed(digits));

/** Formats a value as a fraction of its target, for example `0.40 of the target`. */
export const share = (value: number, target: number): string => `${(value / target).toFixed(2)} of the target`;
