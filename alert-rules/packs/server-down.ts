import { expression, type Expression } from "../condition";
import { promql, scalar, seconds, minutes } from "../promql";
import type { Series } from "../series";

/** `for` of an alert about a server that cannot be reached: a restart and a failover take less. */
export const serverDownWait = seconds(60);
/** `keep_firing_for` of it: a server that comes and goes is one alert. */
export const serverDownKeep = minutes(2);

/** One scrape that fails does not begin `for` again. */
const bridge = seconds(30);
/** A server that answers less than half of the time is down, though its exporter misses scrapes. */
const window = minutes(2);
/** It must have been 0 in this time, and have been seen before it. */
const recent = minutes(1);

/** The server's own series of 1 and 0 is 0, or mostly was 0 until a moment ago. */
export const serverDown = ({ name }: Series): Expression =>
  expression(
    `the exporter does not reach the server, or reached it less than half of the time over ${window.text}`,
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
