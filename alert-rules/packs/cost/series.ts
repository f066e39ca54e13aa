import { latest } from "../../latest";
import { seriesWith, serviceKey, type Recording } from "../../model";
import { hours, labels, metric, minutes, promql, scalar, type Promql } from "../../promql";

const series = seriesWith();
const by = labels(...serviceKey);
const window = minutes(5);

/** The gateway's raw counters of a service's telemetry: bytes of log lines, number of spans, and number of samples of pushed metrics. */
export const logBytes = metric("log_bytes_total");
export const spanCalls = metric("traces_spanmetrics_calls_total");
export const pushedSamples = metric("metric_samples_total");
/** Number of series that Prometheus stored from the last scrape of a target. Prometheus writes it with the target's labels. */
export const scrapedSeries = metric("scrape_samples_post_metric_relabeling");

export const logBytesRate = series(
  "service:log_bytes:rate5m",
  "bytes",
  "Bytes of log lines per second that a service sends, over 5 minutes",
);
export const spanRate = series("service:spans:rate5m", "rate", "Spans per second that a service sends, over 5 minutes");
export const pushedSampleRate = series(
  "service:pushed_samples:rate5m",
  "rate",
  "Samples of metrics per second that a service pushes through the gateway, over 5 minutes",
);
export const scrapedSeriesSum = series(
  "service:scraped_series:sum",
  "count",
  "Series that Prometheus stores from the targets of a service",
);

/** Label of `volumeOver`: the kind of telemetry. Its values are plural nouns, because notifications contain them. */
export const signalLabel = "signal";

/**
 * The kinds of telemetry, each with a minimum volume (`small`): a smaller past volume counts as this minimum. The minimum volumes are about
 * 100 MB of log lines a day, 100,000 spans a day, 100 series, and the samples of 100 series that are pushed once a minute, as SDKs do by
 * default.
 */
export const signals = [
  { signal: "log bytes", of: logBytesRate, small: 1200 },
  { signal: "spans", of: spanRate, small: 1.2 },
  { signal: "series", of: scrapedSeriesSum, small: 100 },
  { signal: "pushed samples", of: pushedSampleRate, small: 1.7 },
] as const;

/** Volume of one kind of telemetry, averaged over the last hour, in multiples of `small`. */
export const volumeOver = seriesWith(signalLabel)(
  "service:telemetry_volume:avg1h",
  "count",
  "Volume of a service's telemetry over an hour, in multiples of the minimum volume to which growth is compared",
);

const rates: readonly (readonly [typeof logBytesRate, Promql])[] = [
  [logBytesRate, promql`sum by (${by}) (rate(${logBytes}[${window}]))`],
  [spanRate, promql`sum by (${by}) (rate(${spanCalls}[${window}]))`],
  [pushedSampleRate, promql`sum by (${by}) (rate(${pushedSamples}[${window}]))`],
  [scrapedSeriesSum, promql`sum by (${by}) (${latest(scrapedSeries)})`],
];

/** Recording rules for the volume of telemetry of each service. */
export const costRecordings = (): Recording[] => [
  ...rates.map(([{ name }, expr]): Recording => ({ record: name, expr })),
  ...signals.map(({ signal, of, small }): Recording => ({
    record: volumeOver.name,
    expr: promql`avg_over_time(${of.name}[${hours(1)}]) / ${scalar(small)}`,
    labels: { [signalLabel]: signal },
  })),
];
