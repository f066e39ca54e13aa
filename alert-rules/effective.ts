import { thresholdKeysOf, type View } from "../exporters/model/catalogue";
import { bucketsOf, checkLatencyBounds } from "../exporters/model/latency-bounds";
import type { Problem } from "../exporters/model/problems";
import type { Service } from "../exporters/model/schema";
import { isLooser, severities, thresholdSpecs, type Severity, type ThresholdKey, type Thresholds } from "../exporters/model/thresholds";
import { formatQuantity, isOff } from "../exporters/model/units";
import { defaultsOf } from "./packs";

/** A threshold of one service as its alerts use it. */
export interface Effective {
  readonly key: ThresholdKey;
  readonly severity: Severity;
  /** In base units; `off` where the service disables the alert. */
  readonly value: number;
  /** True for the service's own threshold, false for the default. */
  readonly own: boolean;
}

/** The service's own thresholds, with the environment's overrides, else the defaults. A severity with neither is left out. */
export function effective(service: Service): Effective[] {
  const thresholds: Thresholds = service.thresholds ?? {};
  return thresholdKeysOf(service.kind).flatMap((key) =>
    severities.flatMap((severity): Effective[] => {
      const own = thresholds[key]?.[severity];
      const value = own ?? defaultsOf(key)[severity];
      return value === undefined ? [] : [{ key, severity, value, own: own !== undefined }];
    }),
  );
}

/** An own threshold next to a default: the more urgent must not be reached first. Two own thresholds are compared where they are declared. */
function checkOrder(where: string, key: ThresholdKey, values: readonly Effective[]): Problem[] {
  const { dimension, worse } = thresholdSpecs[key];
  const text = ({ severity, value, own }: Effective) => `${own ? "" : "the default "}${severity} ${formatQuantity(value, dimension)}`;
  return values.flatMap((severe, index) =>
    values.slice(index + 1).flatMap((mild): Problem[] => {
      if (severe.own === mild.own || !isLooser(key, severe.value, mild.value)) return [];
      const [own, fallback] = severe.own ? [severe, mild] : [mild, severe];
      return [
        {
          where: `${where}.${own.severity}`,
          message: `got ${text(own)} with ${text(fallback)}; ${severe.severity} must be ${worse} ${mild.severity} or equal to it: set ${fallback.severity} too, or disable it with ${fallback.severity}: "off"`,
        },
      ];
    }),
  );
}

/** Like an own threshold, a default latency threshold must be a bucket bound of the service's histogram. */
function checkDefaultBounds(where: string, service: Service, values: readonly Effective[]): Problem[] {
  if (service.kind !== "http") return [];
  return values
    .filter(({ own }) => !own)
    .flatMap(({ severity, value }) =>
      checkLatencyBounds(`${where}.${severity}`, value, bucketsOf(service)).map(({ where: at, message }) => ({
        where: at,
        message: message.replace(/^got/, "the default is") + `; or set ${severity} for this service, or disable it with ${severity}: "off"`,
      })),
    );
}

/** Checks the thresholds of every service of an environment as its alerts use them, own thresholds and defaults together. */
export function checkEffectiveThresholds(view: View): Problem[] {
  const { environment } = view;
  return view.systems.flatMap((system) =>
    system.services.flatMap((service) => {
      const all = effective(service).filter(({ value }) => !isOff(value));
      return thresholdKeysOf(service.kind).flatMap((key): Problem[] => {
        const overridden = environment.overrides.some(
          (entry) => entry.system === system.id && entry.service === service.name && entry.thresholds[key] !== undefined,
        );
        const where = overridden
          ? `environments.${environment.id}.overrides.${system.id}/${service.name}.thresholds.${key}`
          : `systems.${system.id}.services.${service.name}.thresholds.${key}`;
        const values = all.filter((entry) => entry.key === key);
        return [...checkOrder(where, key, values), ...(key === "latencyP95" ? checkDefaultBounds(where, service, values) : [])];
      });
    }),
  );
}
