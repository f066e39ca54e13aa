import { httpProfiles } from "../instrumentation/http";
import type { Problem } from "./problems";
import type { Service } from "./schema";
import { severities, type Thresholds } from "./thresholds";
import { formatQuantity, isOff } from "./units";

const application = "in the application and in instrumentation.buckets";

/** The bound nearest to a duration, in seconds. */
export const nearestBound = (seconds: number, bounds: readonly number[]): number | undefined =>
  [...bounds].sort((a, b) => Math.abs(a - seconds) - Math.abs(b - seconds) || a - b)[0];

/** The bounds of a histogram in words. */
export const boundsText = (bounds: readonly number[]): string => `the bounds of the histogram are ${bounds.join(", ")} (seconds)`;

/**
 * A percentile threshold is exact only at a bound of the histogram. At the last bound or above it can never fire, because
 * `histogram_quantile` returns the last bound for everything beyond it.
 */
export function checkLatencyBounds(where: string, seconds: number, buckets: readonly number[]): Problem[] {
  const last = Math.max(...buckets);
  const usable = buckets.filter((bound) => bound < last);
  if (usable.includes(seconds)) return [];
  const near = nearestBound(seconds, usable);
  const take = near === undefined ? "" : `, or take the nearest bound that can be exceeded, ${formatQuantity(near, "duration")}`;
  const bounds = boundsText(buckets);
  if (seconds >= last) {
    const add = seconds === last ? `a bound above ${seconds}` : `${seconds} and a bound above it`;
    return [
      {
        where,
        message: `got ${formatQuantity(seconds, "duration")}; ${bounds}, and percentiles never exceed the last bound, so the alert could never fire: add ${add} to the buckets ${application}${take}`,
      },
    ];
  }
  return [
    {
      where,
      message: `got ${formatQuantity(seconds, "duration")}; ${bounds}, and between bounds a percentile is only an estimate: add ${seconds} to the buckets ${application}${take}`,
    },
  ];
}

/** The histogram bounds of an HTTP service: those it declares, or its library's defaults. */
export const bucketsOf = (service: Extract<Service, { kind: "http" }>): readonly number[] =>
  service.instrumentation.buckets ?? httpProfiles[service.instrumentation.profile].defaultBuckets;

/** Checks a service's own latency thresholds against its histogram. */
export function checkLatency(where: string, service: Service, thresholds: Thresholds | undefined): Problem[] {
  if (service.kind !== "http") return [];
  return severities.flatMap((severity) => {
    const seconds = thresholds?.latencyP95?.[severity];
    return seconds === undefined || isOff(seconds)
      ? []
      : checkLatencyBounds(`${where}.thresholds.latencyP95.${severity}`, seconds, bucketsOf(service));
  });
}

/** Bounds must be unique, as every client library requires. */
export function checkBuckets(where: string, service: Service): Problem[] {
  if (service.kind !== "http") return [];
  const buckets = service.instrumentation.buckets ?? [];
  const twice = buckets.filter((bound, index) => buckets.indexOf(bound) !== index);
  return twice.map((bound) => ({
    where: `${where}.instrumentation.buckets`,
    message: `got ${bound} twice; bounds must be unique: remove one of them`,
  }));
}
