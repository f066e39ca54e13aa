import { expression, type Expression } from "../condition";
import { promql, scalar, seconds, minutes } from "../promql";
import type { Series } from "../series";

/** `for` of an alert about a server that is down. Typical restarts and failovers are shorter. */
export const serverDownWait = seconds(60);
/** `keep_firing_for` of an alert about a server that is down, so that a flapping server causes only one alert. */
export const serverDownKeep = minutes(2);

/** A sample stays valid for this long, so that one failed scrape does not reset `for`. */
const bridge = seconds(30);
/** A flapping server counts as down if the exporter reached it for less than half of this time. */
const window = minutes(2);
/** A flapping server counts as down only if its series was 0 in the last minute and had samples in the minute before. */
const recent = minutes(1);

/**
 * `keep_firing_for` of an alert about a server that did not respond at the latest scrape. Dependents' alerts keep firing a little longer
 * than the outage, so the alert that inhibits them must keep firing too.
 */
export const unreachableKeep = minutes(1);

/**
 * `keep_firing_for` of an alert that explains errors of dependents and has a window of two minutes. The errors stay in the 5-minute windows
 * of the dependents' alerts, and an alert that pages should resolve within 6 minutes of the repair.
 */
export const countedCauseKeep = minutes(3);

/** `for` of an alert about a server that recovers: an outage of a single scrape is too short to fire dependents' alerts. */
export const recoveringWait = seconds(15);
/**
 * `keep_firing_for` of an alert about a server that recovers. The alerts about errors of dependents have windows of 5 minutes, and the
 * alerts about error budgets fire for a minute longer.
 */
export const recoveringKeep = minutes(7);

/** Condition that the exporter could not reach the server at the latest scrape. */
export const serverUnreachable = ({ name }: Series): Expression =>
  expression("the exporter cannot reach the server", promql`last_over_time(${name}[${bridge}]) == 0`);

/**
 * Condition that a server is down: its up series is 0, or the server flaps. A server that flaps was down for most of the last two minutes,
 * and at least once in the last minute.
 */
export const serverDown = ({ name }: Series): Expression =>
  expression(
    `the exporter cannot reach the server, or has reached it for less than half of the last ${window.text}`,
    promql`
    last_over_time(${name}[${bridge}]) == 0
      or
    (
        avg_over_time(${name}[${window}]) < ${scalar(0.5)}
      and
        min_over_time(${name}[${recent}]) == 0
      and
        last_over_time(${name}[${recent}] offset ${recent})
    )`,
  );
