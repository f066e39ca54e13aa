import { streamMetrics } from "../../../exporters/instrumentation/streams";
import { seriesWith, serviceKey, type Recording } from "../../model";
import { labels, matchesNot, metric, minutes, promql, scalar, select, type Promql } from "../../promql";
import { processStart, unlessShared } from "../target/shared";
import { streamsActive } from "./series";

const { active, opened, closed, stream, reason, completed, shutdown } = streamMetrics;

/** The largest share of its open streams that one process has lost. 0 if the clients have moved to other processes. */
export const lostRatio = seriesWith(stream)(
  "stream:lost:ratio",
  "ratio",
  "Share of the open streams of a process that ended within 3 minutes without the application ending them; 0 if the clients have come back",
);

/** Recorded series: streams that a process lost. A process that has started, or that is ending, has lost none. */
const lostByTarget = metric("stream:lost_by_target:count3m");

/** A fall within a minute is visible for longer than the `for` of the alert, with any scrape interval. */
const window = minutes(3);
const bridge = minutes(1);
const key = labels(...serviceKey, stream);
const byTarget = labels(...serviceKey, stream, "job", "instance");
const byProcess = labels(...serviceKey, "job", "instance");

/** With fewer lost streams in a process, the share is 0. */
export const leastLost = 10;
/** If other processes have gained at least this part of the lost streams, the clients have moved to them. */
const moved = 0.5;

const before = promql`max by (${byTarget}) (max_over_time(${metric(active)}[${window}]))`;
const now = promql`max by (${byTarget}) (last_over_time(${metric(active)}[${bridge}]))`;
/** Streams that neither the application nor the end of its process has closed. */
const unexpected = promql`
  sum by (${byTarget}) (increase(${select(metric(closed), { [reason]: matchesNot(`${completed}|${shutdown}`) })}[${window}]))`;

const lost: Promql = promql`
  (
      (${before} - ${now}) < ${unexpected}
    or
      ${unexpected} and ${now}
  )
  unless on (${byTarget})
    resets(${metric(opened)}[${window}]) > 0
  unless on (${byProcess})
    changes(${processStart}[${window}]) > 0
  ${unlessShared}`;

const lostShare = promql`max by (${key}) ((${lostByTarget} >= ${scalar(leastLost)}) / ${before})`;
const earlier = promql`max by (${byTarget}) (last_over_time(${metric(active)}[${bridge}] offset ${window}))`;
/** A process that has started has gained all of its streams. */
const gained = promql`
  sum by (${key}) (
    clamp_min(${now} - (${earlier} or ${now} * 0), 0)
      unless on (${byTarget})
    ${lostByTarget} >= ${scalar(leastLost)}
  )`;

/** Recording rules for streams that end at once without a deployment. */
export const lostRecordings = (): Recording[] => [
  { record: lostByTarget, expr: lost },
  {
    record: lostRatio.name,
    expr: promql`
        ${lostShare}
      unless
        ${gained} >= ${scalar(moved)} * sum by (${key}) (${lostByTarget} >= ${scalar(leastLost)})
      or
        ${streamsActive.name} * 0`,
  },
];
