import { metric, promql, scalar, seconds, type Duration, type MetricName, type Promql } from "../../promql";
import type { Recording } from "../../model";

interface Step {
  readonly window: Duration;
  /** How many windows of the next shorter length make up this window. */
  readonly parts: number;
}

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/** Window lengths in seconds. Each window is built from the next shorter one, so every rule reads only a few samples of a series. */
const lengths = [5 * minute, 30 * minute, hour, 2 * hour, 6 * hour, day, 3 * day, 30 * day] as const;

/** Name of the series with the rate averaged over a window, e.g. `service:http_requests:rate5m` -> `service:http_requests:rate1h`. */
export const over = (rate5m: MetricName, window: Duration): MetricName => metric(rate5m.text.replace(/5m$/, window.text));

const steps: readonly Step[] = lengths.slice(1).map((length, index) => ({
  window: seconds(length),
  parts: length / (lengths[index] ?? length),
}));

/**
 * PromQL for the mean over a window: the mean of the next shorter window's values at the end of each part. An earlier part without data
 * counts as 0. The ratio of two series that lack the same parts therefore covers only the parts with data.
 */
function mean(part: MetricName, length: number, parts: number): Promql {
  const earlier = Array.from({ length: parts - 1 }, (_, index) => seconds(length * (index + 1)));
  const sum = earlier.reduce<Promql>(
    (sofar, offset) => promql`
      ${sofar}
        + (${part} offset ${offset} or ${part} * 0)`,
    promql`${part}`,
  );
  return promql`
    (
      ${sum}
    ) / ${scalar(parts)}`;
}

interface Windows {
  /** Windows up to and including this one are already recorded. Default: 5 minutes. */
  readonly after?: Duration;
  readonly upTo: Duration;
  /** A clause such as `and on (...) ...` that limits which services are recorded. Default: all services. */
  readonly only?: Promql;
}

/** Recording rules for a rate averaged over the windows that are longer than `after`, up to `upTo`. */
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
