import { httpProfiles } from "../instrumentation/http";
import { boundsText, bucketsOf, nearestBound } from "./latency-bounds";
import type { Slo, SloOverride } from "./objectives-schema";
import type { Problem } from "./problems";
import type { HttpService, Service } from "./schema";
import { formatQuantity, isOff } from "./units";

/** One objective of a service. */
export interface Objective {
  /** Value of the label `objective`: `availability`, `latency` or `plan <name>`. */
  readonly name: string;
  /** Share of good requests: at least 0.5, less than 1. */
  readonly share: number;
  /** Share of requests that may be bad: 1 minus `share`. */
  readonly budget: number;
  /** Only for latency: the duration in seconds within which a good request finishes. */
  readonly within?: number;
}

const named = (name: string, share: number): Objective => ({ name, share, budget: Number((1 - share).toPrecision(6)) });

/** Returns the objectives of a service: availability, latency, then the tenant plans by name. Empty if the service declares none. */
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

/** The duration of a latency objective must be a bound of the histogram, because requests can be counted only at bounds. */
function checkWithin(where: string, service: HttpService, { within }: NonNullable<Slo["latency"]>): Problem[] {
  const bounds = bucketsOf(service);
  if (bounds.includes(within)) return [];
  const near = nearestBound(within, bounds);
  const take = near === undefined ? "" : `, or use the nearest bound, ${formatQuantity(near, "duration")}`;
  const { id } = httpProfiles[service.instrumentation.profile];
  return [
    {
      where: `${where}.slo.latency.within`,
      message: `got ${formatQuantity(within, "duration")}; ${boundsText(bounds)}, and ${id} counts requests within a duration only at its bounds: add ${within} to the buckets in the application and in instrumentation.buckets${take}`,
    },
  ];
}

/** Reports an `slo` without objectives, and a latency objective that cannot be measured. */
export function checkObjectives(where: string, service: Service): Problem[] {
  if (service.kind !== "http" || service.slo === undefined) return [];
  const { availability, latency, plans } = service.slo;
  if (availability === undefined && latency === undefined && Object.keys(plans).length === 0)
    return [{ where: `${where}.slo`, message: "got no objective; write availability, latency or plans, or remove slo" }];
  return latency === undefined ? [] : checkWithin(where, service, latency);
}

/** Returns the objectives with an environment's override applied. Undefined if no objective remains. */
export function mergeObjectives(own: Slo | undefined, over: SloOverride): Slo | undefined {
  const availability = over.availability ?? own?.availability;
  const latency = over.latency ?? own?.latency;
  const plans = Object.entries({ ...own?.plans, ...over.plans })
    .filter(([, share]) => !isOff(share))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const merged: Slo = {
    ...(availability === undefined || isOff(availability) ? {} : { availability }),
    ...(latency === undefined || latency === "off" ? {} : { latency }),
    plans: Object.fromEntries(plans),
  };
  return "availability" in merged || "latency" in merged || plans.length > 0 ? merged : undefined;
}

/**
 * Checks an environment's override of a service's objectives. The service must be of kind `http`, the override must contain an objective,
 * `off` must remove an existing objective, and the duration of a latency objective must be a bound of the histogram.
 */
export function checkObjectiveOverride(where: string, service: Service, over: SloOverride | undefined): Problem[] {
  if (over === undefined) return [];
  if (service.kind !== "http")
    return [
      {
        where: `${where}.slo`,
        message: `the override has no effect, because a service of kind ${service.kind} has no request metrics: declare objectives on the http service that serves the requests, or remove slo`,
      },
    ];
  const { availability, latency, plans } = over;
  const parts = [
    ...(availability === undefined ? [] : [{ key: "availability", off: isOff(availability), own: service.slo?.availability }]),
    ...(latency === undefined ? [] : [{ key: "latency", off: latency === "off", own: service.slo?.latency }]),
    ...Object.entries(plans).map(([plan, share]) => ({ key: `plans.${plan}`, off: isOff(share), own: service.slo?.plans[plan] })),
  ];
  if (parts.length === 0)
    return [{ where: `${where}.slo`, message: "got no objective; write availability, latency or plans, or remove slo" }];
  return [
    ...parts
      .filter(({ off, own }) => off && own === undefined)
      .map(({ key }) => ({
        where: `${where}.slo.${key}`,
        message: "got off; the override has no effect, because the service has no such objective: remove it",
      })),
    ...(latency === undefined || latency === "off" ? [] : checkWithin(where, service, latency)),
  ];
}
