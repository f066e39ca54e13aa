/** A time range in milliseconds since 1970. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** Possible steps of a query in seconds, shortest first. Longer steps are multiples of a week. */
const steps = [1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 600, 900, 1200, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400, 604_800];
/** Maximum number of points per series in a range query. Prometheus refuses more. */
const maxPoints = 11_000;

const secondsOf: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3600, d: 86_400, w: 604_800, y: 31_536_000 };

/** Parses a duration such as `30s` or `1h30m`. Returns seconds; undefined if the string is not a duration. */
export function parseDuration(text: string): number | undefined {
  if (!/^(\d+(\.\d+)?(ms|[smhdwy]))+$/.test(text)) return undefined;
  return [...text.matchAll(/(\d+(?:\.\d+)?)(ms|[smhdwy])/g)].reduce(
    (sum, [, amount, unit]) => sum + Number(amount) * (secondsOf[unit ?? ""] ?? 0),
    0,
  );
}

/** Formats seconds as a Prometheus duration with one unit, for example `90s`. */
export const durationText = (seconds: number): string => (Number.isInteger(seconds) ? `${seconds}s` : `${Math.round(seconds * 1000)}ms`);

/**
 * Returns the step of a query in seconds: the shortest step that gives at most one point per pixel and at most `maxPoints` points. It is
 * never shorter than the scrape interval.
 */
export function stepOf({ from, to }: Range, pixels: number, scrapeSeconds: number): number {
  const seconds = Math.max(1, (to - from) / 1000);
  const least = Math.max(scrapeSeconds, seconds / Math.max(1, pixels), seconds / maxPoints);
  return steps.find((step) => step >= least) ?? Math.ceil(least / 604_800) * 604_800;
}

/** Returns `$__rate_interval` in seconds. A window of this length contains at least two samples. */
export const rateInterval = (stepSeconds: number, scrapeSeconds: number): number =>
  Math.max(stepSeconds + scrapeSeconds, 4 * scrapeSeconds);

/** Returns the range with both ends aligned to multiples of the step, so that a refresh does not move old points. */
export function aligned({ from, to }: Range, stepSeconds: number): Range {
  const step = stepSeconds * 1000;
  return { from: Math.floor(from / step) * step, to: Math.ceil(to / step) * step };
}
