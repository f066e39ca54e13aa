import type { Severity } from "../../exporters/model/thresholds";
import { formatDuration } from "../../exporters/model/units";
import { gone, hold, step, type Phase, type RawSeries } from "./samples";
import type { Check, Proofs, Scenario, Scenarios } from "./scenario";

/** The alert that fires instead if the data of the tested alert is missing. */
export interface Successor {
  readonly alert: string;
  readonly severity: Severity;
  readonly identity: readonly string[];
  readonly instance: Readonly<Record<string, string>>;
}

/**
 * A simulated service with one instrumentation. `series` converts its states over time to raw series. An alert has one world for each
 * instrumentation, or for each raw metric, with which it can fire.
 */
export interface World<T> {
  readonly name: string;
  readonly series: (phases: readonly Phase<T>[]) => readonly RawSeries[];
  /** The alert that fires instead if the simulated target is gone. Absent if no alert does. */
  readonly successor?: Successor;
}

/** Creates a check that the alert for missing data fires at this time. */
export const firesInstead = ({ alert, severity, identity, instance }: Successor, at: number): Check => ({
  at,
  alert,
  severity,
  identity,
  firing: [instance],
});

/** Exact times in the usual proofs, in seconds, without the alert's `for` and `keep_firing_for`. An undefined time is not checked. */
export interface Times {
  /** Time from the first sample beyond the threshold until the condition holds. */
  readonly detects?: number;
  /** Time from the first sample back inside the threshold until the condition no longer holds. */
  readonly clears?: number;
  /** Time from the first missing sample until the condition no longer holds. */
  readonly loses?: number;
}

/** Times of a gauge whose latest sample counts for one minute, so that a failed scrape does not reset `for`. */
export const bridged: Times = { detects: 0, clears: 0, loses: 60 - step };

/** Times of the condition that a counter has increased within the last `window` seconds. */
export const whileCounted = (window: number): Times => ({ detects: 0, clears: window - 2 * step, loses: window - 2 * step });

/** Input for the usual four unit tests ("proofs") of an alert: fires, quiet, resolves and noData. */
export interface UsualProofs<T> {
  readonly alert: string;
  readonly severity: Severity;
  readonly identity: readonly string[];
  /** Identity labels of the single alert instance that fires. */
  readonly instance: Readonly<Record<string, string>>;
  /** The simulated services: one for each instrumentation or raw metric with which the alert can fire. */
  readonly worlds: readonly World<T>[];
  /** `beyond` is a state just beyond the threshold: the alert fires. `inside` is a state just inside: the alert does not fire. */
  readonly beyond: T;
  readonly inside: T;
  /** Seconds until the windows of the recording rules have enough data. */
  readonly settle: number;
  /** Seconds until good data has replaced bad data in the windows of the recording rules. Default: `settle`. */
  readonly recover?: number;
  /** The alert's `for`, in seconds. */
  readonly wait: number;
  /** The alert's `keep_firing_for`, in seconds, which is added to `recover` and to `missing.after`. Default: 0. */
  readonly keep?: number;
  /** Exact times, for all worlds or by the name of the world. Without them, the proofs check only times long before and after a change. */
  readonly times?: Times | ((world: string) => Times);
  /**
   * What happens when the target has been gone for `after` seconds: the successor fires instead of this alert, this alert still fires, or
   * this alert does not fire (`nothing`).
   */
  readonly missing: { readonly then: "successor" | "still fires" | "nothing"; readonly after: number };
}

/** Rounds seconds up to a multiple of `step`. */
const steps = (seconds: number): number => Math.ceil(seconds / step) * step;

/** Returns the scenarios with the type of a list that is not empty. Throws if there are none. */
export const nonEmpty = (scenarios: readonly Scenario[]): Scenarios => {
  const [first, ...rest] = scenarios;
  if (first === undefined) throw new Error("a proof needs at least one world");
  return [first, ...rest];
};

