import { severities } from "../model/thresholds";
import { isOff } from "../model/units";
import type { Service } from "../model/schema";

const day = 86_400;

/** Time before its end at which a certificate is told of, in seconds, for services that set no limit. */
export const certificateDefaults = { warning: 14 * day, critical: 3 * day } as const;

/** Days before its end at which a certificate is told of, the same as the rules': the service's own limits, else the defaults; the longest first. */
export function certificateDays(service: Pick<Service, "thresholds">): number[] {
  const own: Partial<Record<string, number | undefined>> = service.thresholds?.certificateExpiry ?? {};
  const defaults: Partial<Record<string, number>> = certificateDefaults;
  const limits = severities.map((severity) => own[severity] ?? defaults[severity]);
  const set = limits.filter((limit) => limit !== undefined).filter((limit) => !isOff(limit));
  return [...new Set(set.map((seconds) => Math.max(1, Math.round(seconds / day))))].sort((a, b) => b - a);
}
