import type { RawSeries } from "../samples";
import type { Check } from "../scenario";

/** Kind of a series' samples. A `timestamp` is a time by the clock of the monitored program. */
export type Kind = "counter" | "gauge" | "timestamp";

/**
 * Source of a series, according to its target: an application or a program of the stack that exposes its metrics, one that pushes
 * them, an exporter of a server, or a probe.
 */
export type Source = "own" | "pushed" | "exporter" | "probe";

/** Knowledge about raw series from the contracts, the profiles and the targets. */
export interface Knowledge {
  readonly kind: (series: RawSeries) => Kind;
  readonly source: (series: RawSeries) => Source;
  /** Every replica reports the same value, because it is stored elsewhere. */
  readonly shared: (series: RawSeries) => boolean;
  /** A counter that is not exposed before its first increment. */
  readonly appears: (series: RawSeries) => boolean;
  /** The part of a label's value that users or applications choose freely; undefined where rules match on the value. */
  readonly chosen: (series: RawSeries, label: string) => string | undefined;
}

/** Series that make the alert fire, and the identity labels of the instance that fires. */
export interface Trouble {
  readonly series: readonly RawSeries[];
  readonly instance: Readonly<Record<string, string>>;
}

/** A scenario of one alert together with catalogue data, so that both can change over time. */
export interface Story {
  readonly series: readonly RawSeries[];
  /** Recordings with only catalogue data: numbers of targets, own thresholds. */
  readonly catalogue: readonly RawSeries[];
  readonly checks: readonly Check[];
  /** A scenario in which the alert fires. */
  readonly trouble: Trouble;
  /** Index of the sample in the middle, where the change happens. */
  readonly middle: number;
  /** For how many samples the alert keeps firing after its condition has ended. */
  readonly kept: number;
}

/** An event that happens in real systems and must not affect the alert. */
export interface Transformation {
  /** Ends the sentence "still holds with ...". */
  readonly name: string;
  /** The resulting stories: several where it has variants, none where it does not apply. */
  readonly apply: (story: Story, knowledge: Knowledge) => readonly Story[];
}
