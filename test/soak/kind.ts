/** Result of one kind of soak test. */
export interface Trials {
  /** Number of trials, for example drills, kills or minutes. */
  readonly trials: number;
  /** Sentences about the failures. Empty if every trial passed. */
  readonly failures: readonly string[];
  /** The measured figures, as sentences. */
  readonly figures?: string;
}

/** The root folder of the repository, and the function that prints a soak test's progress. */
export interface SoakPlace {
  readonly root: string;
  readonly say: (line: string) => void;
}

/** A kind of soak test. A soak test takes too long for CI, which runs a shorter test of the same kind. */
export interface Kind {
  /** Name for `--only`. */
  readonly name: string;
  /** What the test does, and what must hold. */
  readonly title: string;
  /** Name of the trials in the plural, for example `drills`. */
  readonly unit: string;
  readonly run: (place: SoakPlace) => Promise<Trials>;
}
