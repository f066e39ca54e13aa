import type { RawSeries } from "../samples";
import type { Check } from "../scenario";

/** Meaning of the samples of a series. A `timestamp` is a time on the clock of the monitored process. */
export type Kind = "counter" | "gauge" | "timestamp";

/**
 * Where a series comes from: a process that exposes its own metrics (`own`) or pushes them (`pushed`), a job that pushes its result once and
 * ends (`once`), an exporter that reports about another server, or a probe.
 */
export type Source = "own" | "pushed" | "once" | "exporter" | "probe";

/** What the transformations know about raw series, from the recorded contracts, the instrumentation profiles and the targets. */
export interface Knowledge {
  readonly kind: (series: RawSeries) => Kind;
  readonly source: (series: RawSeries) => Source;
  /** Whether every replica reports the same value, because replicas read it from a shared store. */
  readonly shared: (series: RawSeries) => boolean;
  /** Whether each replica's gauge is only a share of the service's value, so that it is lower if more replicas share the load. */
  readonly divided: (series: RawSeries) => boolean;
  /** Whether the rules that read the series match on its label `instrumentation`. */
  readonly byInstrumentation: (series: RawSeries) => boolean;
  /** Whether the rules that read the series name one service of the catalogue. */
  readonly ofOneService: (series: RawSeries) => boolean;
  /** Whether a counter is exposed only after its first increment. */
  readonly appears: (series: RawSeries) => boolean;
  /** The part of a label's value that users or applications choose freely. Undefined if they choose no part of it. */
  readonly chosen: (series: RawSeries, label: string) => string | undefined;
}

/** Series that make the alert fire, and the identity labels of the instance that fires. */
export interface Trouble {
  readonly series: readonly RawSeries[];
  readonly instance: Readonly<Record<string, string>>;
}

/**
 * Input of a transformation: a scenario of one alert, and its catalogue data as series, so that the catalogue data can change over time
 * too.
 */
export interface Story {
  readonly series: readonly RawSeries[];
  /** Recorded series that contain only catalogue data, e.g. the services' own thresholds. */
  readonly catalogue: readonly RawSeries[];
  readonly checks: readonly Check[];
  /** Series of a scenario in which the alert fires, and the instance that fires. */
  readonly trouble: Trouble;
  /** Series of the first quiet scenario in which all series last to the end. Empty if there is none. */
  readonly health: readonly RawSeries[];
  /** Index of the sample in the middle. Most single events, such as a change of owner, begin at this sample. */
  readonly middle: number;
  /** Number of samples for which the alert keeps firing after its condition has ended. */
  readonly kept: number;
}

/** A change to a scenario, e.g. a restart, as in a real system. The change must not affect the behaviour of the alert. */
export interface Transformation {
  /** Noun phrase that completes the sentence "The proof still holds with ...". */
  readonly name: string;
  /** If true, the transformation is skipped for alerts that only inhibit. Such an alert may fire, e.g. during a restart. Default: false. */
  readonly onlyIfNotifies?: true;
  /** Returns the changed stories: several if the transformation has variants, none if it does not apply. */
  readonly apply: (story: Story, knowledge: Knowledge) => readonly Story[];
}
