import { expression, type Expression } from "../condition";
import { promql, scalar, seconds, minutes } from "../promql";
import type { Series } from "../series";

/** `for` of an alert about an unreachable server: longer than a restart and than a failover. */
export const serverDownWait = seconds(60);
/** `keep_firing_for` of the same alert: a flapping server is one alert. */
export const serverDownKeep = minutes(2);

/** One failed scrape does not reset `for`. */
const bridge = seconds(30);
/** A server that is reachable less than half of the time is down, even if its exporter misses scrapes. */
const window = minutes(2);
/** The series must have been 0 within this time, and must have had samples before it. */
const recent = minutes(1);

/** `keep_firing_for` of the alert about a server that did not respond at the latest scrape: consequences fire a little longer than their cause. */
export const unreachableKeep = minutes(1);

/** The exporter could not reach the server at its latest scrape. */
export const serverUnreachable = ({ name }: Series): Expression =>
  expression("the exporter cannot reach the server", promql`last_over_time(${name}[${bridge}]) == 0`);

/** The server's up series is 0, or was 0 most of the time until a moment ago. */
export const serverDown = ({ name }: Series): Expression =>
  expression(
    `the exporter cannot reach the server, or reached it less than half of the time over ${window.text}`,
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
