import { labels, metric, promql, scalar, seconds, type Duration, type MetricName, type Promql } from "./promql";
import { serviceKey, type Series } from "./series";

/** A window over which an error budget may burn too fast. */
export interface BurnWindow {
  readonly window: Duration;
  /** Recorded share of requests that miss the objective over the window, by service and objective. */
  readonly share: MetricName;
  /** Burn-rate threshold: how many times faster than the objective allows. */
  readonly times: number;
  /** Recorded requests per second over the window that miss the objective, and the least number of them: with fewer, the share says little. */
  readonly missed: MetricName;
  readonly least: number;
}

/** An error budget that burns too fast: over any of the windows, and still over the last 5 minutes. */
export interface Burning {
  readonly type: "burning";
  /** Share of requests that miss the objective over 5 minutes. */
  readonly series: Series;
  /** Burn rate over 5 minutes above which the budget still burns. */
  readonly still: number;
  readonly windows: readonly [BurnWindow, ...BurnWindow[]];
  /** A recorded series of the service that must have existed 5 minutes ago; a service seen for less time does not alert. */
  readonly seen: MetricName;
}

/** Recorded error budgets of services, by objective: the share of requests that may miss it. */
export const errorBudget = metric("objective:error_budget");
/** The label with the objective's name. */
export const objectiveLabel = "objective";
/**
 * The highest threshold of any window, as a share of requests. Without it an objective of 95 % would need 90 % of half an hour to fail, and
 * one of 90 % more than all requests, so it could never fire.
 */
export const mostAsked = 0.5;

/** Labels that identify one objective of one service. */
export const objectiveKey = [...serviceKey, objectiveLabel] as const;

/** PromQL of a budget that burns too fast. The 5-minute share comes first because it is the alert's value. */
export function burningExpression({ series, still, windows, seen }: Burning): Promql {
  const on = labels(...objectiveKey);
  const asked = (times: number): Promql => promql`clamp_max(${scalar(times)} * ${errorBudget}, ${scalar(mostAsked)})`;
  const over = windows
    .map(
      ({ window, share, times, missed, least }) => promql`
        (
            ${share} > on (${on}) ${asked(times)}
          and on (${on})
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
      > on (${on})
        ${asked(still)}
    and on (${on})
      (
        ${over}
      )
    and on (${labels(...serviceKey)})
      ${seen} offset ${seconds(300)}`;
}

/** The same condition in words, for the runbook. */
export function burningText({ still, windows }: Burning): string {
  const over = windows.map(({ window, times, least }) => `**${times}** over ${window.text} with at least ${least} missed requests`);
  return [
    `the burn rate of an error budget is above ${over.join(", or ")},`,
    `and above ${still} over 5m; a threshold is never more than half of all requests`,
  ].join(" ");
}
