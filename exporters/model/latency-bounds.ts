import { httpProfiles } from "../instrumentation/http";
import type { Problem } from "./problems";
import type { Service } from "./schema";
import { severities, type Thresholds } from "./thresholds";
import { formatQuantity, isOff } from "./units";

const application = "in the application and in instrumentation.buckets";

/** Returns the bound nearest to a duration, all in seconds. Undefined if there are no bounds. */
export const nearestBound = (seconds: number, bounds: readonly number[]): number | undefined =>
  [...bounds].sort((a, b) => Math.abs(a - seconds) - Math.abs(b - seconds) || a - b)[0];

/** Formats the bounds of a histogram for an error message. */
export const boundsText = (bounds: readonly number[]): string => `the bounds of the histogram are ${bounds.join(", ")} (seconds)`;

/**
 * Reports a percentile threshold that is not a bound of the histogram, because a percentile is exact only at a bound. A threshold that
 * equals the last bound is also reported: `histogram_quantile` never returns more than the last bound, so the alert could never fire.
 */
export function checkLatencyBounds(where: string, seconds: number, buckets: readonly number[]): Problem[] {
  const last = Math.max(...buckets);
  const usable = buckets.filter((bound) => bound < last);
  if (usable.includes(seconds)) return [];
  const near = nearestBound(seconds, usable);
  const take = near === undefined ? "" : `, or use the nearest bound that can be exceeded, ${formatQuantity(near, "duration")}`;
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

/** Histogram bounds of an HTTP service in seconds: the declared bounds, or the library's defaults. */
export const bucketsOf = (service: Extract<Service, { kind: "http" }>): readonly number[] =>
  service.instrumentation.buckets ?? httpProfiles[service.instrumentation.profile].defaultBuckets;

/** Checks a service's latency thresholds against its histogram. */
export function checkLatency(where: string, service: Service, thresholds: Thresholds | undefined): Problem[] {
  if (service.kind !== "http") return [];
  return (["latencyP50", "latencyP95"] as const).flatMap((key) =>
    severities.flatMap((severity) => {
      const seconds = thresholds?.[key]?.[severity]?.value;
      return seconds === undefined || isOff(seconds)
        ? []
        : checkLatencyBounds(`${where}.thresholds.${key}.${severity}`, seconds, bucketsOf(service));
    }),
  );
}

/** Reports duplicate bounds, because the buckets of a histogram need different values of the label `le`. */
export function checkBuckets(where: string, service: Service): Problem[] {
  if (service.kind !== "http") return [];
  const buckets = service.instrumentation.buckets ?? [];
  const twice = buckets.filter((bound, index) => buckets.indexOf(bound) !== index);
  return twice.map((bound) => ({
    where: `${where}.instrumentation.buckets`,
    message: `got ${bound} twice; bounds must be unique: remove one of them`,
  }));
}
