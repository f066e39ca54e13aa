import { httpProfiles } from "../instrumentation/http";
import { boundsText, bucketsOf, nearestBound } from "./latency-bounds";
import type { Problem } from "./problems";
import type { Service } from "./schema";
import { formatQuantity } from "./units";

/** One objective of a service. */
export interface Objective {
  /** `availability`, `latency` or `plan <name>`. It is the value of the label `objective`. */
  readonly name: string;
  /** Share of good requests, 0.5..1. */
  readonly share: number;
  /** Share of requests that may be bad: 1 minus `share`. */
  readonly budget: number;
  /** Only for latency: the duration in seconds within which a good request finishes. */
  readonly within?: number;
}

const named = (name: string, share: number): Objective => ({ name, share, budget: Number((1 - share).toPrecision(6)) });

/** Returns the objectives of a service, sorted. The list is empty for a kind other than `http`. */
export function objectivesOf(service: Service): Objective[] {
  if (service.kind !== "http" || service.slo === undefined) return [];
  const { availability, latency, plans } = service.slo;
  return [
    ...(availability === undefined ? [] : [named("availability", availability)]),
    ...(latency === undefined ? [] : [{ ...named("latency", latency.objective), within: latency.within }]),
    ...Object.entries(plans)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([plan, share]) => named(`plan ${plan}`, share)),
  ];
}

/** Formats an objective for people: `99.9%`, or `99% within 2s`. */
export const objectiveText = ({ share, within }: Objective): string =>
  formatQuantity(share, "ratio") + (within === undefined ? "" : ` within ${formatQuantity(within, "duration")}`);

/** Checks a service's objectives. A latency objective must be a bound of the histogram, because requests can be counted only at bounds. */
export function checkObjectives(where: string, service: Service): Problem[] {
  if (service.kind !== "http" || service.slo === undefined) return [];
  const { availability, latency, plans } = service.slo;
  if (availability === undefined && latency === undefined && Object.keys(plans).length === 0)
    return [{ where: `${where}.slo`, message: "got no objective; write availability, latency or plans, or remove slo" }];
  if (latency === undefined) return [];
  const bounds = bucketsOf(service);
  if (bounds.includes(latency.within)) return [];
  const near = nearestBound(latency.within, bounds);
  const take = near === undefined ? "" : `, or use the nearest bound, ${formatQuantity(near, "duration")}`;
  const { id } = httpProfiles[service.instrumentation.profile];
  return [
    {
      where: `${where}.slo.latency.within`,
      message: `got ${formatQuantity(latency.within, "duration")}; ${boundsText(bounds)}, and ${id} counts requests within a duration only at its bounds: add ${latency.within} to the buckets in the application and in instrumentation.buckets${take}`,
    },
  ];
}
