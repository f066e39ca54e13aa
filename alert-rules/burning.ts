import { labels, metric, promql, scalar, seconds, type Duration, type MetricName, type Promql } from "./promql";
import { serviceKey, type Series } from "./series";

/** A window over which an error budget may burn too fast. */
export interface BurnWindow {
  readonly window: Duration;
  /** Recorded share of requests over the window that miss the objective, by service and objective. */
  readonly share: MetricName;
  /** How many times faster than the objective allows. */
  readonly times: number;
}

/** An error budget that burns too fast: over any of the windows, and still over the last 5 minutes. */
export interface Burning {
  readonly type: "burning";
  /** Share of requests that miss the objective over 5 minutes. */
  readonly series: Series;
  /** Times over 5 minutes beyond which the budget still burns. */
  readonly still: number;
  readonly windows: readonly [BurnWindow, ...BurnWindow[]];
  /** Requests a second over the last hour that miss the objective, and how many there must have been. */
  readonly missed: MetricName;
  readonly least: number;
}

/** Recorded error budgets of services, by objective: the share of requests that may miss it. */
export const errorBudget = metric("objective:error_budget");
/** The label that says which of a service's objectives. */
export const objectiveLabel = "objective";
/**
 * No window asks for more than this share. An objective of 95 % would ask for 90 % of half an hour, and one of 90 % for more than all requests,
 * so that it could never fire.
 */
export const mostAsked = 0.5;

/** What identifies one objective of one service. */
export const objectiveKey = [...serviceKey, objectiveLabel] as const;

const hour = seconds(3600);

/** The PromQL of a budget that burns too fast. The share of 5 minutes comes first: it is the value of the alert. */
export function burningExpression({ series, still, windows, missed, least }: Burning): Promql {
  const on = labels(...objectiveKey);
  const asked = (times: number): Promql => promql`clamp_max(${scalar(times)} * ${errorBudget}, ${scalar(mostAsked)})`;
  const over = windows
    .map(({ share, times }) => promql`${share} > on (${on}) ${asked(times)}`)
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
    and on (${on})
      ${missed} >= ${scalar((least - 0.5) / hour.seconds)}`;
}

/** The same in words, for the runbook. */
export function burningText({ still, windows, least }: Burning): string {
  const over = windows.map(({ window, times }) => `**${times} times** over ${window.text}`);
  return [
    `more requests miss an objective of the service than it allows: ${over.join(", or ")},`,
    `and ${still} times over 5m; at most half of the requests, and at least ${least} within an hour`,
  ].join(" ");
}
