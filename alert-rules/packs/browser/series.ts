import { seriesWith, serviceKey, type Recording, type Series } from "../../model";
import { hours, labels, metric, promql, scalar } from "../../promql";

const by = labels(...serviceKey);
const series = seriesWith();

/** Period over which the percentiles are computed. */
export const window = hours(1);

/** Least number of measurements in the period. A percentile of fewer says little, because a few users with slow devices decide it. */
export const least = 100;

/** A Core Web Vital: the name of the histogram that the gateway derives, the recorded percentile, and the limit of "good". */
export interface Vital {
  readonly histogram: string;
  readonly p75: Series;
  /** The 75th percentile should be at most this, in seconds or without a unit (https://web.dev/articles/vitals). */
  readonly good: number;
}

const help = (title: string): string =>
  `75th percentile of the ${title} in browsers over an hour (missing with fewer than ${least} measurements)`;

/** The Core Web Vitals. */
export const vitals = {
  lcp: {
    histogram: "browser_web_vital_lcp_seconds",
    p75: series("service:web_vital_lcp_seconds:p75_1h", "duration", help("Largest Contentful Paint")),
    good: 2.5,
  },
  inp: {
    histogram: "browser_web_vital_inp_seconds",
    p75: series("service:web_vital_inp_seconds:p75_1h", "duration", help("Interaction to Next Paint")),
    good: 0.2,
  },
  cls: {
    histogram: "browser_web_vital_cls",
    p75: series("service:web_vital_cls:p75_1h", "count", help("Cumulative Layout Shift")),
    good: 0.1,
  },
} as const satisfies Readonly<Record<string, Vital>>;

/** Recording rules for the percentiles of all Core Web Vitals. */
export const vitalRecordings = (): Recording[] =>
  Object.values(vitals).map(({ histogram, p75 }): Recording => ({
    record: p75.name,
    expr: promql`
      histogram_quantile(0.75, sum by (${labels("le")}, ${by}) (increase(${metric(`${histogram}_bucket`)}[${window}])))
        and on (${by})
      sum by (${by}) (increase(${metric(`${histogram}_count`)}[${window}])) >= ${scalar(least)}`,
  }));
