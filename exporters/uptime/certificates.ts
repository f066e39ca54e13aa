import { severities, type OwnValues } from "../model/thresholds";
import { isOff } from "../model/units";
import type { Service } from "../model/schema";
import type { OutsideLimits } from "../model/vendor-plans";

const day = 86_400;

/** Default thresholds for the time until a certificate expires, in seconds. */
export const certificateDefaults = { warning: 14 * day, critical: 3 * day } as const;

/**
 * Returns the days before a certificate's expiry at which to notify, longest first: the service's thresholds, or the defaults, as in the
 * alert rules. Rounded to whole days, at least 1.
 */
export function certificateDays(service: Pick<Service, "thresholds">): number[] {
  const own: OwnValues = service.thresholds?.certificateExpiry ?? {};
  const defaults: Partial<Record<string, number>> = certificateDefaults;
  const limits = severities.map((severity) => own[severity]?.value ?? defaults[severity]);
  const set = limits.filter((limit) => limit !== undefined).filter((limit) => !isOff(limit));
  return [...new Set(set.map((seconds) => Math.max(1, Math.round(seconds / day))))].sort((a, b) => b - a);
}

type Limits = Pick<OutsideLimits, "certificateDays">;

/** Returns the days of `certificateDays` at which a vendor can notify, longest first. The vendor's maximum replaces a longer time. */
export const noticeDays = (service: Pick<Service, "thresholds">, limits: Limits): number[] => [
  ...new Set(certificateDays(service).map((days) => Math.min(days, limits.certificateDays))),
];

/** Returns the days of `certificateDays` that are too early for a vendor, longest first. */
export const earlyDays = (service: Pick<Service, "thresholds">, limits: Limits): number[] =>
  certificateDays(service).filter((days) => days > limits.certificateDays);
