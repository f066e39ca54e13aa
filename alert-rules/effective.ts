import type { View } from "../exporters/model/catalogue";
import { bucketsOf, checkLatencyBounds } from "../exporters/model/latency-bounds";
import type { Problem } from "../exporters/model/problems";
import type { Service } from "../exporters/model/schema";
import { isLooser, severities, thresholdSpecs, type Severity, type ThresholdKey, type Thresholds } from "../exporters/model/thresholds";
import { formatQuantity, isOff } from "../exporters/model/units";
import { thresholdDefaults } from "./packs/defaults";

/** A limit as it is compared with in the end. */
interface Effective {
  readonly severity: Severity;
  readonly value: number;
  readonly declared: boolean;
}

/** The service's own limits where it has set them, else the defaults of its kind, without those that are off. */
function effective(key: ThresholdKey, thresholds: Thresholds | undefined): Effective[] {
  return severities.flatMap((severity): Effective[] => {
    const own = thresholds?.[key]?.[severity];
    const value = own ?? thresholdDefaults[key][severity];
    return value === undefined || isOff(value) ? [] : [{ severity, value, declared: own !== undefined }];
  });
}

/** A limit of one's own beside a default: the more urgent must not be reached first. Two of one's own are compared where they are declared. */
function checkOrder(where: string, key: ThresholdKey, limits: readonly Effective[]): Problem[] {
  const { dimension, worse } = thresholdSpecs[key];
  const text = ({ severity, value, declared }: Effective) =>
    `${declared ? "" : "the default "}${severity} ${formatQuantity(value, dimension)}`;
  return limits.flatMap((severe, index) =>
    limits.slice(index + 1).flatMap((mild): Problem[] => {
      if (severe.declared === mild.declared || !isLooser(key, severe.value, mild.value)) return [];
      const [own, fallback] = severe.declared ? [severe, mild] : [mild, severe];
      return [
        {
          where: `${where}.${own.severity}`,
          message: `got ${text(own)} beside ${text(fallback)}; ${severe.severity} must be ${worse} ${mild.severity} or equal to it: set ${fallback.severity} too, or switch it off with ${fallback.severity}: "off"`,
        },
      ];
    }),
  );
}

/** A default latency limit must be a bound of the service's histogram as a declared one must. */
function checkDefaultBounds(where: string, service: Service, limits: readonly Effective[]): Problem[] {
  if (service.kind !== "http") return [];
  return limits
    .filter(({ declared }) => !declared)
    .flatMap(({ severity, value }) =>
      checkLatencyBounds(`${where}.${severity}`, value, bucketsOf(service)).map(({ where: at, message }) => ({
        where: at,
        message:
          message.replace(/^got/, "the default is") + `; or set ${severity} for this service, or switch it off with ${severity}: "off"`,
      })),
    );
}

const keysOf = (service: Service): ThresholdKey[] => [
  ...new Set([...(Object.keys(service.thresholds ?? {}) as ThresholdKey[]), ...(service.kind === "http" ? (["latencyP95"] as const) : [])]),
];

/** The limits of every service of an environment as its alerts compare with them: its own and the defaults together. */
export function checkEffectiveLimits(view: View): Problem[] {
  const { environment } = view;
  return view.systems.flatMap((system) =>
    system.services.flatMap((service) =>
      keysOf(service).flatMap((key): Problem[] => {
        const overridden = environment.overrides.some(
          (entry) => entry.system === system.id && entry.service === service.name && entry.thresholds[key] !== undefined,
        );
        const where = overridden
          ? `environments.${environment.id}.overrides.${system.id}/${service.name}.thresholds.${key}`
          : `systems.${system.id}.services.${service.name}.thresholds.${key}`;
        const limits = effective(key, service.thresholds);
        return [...checkOrder(where, key, limits), ...(key === "latencyP95" ? checkDefaultBounds(where, service, limits) : [])];
      }),
    ),
  );
}
