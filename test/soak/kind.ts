/** What one kind of long test came to. */
export interface Trials {
  /** How often something was tried: drills, kills, minutes, pairs. */
  readonly trials: number;
  /** A sentence for each trial that failed. */
  readonly failures: readonly string[];
  /** Figures worth keeping, in a sentence. */
  readonly figures?: string;
}

/** Where a kind works. */
export interface SoakPlace {
  readonly root: string;
  readonly say: (line: string) => void;
}

/** A kind of test that takes too long for CI, which runs a smaller one of the same kind. */
export interface Kind {
  /** What `--only` takes. */
  readonly name: string;
  /** What is tried, and what must hold. */
  readonly title: string;
  /** What a trial is, in the plural: `drills`. */
  readonly unit: string;
  readonly run: (place: SoakPlace) => Promise<Trials>;
}
