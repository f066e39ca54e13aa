/** Result of one kind of soak test. */
export interface Trials {
  /** Number of trials, for example drills, kills or minutes. */
  readonly trials: number;
  /** One sentence for each failed trial. */
  readonly failures: readonly string[];
  /** A sentence with the measured figures. */
  readonly figures?: string;
}

/** Root folder and output of a soak test. */
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
