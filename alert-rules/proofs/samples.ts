/** Seconds between two samples of a series, and the default scrape and evaluation interval of the tests (`Scenario.every`). */
export const step = 15;

/** A raw sample: a number, a staleness marker, or undefined for no sample. */
export type Sample = number | "stale" | undefined;

/** One raw series over time, with one sample per step. */
export interface RawSeries {
  readonly metric: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly samples: readonly Sample[];
  /**
   * Set if the samples are native histograms. The numbers in `samples` are then their counts, and each observation has this value, in
   * seconds.
   */
  readonly native?: number;
}

/** A period with a constant value. If the value is `undefined`, the target is gone. */
export interface Phase<T> {
  /** Seconds; a multiple of `step`. */
  readonly for: number;
  readonly value: T | undefined;
}

/** Creates a phase with a constant value. For example, `hold(600, 3)` is ten minutes with the value 3. */
export const hold = <T>(seconds: number, value: T): Phase<T> => ({ for: seconds, value });
/** Creates a phase of this many seconds in which the target is gone. */
export const gone = (seconds: number): Phase<never> => ({ for: seconds, value: undefined });

/** Applies a function to the value of each phase. Lengths and gaps stay the same. If the function returns undefined, a gap results. */
export const mapPhases = <T, U>(phases: readonly Phase<T>[], of: (value: T) => U | undefined): Phase<U>[] =>
  phases.map((phase) => ({ for: phase.for, value: phase.value === undefined ? undefined : of(phase.value) }));

/**
 * The samples that remain if there is a sample only at every `count`th step. A staleness marker moves to the next step that remains, unless
 * this step has a sample.
 */
export function thinned(count: number, samples: readonly Sample[]): Sample[] {
  return samples.flatMap((sample, index): Sample[] => {
    if (index % count !== 0) return [];
    const since = samples.slice(Math.max(0, index - count + 1), index);
    return [sample === undefined && since.includes("stale") ? "stale" : sample];
  });
}

const stepsOf = (phase: Phase<unknown>): number => Math.round(phase.for / step);
/** Rounds a number to 12 significant digits, because sums of decimals are not exact. */
export const tidy = (value: number): number => Number(value.toPrecision(12));

/** Simulates a gauge: in each phase, it has the value of the phase. */
export function gauge(metric: string, labels: Readonly<Record<string, string>>, phases: readonly Phase<number>[]): RawSeries {
  const samples = phases.flatMap((phase, index): Sample[] => {
    const steps = stepsOf(phase);
    if (phase.value !== undefined) return Array<Sample>(steps).fill(phase.value);
    return Array.from({ length: steps }, (_, at): Sample => (at === 0 && index > 0 ? "stale" : undefined));
  });
  return { metric, labels, samples };
}

/** Simulates a counter. The value of a phase is the increase per second. After a gap, the counter continues from its last value. */
export function counter(metric: string, labels: Readonly<Record<string, string>>, phases: readonly Phase<number>[]): RawSeries {
  let total = 0;
  const samples = phases.flatMap((phase, index): Sample[] =>
    Array.from({ length: stepsOf(phase) }, (_, at): Sample => {
      if (phase.value === undefined) return at === 0 && index > 0 ? "stale" : undefined;
      if (index > 0 || at > 0) total = tidy(total + phase.value * step);
      return total;
    }),
  );
  return { metric, labels, samples };
}

/** The value of `le` as Prometheus 3 stores it after a scrape: integers get a decimal place, e.g. `2.0`. */
export const boundText = (bound: number): string => (Number.isInteger(bound) ? bound.toFixed(1) : String(bound));

/** The value of `le` as Prometheus 3 stores it after an OTLP push: integers get no decimal place, e.g. `2`. */
export const pushedBoundText = (bound: number): string => String(bound);

/** Simulated requests: how many per second, for each duration in seconds. */
export type Traffic = readonly { readonly perSecond: number; readonly seconds: number }[];

/** Simulates a classic histogram (`_bucket`, `_sum`, `_count`) with the traffic of each phase. */
export function histogram(
  metric: string,
  labels: Readonly<Record<string, string>>,
  bounds: readonly number[],
  phases: readonly Phase<Traffic>[],
  spell = boundText,
): RawSeries[] {
  const rateOf = (pick: (part: Traffic[number]) => number) =>
    phases.map((phase): Phase<number> => ({ for: phase.for, value: phase.value?.reduce((sum, part) => sum + pick(part), 0) }));
  return [
    ...bounds.map((bound) =>
      counter(
        `${metric}_bucket`,
        { ...labels, le: spell(bound) },
        rateOf((part) => (part.seconds <= bound ? part.perSecond : 0)),
      ),
    ),
    counter(
      `${metric}_bucket`,
      { ...labels, le: "+Inf" },
      rateOf((part) => part.perSecond),
    ),
    counter(
      `${metric}_sum`,
      labels,
      rateOf((part) => part.perSecond * part.seconds),
    ),
    counter(
      `${metric}_count`,
      labels,
      rateOf((part) => part.perSecond),
    ),
  ];
}

/** A native histogram in promtool's notation: this many observations with the same value above 0. The bucket bounds are powers of 2. */
const nativeNotation = (count: number, value: number): string =>
  `{{schema:0 count:${count} sum:${tidy(count * value)} offset:${Math.ceil(Math.log2(value))} buckets:[${count}]}}`;

/**
 * Converts samples to promtool's notation. A run of equal increments becomes `a+bxn`, and a gap becomes `_xn`. `native` is the field of
 * `RawSeries`.
 */
export function notation(samples: readonly Sample[], native?: number): string {
  const written = (value: number): string => (native === undefined ? String(value) : nativeNotation(value, native));
  const parts: string[] = [];
  for (let at = 0; at < samples.length;) {
    const first = samples[at];
    let end = at + 1;
    if (first === undefined) {
      while (end < samples.length && samples[end] === undefined) end++;
      parts.push(`_x${end - at}`);
    } else if (first === "stale") {
      parts.push("stale");
    } else {
      const second = samples[end];
      const delta = typeof second === "number" ? tidy(second - first) : 0;
      for (let last = first; ; end++) {
        const next = samples[end];
        if (typeof next !== "number" || tidy(next - last) !== delta || (native !== undefined && delta < 0)) break;
        last = next;
      }
      const times = end - at - 1;
      parts.push(times === 0 ? written(first) : `${written(first)}${delta < 0 ? "" : "+"}${written(delta)}x${times}`);
    }
    at = end;
  }
  return parts.join(" ");
}
