import { labels, metric, promql, scalar, seconds, type Duration, type MetricName, type Promql } from "./promql";
import { serviceKey, type Series } from "./series";

/** A window over which an error budget may burn too fast. */
export interface BurnWindow {
  readonly window: Duration;
  /** Recorded series: the share of requests that miss the objective over the window, by service and objective. */
  readonly share: MetricName;
  /** Burn-rate threshold. A burn rate of 1 uses up the budget exactly at the end of its period. */
  readonly times: number;
  /** Recorded series: requests per second that miss the objective, averaged over the window. */
  readonly missed: MetricName;
  /** Minimum number of requests that missed the objective within the window. With fewer, the alert does not fire for this window. */
  readonly least: number;
}

/** The condition that an error budget burns too fast: over at least one of the windows, and also over the last 5 minutes. */
export interface Burning {
  readonly type: "burning";
  /** Share of requests that miss the objective over 5 minutes. */
  readonly series: Series;
  /**
   * Burn-rate threshold over the last 5 minutes. If the burn rate is not above this threshold, the problem has ended, and the alert does
   * not fire.
   */
  readonly still: number;
  readonly windows: readonly [BurnWindow, ...BurnWindow[]];
  /** A recorded series that the service must have had 5 minutes ago. Otherwise, e.g. for a new service, the alert does not fire. */
  readonly seen: MetricName;
}

/** Recorded series: the error budget, i.e. the share of requests that may miss the objective, by service and objective. */
export const errorBudget = metric("objective:error_budget");
/** The label that holds the name of the objective. */
export const objectiveLabel = "objective";
/** Labels that identify one objective of one service. */
export const objectiveKey = [...serviceKey, objectiveLabel] as const;
/**
 * Upper limit for each threshold, as a share of requests. For example, the critical alert fires above 18 times the error budget over half
 * an hour. For a 90 % objective, this threshold would be 180 % of the requests, so without a limit the alert could never fire.
 */
export const mostAsked = 0.5;

/**
 * The PromQL of the condition. The 5-minute share is the leftmost operand, so it becomes the value of the alert. All operands but `seen`
 * have the labels `objectiveKey`.
 */
export function burningExpression({ series, still, windows, seen }: Burning): Promql {
  const asked = (times: number): Promql => promql`clamp_max(${scalar(times)} * ${errorBudget}, ${scalar(mostAsked)})`;
  const over = windows
    .map(
      ({ window, share, times, missed, least }) => promql`
        (
            ${share} > ${asked(times)}
          and
            ${missed} >= ${scalar((least - 0.5) / window.seconds)}
        )`,
    )
    .reduce(
      (sofar, next) => promql`
        ${sofar}
          or
        ${next}`,
    );
  return promql`
    ${series.name}
      > ${asked(still)}
    and
      (
        ${over}
      )
    and on (${labels(...serviceKey)})
      ${seen} offset ${seconds(300)}`;
}

/** Describes the condition for the runbook. The text completes the sentence "The alert fires when ...". */
export function burningText({ still, windows }: Burning): string {
  const over = windows.map(({ window, times, least }) => `**${times}** over ${window.text} (with at least ${least} misses)`);
  return [
    `the burn rate of an error budget is above ${still} over 5m, and also above ${over.join(" or ")}.`,
    "A burn rate of 1 uses up the budget in exactly 30 days; a miss is a request that misses the objective.",
    "If one of these limits would mean that more than half of all requests miss, the alert uses a limit of half of all requests instead",
  ].join(" ");
}
