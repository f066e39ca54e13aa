import type { RawSeries } from "../samples";
import type { Check } from "../scenario";

/** What the samples of a series are. A `timestamp` is a moment by the clock of what is watched. */
export type Kind = "counter" | "gauge" | "timestamp";

/**
 * What a series comes from, as its target says: an application or a program of the stack that serves its own numbers, one that pushes
 * them, an exporter that looks at a server, or a check from outside.
 */
export type Source = "own" | "pushed" | "exporter" | "probe";

/** What is known of raw series: from the contracts, the profiles and the targets. */
export interface Knowledge {
  readonly kind: (series: RawSeries) => Kind;
  readonly source: (series: RawSeries) => Source;
  /** Every replica reports the same number, because it is kept elsewhere. */
  readonly shared: (series: RawSeries) => boolean;
  /** A counter that is not shown before it has counted something. */
  readonly appears: (series: RawSeries) => boolean;
  /** The part of a label's value that the user or the application chooses freely; undefined where rules match on the value. */
  readonly chosen: (series: RawSeries, label: string) => string | undefined;
}

/** A scenario of one alert, with what the catalogue says beside it, so that both can change over time. */
export interface Story {
  readonly series: readonly RawSeries[];
  /** Recordings that only say what the catalogue says: numbers of targets, own thresholds. */
  readonly catalogue: readonly RawSeries[];
  readonly checks: readonly Check[];
  /** The sample in the middle, where things change. */
  readonly middle: number;
  /** For how many samples the alert is kept after its condition has ended. */
  readonly kept: number;
}

/** Something that happens to real systems and says nothing about what the alert is about. */
export interface Transformation {
  /** Ends the sentence "still holds with ...". */
  readonly name: string;
  /** The stories that come of it, more than one where it has several ways; none where it does not apply. */
  readonly apply: (story: Story, knowledge: Knowledge) => readonly Story[];
}
