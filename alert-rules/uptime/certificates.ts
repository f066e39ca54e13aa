import { isOff } from "../../exporters/catalogue/units";
import type { Service } from "../../exporters/catalogue/schema";
import { severities } from "../../exporters/catalogue/thresholds";
import { probeDefaults } from "../kinds/probes";

const day = 86_400;

/** Days before its end at which a certificate is told of, the same as the rules': the service's own limits, else the defaults; the longest first. */
export function certificateDays(service: Pick<Service, "thresholds">): number[] {
  const own: Partial<Record<string, number | undefined>> = service.thresholds?.certificateExpiry ?? {};
  const limits = severities.map(
    (severity) => own[severity] ?? (probeDefaults.certificateExpiry as Partial<Record<string, number>>)[severity],
  );
  const days = limits.filter((limit) => limit !== undefined).filter((limit) => !isOff(limit));
  return [...new Set(days.map((seconds) => Math.max(1, Math.round(seconds / day))))].sort((a, b) => b - a);
}
