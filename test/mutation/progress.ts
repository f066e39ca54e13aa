export interface State {
  readonly what: string;
  readonly judged: number;
  readonly of: number;
  readonly survived: number;
  /** Seconds since the start. */
  readonly seconds: number;
  /** Share of the work that is done, 0 to 1. */
  readonly done: number;
}

/** Minimum share of finished work for an estimate of the remaining time. */
const early = 0.02;

const minutes = (seconds: number): string => `${(seconds / 60).toFixed(1)} min`;

/** Formats the state: `proofs: 120 of 400 mutants (30 %), 12 not caught, 2.0 min, about 4.7 min left`. */
export function progress({ what, judged, of, survived, seconds, done }: State): string {
  const left = done < early ? "" : `, about ${minutes((seconds * (1 - done)) / done)} left`;
  return `${what}: ${judged} of ${of} mutants (${Math.floor((100 * judged) / of)} %), ${survived} not caught, ${minutes(seconds)}${left}`;
}
