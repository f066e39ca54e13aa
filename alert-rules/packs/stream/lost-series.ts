import { streamMetrics } from "../../../exporters/instrumentation/streams";
import { seriesWith, serviceKey, type Recording } from "../../model";
import { is, labels, matchesNot, metric, minutes, promql, scalar, select, type Promql } from "../../promql";
import { processStart, unlessShared } from "../target/shared";
import { streamsActive } from "./series";

const { active, opened, closed, stream, reason, completed, shutdown } = streamMetrics;

/** The largest share of its open streams that one process has lost. 0 if the clients have moved to other processes. */
export const lostRatio = seriesWith(stream)(
  "stream:lost:ratio",
  "ratio",
  "Share of the open streams of a process that ended within 6 minutes without the application ending them; 0 if the clients have come back",
);

/** Recorded series: streams that a process lost. A process that has started again has lost those of the process before it. */
const lostByTarget = metric("stream:lost_by_target:count6m");

/** A fall within two minutes is visible for longer than the `for` of the alert, with any scrape interval. */
const window = minutes(6);
const bridge = minutes(1);
const key = labels(...serviceKey, stream);
const byTarget = labels(...serviceKey, stream, "job", "instance");
const byProcess = labels(...serviceKey, "job", "instance");

/** With fewer lost streams in a process, the share is 0. */
export const leastLost = 10;
/** If the service has lost less than this part of the streams that its processes lost, the clients have moved to other processes. */
const notMoved = 0.5;

const before = promql`max by (${byTarget}) (max_over_time(${metric(active)}[${window}]))`;
const now = promql`max by (${byTarget}) (last_over_time(${metric(active)}[${bridge}]))`;
/** Streams that neither the application nor the end of its process has closed. */
const unexpected = promql`
  sum by (${byTarget}) (increase(${select(metric(closed), { [reason]: matchesNot(`${completed}|${shutdown}`) })}[${window}]))`;
/** Streams that the application has ended. Those of a process that has started show that the clients of short streams have come back. */
const ended = promql`sum by (${byTarget}) (increase(${select(metric(closed), { [reason]: is(completed) })}[${window}]))`;
const restarted = promql`resets(${metric(opened)}[${window}]) > 0 or changes(${processStart}[${window}]) > 0`;

// A process that is killed counts no closes, so the closes limit only the loss of a process that continues to run.
const lost: Promql = promql`
  (
      ${before} - ${now} - ${ended} and on (${byProcess}) (${restarted})
    or
      (${before} - ${now}) < ${unexpected}
    or
      ${unexpected} and ${now}
  )
  ${unlessShared}`;

const lostShare = promql`max by (${key}) ((${lostByTarget} >= ${scalar(leastLost)}) / ${before})`;

/** Recording rules for streams that end at once, and whose clients do not come back. */
export const lostRecordings = (): Recording[] => [
  { record: lostByTarget, expr: lost },
  {
    record: lostRatio.name,
    expr: promql`
        ${lostShare}
      and
        (${streamsActive.name} offset ${window}) - ${streamsActive.name}
          >= ${scalar(notMoved)} * sum by (${key}) (${lostByTarget} >= ${scalar(leastLost)})
      or
        ${streamsActive.name} * 0`,
  },
];