/** Creates the proofs fires, quiet, resolves and noData of an alert. Throws if there is no world, or if a required successor is missing. */
export function usualProofs<T>(of: UsualProofs<T>): Proofs {
  const settle = steps(of.settle);
  const keep = steps(of.keep ?? 0);
  const recover = steps(of.recover ?? of.settle) + keep;
  const wait = steps(of.wait);
  const late = settle + wait + 4 * step;
  const check = (at: number, firing: boolean): Check => ({
    at,
    alert: of.alert,
    severity: of.severity,
    identity: of.identity,
    firing: firing ? [of.instance] : [],
  });
  type Checks = readonly [Check, ...Check[]];
  /** Checks that the alert starts (`firing`) or stops firing exactly at this time. No checks if the time is NaN. */
  const exactly = (at: number, firing: boolean): Check[] => (Number.isNaN(at) ? [] : turn(check, at, firing));
  const timesOf = ({ name }: World<T>): Required<Times> => ({
    detects: Number.NaN,
    clears: Number.NaN,
    loses: Number.NaN,
    ...(typeof of.times === "function" ? of.times(name) : of.times),
  });
  const each = (
    title: string,
    phases: readonly Phase<T>[] | ((world: World<T>) => readonly Phase<T>[]),
    checks: Checks | ((world: World<T>) => Checks),
  ): Scenarios =>
    nonEmpty(
      of.worlds.map((world) => ({
        title: `${of.alert} ${of.severity} ${title} (${world.name})`,
        series: world.series(typeof phases === "function" ? phases(world) : phases),
        checks: typeof checks === "function" ? checks(world) : checks,
      })),
    );
  /**
   * A period with a constant value. If the latest sample counts for one minute (`bridged`), two scrapes fail directly after the first
   * sample. The alert must then use this sample during the gap, not an earlier one.
   */
  const begin = (world: World<T>, value: T, seconds: number): Phase<T>[] => {
    const { detects, clears, loses } = timesOf(world);
    const isBridged = detects === bridged.detects && clears === bridged.clears && loses === bridged.loses;
    return isBridged ? [hold(step, value), gone(2 * step), hold(seconds - 3 * step, value)] : [hold(seconds, value)];
  };
  const total = late + recover - keep + 8 * step;

  const after = steps(of.missing.after) + keep;
  const missingChecks = (world: World<T>): Checks => {
    const then = of.missing.then;
    const exact = exactly(late + timesOf(world).loses + keep, false);
    if (then !== "successor") return [check(late + after, then === "still fires"), ...exact];
    if (world.successor === undefined) throw new Error(`${of.alert}: world ${world.name} names no alert that fires instead`);
    return [check(late + after, false), firesInstead(world.successor, late + after), ...exact];
  };
  const start = settle + 2 * step;

  return {
    fires: each(
      "fires beyond its threshold, and not too early",
      (world) => [hold(start, of.inside), ...begin(world, of.beyond, late + 2 * settle)],
      (world): Checks => [
        check(settle, false),
        ...(wait > 2 * step ? [check(start + wait - 2 * step, false)] : []),
        ...exactly(start + timesOf(world).detects + wait, true),
        check(2 * settle + wait + 6 * step, true),
      ],
    ),
    quiet: each(
      "stays quiet inside its threshold",
      [hold(total, of.inside)],
      [check(settle, false), check(late, false), check(total - step, false)],
    ),
    resolves: each(
      `resolves within ${formatDuration(recover + 4 * step)} of the recovery`,
      (world) => [hold(late + step, of.beyond), ...begin(world, of.inside, recover + 8 * step)],
      (world): Checks => [
        check(late, true),
        ...(keep > step ? [check(late + keep - step, true)] : []),
        ...exactly(late + step + timesOf(world).clears + keep, false),
        check(late + recover + 4 * step, false),
      ],
    ),
    noData: each("does what noData declares when data is missing", [hold(late, of.beyond), gone(after + 2 * step)], missingChecks),
  };
}

/** Creates checks that an alert starts firing exactly at this time, or, if `firing` is false, that it stops then. */
const turn = (check: (at: number, firing: boolean) => Check, at: number, firing: boolean): Check[] => [
  { ...check(at - step, !firing), exact: true },
  { ...check(at, firing), exact: true },
];

/** Creates checks that an alert starts firing exactly at the first of these times, stops at the second, starts at the third, and so on. */
export const edges = (check: (at: number, firing: boolean) => Check, ...times: readonly number[]): Check[] =>
  times.flatMap((at, index) => turn(check, at, index % 2 === 0));

/** Creates checks of one alert at given times in seconds. For example, `moments(...).fires(60)` checks that it fires after one minute. */
export const moments = (alert: string, severity: Severity, instance: Readonly<Record<string, string>>) => {
  const at = (second: number, firing: boolean): Check => ({
    at: second,
    alert,
    severity,
    identity: Object.keys(instance),
    firing: firing ? [instance] : [],
  });
  return {
    fires: (second: number) => at(second, true),
    quiet: (second: number) => at(second, false),
    edges: (...times: readonly number[]) => edges(at, ...times),
  };
};

/** Adds further scenarios to proofs. */
export const also = (proofs: Proofs, more: Partial<Record<keyof Proofs, readonly Scenario[]>>): Proofs => ({
  fires: [...proofs.fires, ...(more.fires ?? [])],
  quiet: [...proofs.quiet, ...(more.quiet ?? [])],
  resolves: [...proofs.resolves, ...(more.resolves ?? [])],
  noData: [...proofs.noData, ...(more.noData ?? [])],
});
