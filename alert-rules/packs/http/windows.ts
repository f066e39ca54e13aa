import { metric, promql, scalar, seconds, type Duration, type MetricName, type Promql } from "../../promql";
import type { Recording } from "../../model";

/** A window built from consecutive shorter windows. */
interface Step {
  readonly window: Duration;
  /** How many of the previous, shorter windows make up this one. */
  readonly parts: number;
}

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/** Each window is built from the previous one, so no rule reads more than a few samples of a series, however long the window. */
const lengths = [5 * minute, 30 * minute, hour, 2 * hour, 6 * hour, day, 3 * day, 30 * day] as const;

/** Name of a recorded rate averaged over a window: `service:http_requests:rate5m` -> `service:http_requests:rate1h`. */
export const over = (rate5m: MetricName, window: Duration): MetricName => metric(rate5m.text.replace(/5m$/, window.text));

const steps: readonly Step[] = lengths.slice(1).map((length, index) => ({
  window: seconds(length),
  parts: length / (lengths[index] ?? length),
}));

/**
 * The mean of the previous window, now and at the end of each earlier part. A part without the series counts as 0, so the ratio of two
 * such means covers the time that both have data for.
 */
function mean(part: MetricName, length: number, parts: number): Promql {
  const earlier = Array.from({ length: parts - 1 }, (_, index) => seconds(length * (index + 1)));
  const sum = earlier.reduce<Promql>(
    (sofar, offset) => promql`
      ${sofar}
        + (${part} offset ${offset} or 0 * ${part})`,
    promql`${part}`,
  );
  return promql`
    (
      ${sum}
    ) / ${scalar(parts)}`;
}

/** The windows to record. */
interface Windows {
  /** Windows up to and including this one are recorded already. */
  readonly after?: Duration;
  readonly upTo: Duration;
  /** Record only the services in this expression, matched by `on`. */
  readonly only?: Promql;
}

/** Recording rules for a rate averaged over windows. */
export function windowRecordings(rate5m: MetricName, { after = seconds(5 * minute), upTo, only }: Windows): Recording[] {
  return steps
    .filter(({ window }) => window.seconds > after.seconds && window.seconds <= upTo.seconds)
    .map(({ window, parts }, index): Recording => {
      const length = window.seconds / parts;
      const expr = mean(over(rate5m, seconds(length)), length, parts);
      if (only === undefined || index > 0) return { record: over(rate5m, window), expr };
      return {
        record: over(rate5m, window),
        expr: promql`
          ${expr}
            ${only}`,
      };
    });
}
