import { thresholdKeysOf, type View } from "../exporters/model/catalogue";
import { bucketsOf, checkLatencyBounds } from "../exporters/model/latency-bounds";
import type { Problem } from "../exporters/model/problems";
import { isMeasured } from "../exporters/model/measured";
import { objectivesOf } from "../exporters/model/objectives";
import type { Service, System } from "../exporters/model/schema";
import {
  severeFiresFirst,
  severities,
  thresholdSpecs,
  type OwnValue,
  type Severity,
  type ThresholdKey,
  type Thresholds,
} from "../exporters/model/thresholds";
import { ownValueText } from "../exporters/model/threshold-text";
import { formatDuration, formatQuantity, isOff } from "../exporters/model/units";
import { waitAt } from "./condition";
import { defaultsOf, thresholdOf } from "./packs";

/** A threshold that applies to one service: the service's own threshold, an override of the environment, or the default. */
export interface Effective {
  readonly key: ThresholdKey;
  readonly severity: Severity;
  /** The threshold in base units, or `off` if the alert is disabled for the service. */
  readonly value: number;
  /** True if the service or the environment sets the threshold, false for the default. */
  readonly own: boolean;
  /** Further settings of the threshold: `for`, `least`, `routes` and `notify`. Empty for a default. */
  readonly conditions: Omit<OwnValue, "value">;
}

/**
 * The thresholds that apply to a service. A value that the service or an override of the environment sets takes precedence over the
 * default. A severity that has neither such a value nor a default is omitted.
 */
export function effective(service: Service): Effective[] {
  const thresholds: Thresholds = service.thresholds ?? {};
  return thresholdKeysOf(service.kind).flatMap((key) =>
    severities.flatMap((severity): Effective[] => {
      const own = thresholds[key]?.[severity];
      const { value = defaultsOf(key)[severity], ...conditions } = own ?? {};
      return value === undefined ? [] : [{ key, severity, value, own: own !== undefined, conditions }];
    }),
  );
}

/** Describes the threshold and its conditions as text. */
export const effectiveText = ({ key, value, conditions }: Effective): string => ownValueText(key, { value, ...conditions });

/** Reports each `for` that is shorter than the alert's `for`. All services share one rule, whose `for` a service can only extend. */
function checkWaits(where: string, key: ThresholdKey, values: readonly Effective[]): Problem[] {
  const { waits } = thresholdOf(key);
  return values.flatMap(({ severity, conditions: { for: wait } }) => {
    const least = waitAt(waits, severity);
    if (wait === undefined || wait >= least) return [];
    return [
      {
        where: `${where}.${severity}.for`,
        message: `got ${formatDuration(wait)}; the alert waits at least ${formatDuration(least)} at this severity, because shorter problems are over before someone can act: write a longer time, or remove for`,
      },
    ];
  });
}

/**
 * Checks that the alert of a more urgent severity does not fire before the alert of a less urgent one. Compares only a threshold of the
 * service or the environment with a default, because `cross-checks.ts` compares two thresholds that the catalogue sets.
 */
function checkOrder(where: string, key: ThresholdKey, values: readonly Effective[]): Problem[] {
  const { dimension, worse } = thresholdSpecs[key];
  const text = ({ severity, value, own }: Effective) => `${own ? "" : "the default "}${severity} ${formatQuantity(value, dimension)}`;
  return values.flatMap((severe, index) =>
    values.slice(index + 1).flatMap((mild): Problem[] => {
      // A threshold for some routes and a default for all routes measure different requests.
      if ([severe, mild].some(({ conditions }) => conditions.routes !== undefined)) return [];
      if (severe.own === mild.own || !severeFiresFirst(key, severe.value, mild.value)) return [];
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

/**
 * Checks that each default latency threshold is a bucket bound of the service's histogram, but not the highest bound. Other checks cover
 * the thresholds that the catalogue sets.
 */
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

/**
 * Reports a service with several measured thresholds that are all off. A service with an objective is not reported, because it still has
 * the objective's alerts.
 */
function checkSomeOn({ environment }: View, system: System, service: Service): Problem[] {
  const all = effective(service).filter(({ key }) => isMeasured(key, environment, system, service));
  const keys = [...new Set(all.map(({ key }) => key))];
  if (keys.length < 2 || objectivesOf(service).length > 0 || all.some(({ value }) => !isOff(value))) return [];
  return [
    {
      where: `systems.${system.id}.services.${service.name}.thresholds`,
      message: `got off for all of ${keys.join(", ")} (${environment.id}), so no measured value is ever notified: set at least one, or declare the service as kind: "external" if only its health check matters`,
    },
  ];
}

/** Checks all thresholds that apply to the services of an environment: those that the catalogue sets, and the defaults. */
export function checkEffectiveThresholds(view: View): Problem[] {
  const { environment } = view;
  return view.systems.flatMap((system) =>
    system.services.flatMap((service) => {
      const all = effective(service).filter(({ value }) => !isOff(value));
      const disabled = checkSomeOn(view, system, service);
      if (disabled.length > 0) return disabled;
      return thresholdKeysOf(service.kind).flatMap((key): Problem[] => {
        const overridden = environment.overrides.some(
          (entry) => entry.system === system.id && entry.service === service.name && entry.thresholds[key] !== undefined,
        );
        const where = overridden
          ? `environments.${environment.id}.overrides.${system.id}/${service.name}.thresholds.${key}`
          : `systems.${system.id}.services.${service.name}.thresholds.${key}`;
        const values = all.filter((entry) => entry.key === key);
        return [
          ...checkOrder(where, key, values),
          ...checkWaits(where, key, values),
          ...(key === "latencyP95" ? checkDefaultBounds(where, service, values) : []),
        ];
      });
    }),
  );
}
