import { streamMetrics } from "../../../exporters/instrumentation/streams";
import { seriesWith, serviceKey, type Recording } from "../../model";
import { is, labels, metric, minutes, promql, select, type Promql, type Selector } from "../../promql";
import { sustainedRatio } from "../http/sustained";
import { unlessShared } from "../target/shared";

const { active, opened, closed, silence, stream, outcome, abnormal, reason } = streamMetrics;
const series = seriesWith(stream);

/** Sum of all replicas. */
export const streamsActive = series("stream:active:count", "count", "Open streams");
export const streamsOpened = series("stream:opened:rate5m", "rate", "Streams opened per second over 5 minutes");
export const streamsClosed = series("stream:closed:rate5m", "rate", "Streams closed per second over 5 minutes");
export const streamsAbnormal = series("stream:closed_abnormal:rate5m", "rate", "Streams closed abnormally per second over 5 minutes");
/** Closed streams by outcome and reason. Only for panels: no alert reads them. */
export const streamsByReason = series(
  "stream:closed_by_reason:rate5m",
  "rate",
  "Streams closed per second over 5 minutes, by outcome and reason",
  [outcome, reason],
);
/** Missing if no stream was closed. */
export const abnormalRatio = series(
  "stream:closed_abnormal:ratio_rate5m",
  "ratio",
  "Share of abnormal closes among the streams closed over 5 minutes",
);
/** Sustained share of abnormal closes, 0..1, for alerts. It ignores short incidents. */
export const abnormalRatioSustained = series(
  "stream:closed_abnormal:ratio_sustained",
  "ratio",
  "Sustained share of abnormal closes; 0 when too few closes were abnormal",
);
/** The highest value of all replicas. */
export const streamSilence = series(
  "stream:silence_seconds",
  "duration",
  "Time for which an open stream has sent no event; 0 if none is open",
);

const window = minutes(5);
/** A sample stays valid for this long if scrapes fail, because a single gap would reset `for`. */
const bridge = minutes(1);
const key = labels(...serviceKey, stream);

/** Rate of a counter of streams, by kind of stream and `more` labels. Targets that several replicas share are left out. */
const rate = (counter: Selector, ...more: readonly string[]): Promql =>
  promql`sum by (${labels(...serviceKey, stream, ...more)}) (rate(${counter}[${window}]) ${unlessShared})`;

const closes = select(metric(closed));
const latest = (name: string): Promql => promql`last_over_time(${metric(name)}[${bridge}])`;

/** Recording rules for open and closed streams. */
export const streamRecordings = (): Recording[] => [
  { record: streamsActive.name, expr: promql`sum by (${key}) (${latest(active)})` },
  { record: streamSilence.name, expr: promql`max by (${key}) (${latest(silence)})` },
  { record: streamsOpened.name, expr: rate(select(metric(opened))) },
  { record: streamsByReason.name, expr: rate(closes, outcome, reason) },
  { record: streamsClosed.name, expr: rate(closes) },
  {
    record: streamsAbnormal.name,
    expr: promql`${rate(select(metric(closed), { [outcome]: is(abnormal) }))} or ${rate(closes)} * 0`,
  },
  { record: abnormalRatio.name, expr: promql`${streamsAbnormal.name} / (${streamsClosed.name} > 0)` },
  ...sustainedRatio({ record: abnormalRatioSustained, all: streamsClosed, failed: streamsAbnormal, ratio: abnormalRatio }),
];
