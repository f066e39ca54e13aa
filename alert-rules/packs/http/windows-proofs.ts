import { objectiveLabel } from "../../burning";
import { step, type RawSeries, type Sample } from "../../proofs/samples";
import type { Check, Scenario } from "../../proofs/scenario";
import { namesakesOf, proofService } from "../../proofs/service";
import type { OwnObjective } from "../../rule-facts";
import { keyOf } from "../../owner";
import { missed } from "./objectives-series";
import { httpRequests } from "./series";

const minute = 60;
const hour = 60 * minute;
/** Seconds for which a series keeps each value ("sample" below): the length of the shortest recorded window. */
const every = 5 * minute;

/**
 * A window of the alert in seconds, its burn-rate threshold, and the minimum number of misses. A rule computes the mean over the window from
 * parts of `part` seconds.
 */
export interface ProvenWindow {
  readonly window: number;
  readonly part: number;
  readonly times: number;
  readonly least: number;
}

/** The windows of `HttpErrorBudgetBurning`, by severity. */
export const provenWindows: Readonly<Record<"critical" | "warning", readonly ProvenWindow[]>> = {
  critical: [
    { window: 30 * minute, part: every, times: 18, least: 3 },
    { window: hour, part: 30 * minute, times: 12, least: 3 },
    { window: 2 * hour, part: hour, times: 9, least: 10 },
    { window: 6 * hour, part: 2 * hour, times: 6, least: 10 },
  ],
  warning: [
    { window: 24 * hour, part: 6 * hour, times: 3, least: 10 },
    { window: 72 * hour, part: 24 * hour, times: 1, least: 10 },
  ],
};

const requestsPerSecond = 10;
/**
 * How far the burn rate is above or below the threshold, as a share of the threshold. One wrong sample in the longest window changes the
 * mean by more than `margin`.
 */
const margin = 0.001;

/**
 * Relative values of the samples in a window, the newest first. The parts of the window differ by 1 %, so that the mean changes if a rule
 * reads a part twice. The newest sample is `newest`, so that the burn rate over 5 minutes is above the threshold too.
 */
const pattern = ({ window, part }: ProvenWindow, newest: number): number[] =>
  Array.from({ length: window / every }, (_, age) => (age === 0 ? newest : 1 + Math.floor((age * every) / part) / 100));

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * A recorded series that keeps each value for five minutes: `before` times the value `past`, then the values of the window. `values`
 * contains the values of the window, the newest first.
 */
const recorded = (metric: string, labels: RawSeries["labels"], before: number, past: number, values: readonly number[]): RawSeries => ({
  metric,
  labels,
  samples: [...Array<number>(before).fill(past), ...[...values].reverse()].flatMap((value): Sample[] =>
    Array<Sample>(every / step).fill(value),
  ),
});

/**
 * Number of samples without misses before the window. For all windows but the longest, these samples keep the burn rate over the longest
 * window below its threshold.
 */
function samplesBefore({ window, part }: ProvenWindow, all: readonly ProvenWindow[]): number {
  const longest = Math.max(...all.map((other) => other.window));
  return (window === longest ? part : longest - window) / every;
}

/** Series of a service whose burn rate over the window is `factor` times its threshold. `varies` says what differs between the parts. */
function burning(
  of: ProvenWindow,
  before: number,
  { service, name, budget }: OwnObjective,
  factor: number,
  varies: "misses" | "requests",
): RawSeries[] {
  const shape = pattern(of, varies === "misses" ? 2 : 0.5);
  const share = of.times * budget * factor;
  const flat = shape.map(() => 1);
  const [misses, requests] = varies === "misses" ? [shape, flat] : [flat, shape];
  const scale = (share * meanOf(requests)) / meanOf(misses);
  return [
    recorded(
      missed.text,
      { ...keyOf(service), [objectiveLabel]: name },
      before,
      0,
      misses.map((value) => value * scale * requestsPerSecond),
    ),
    recorded(
      httpRequests.name.text,
      keyOf(service),
      before,
      2 * requestsPerSecond,
      requests.map((value) => value * requestsPerSecond),
    ),
  ];
}

/** How far the number of misses is above or below the minimum, as a share of it. Without the newest sample, it is always below. */
const scarceMargin = 0.0004;
/** Shares of requests that miss in the newer and in the older half of the window. The mean is just above the upper limit of thresholds. */
const scarceShares = { newer: 0.4, older: 0.7 } as const;

/**
 * Series of a service with so few requests that the number of misses in the window is just above or just below the minimum. Because of the
 * lower share in the newer half and of many requests before the window, the burn rate is above the threshold only over this window. This
 * holds for an error budget of 0.05.
 */
function scarce({ window, least }: ProvenWindow, before: number, { service, name }: OwnObjective, isEnough: boolean): RawSeries[] {
  const length = window / every;
  const shares = Array.from({ length }, (_, age) => (age < length / 2 ? scarceShares.newer : scarceShares.older));
  const misses = (least - 0.5) * (isEnough ? 1 + scarceMargin : 1 - scarceMargin);
  const perSecond = misses / window / meanOf(shares);
  return [
    recorded(
      missed.text,
      { ...keyOf(service), [objectiveLabel]: name },
      before,
      0,
      shares.map((share) => share * perSecond),
    ),
    recorded(
      httpRequests.name.text,
      keyOf(service),
      before,
      10 * perSecond,
      shares.map(() => perSecond),
    ),
  ];
}

/**
 * Scenarios in which the burn rate over one window is just above its threshold, or just below it. Their series are the recorded rates over
 * 5 minutes, because raw counters would need many more samples. The misses of the first objective differ between the parts of the window,
 * and so do the requests of the second objective. The third objective's service has few requests (`scarce`). The namesakes (`namesakesOf`) of the first objective's service miss no objective.
 */
export const windowScenarios = (
  title: string,
  of: ProvenWindow,
  all: readonly ProvenWindow[],
  [first, second, third]: readonly [OwnObjective, OwnObjective, OwnObjective],
  check: (at: number, firing: readonly OwnObjective[]) => Check,
): { readonly fires: Scenario; readonly quiet: Scenario } => {
  const before = samplesBefore(of, all);
  const end = (before - 1) * every + of.window;
  const scenario = (what: string, factor: number, firing: readonly OwnObjective[]): Scenario => ({
    title: `${title} ${what} its threshold over ${of.window / minute} minutes`,
    series: [
      ...burning(of, before, first, factor, "misses"),
      ...burning(of, before, second, factor, "requests"),
      ...scarce(of, before, third, factor > 1),
      ...namesakesOf({ ...proofService, ...first.service }).map((service) =>
        recorded(httpRequests.name.text, keyOf(service), end / every + 1, 1, []),
      ),
    ],
    checks: [check(end - every, []), check(end, firing)],
    every,
  });
  return {
    fires: scenario("fires when the burn rate reaches", 1 + margin, [first, second, third]),
    quiet: scenario("is quiet when the burn rate is hardly below", 1 - margin, []),
  };
};
