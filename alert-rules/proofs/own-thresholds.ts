import type { Severity, ThresholdKey } from "../../exporters/model/thresholds";
import { leastMetric, thresholdMetric } from "../condition";
import { keyOf, ownedSeries, unknownOwner } from "../owner";
import { gauge, hold, step, tidy, type RawSeries } from "./samples";
import type { Check, Proofs, Scenario } from "./scenario";
import { sharedBeside, sharingTargets } from "./transformations/shared";
import {
  countedService,
  longerBy,
  namesakesOf,
  offService,
  patientService,
  proofService,
  rareService,
  sharingService,
  type Named,
} from "./service";

/** Extends a series to this time, in seconds. It continues at its last rate. A series that has ended is not extended. */
function lasting(series: RawSeries, until: number): RawSeries {
  const { samples } = series;
  const [before, last] = [samples.at(-2), samples.at(-1)];
  const missing = until / step + 1 - samples.length;
  if (typeof last !== "number" || missing <= 0) return series;
  const by = typeof before === "number" ? last - before : 0;
  return { ...series, samples: [...samples, ...Array.from({ length: missing }, (_, index) => tidy(last + (index + 1) * by))] };
}

/** Copies a scenario with other checks, and renames the tested service to `service`. Throws if there are no checks. */
function copied(title: string, { series }: Scenario, service: string, [first, ...rest]: readonly Check[]): Scenario {
  if (first === undefined) throw new Error(`${title}: its proofs contain no checks`);
  return {
    title,
    series: series.map((raw) => (raw.labels["service"] === proofService.service ? { ...raw, labels: { ...raw.labels, service } } : raw)),
    checks: [first, ...rest],
  };
}

const checksOf = ({ checks }: Scenario, alert: string, severity: Severity): readonly Check[] =>
  checks.filter((check) => check.alert === alert && check.severity === severity);

/** Copies the firing scenario for a service whose alert must not fire. `what` describes the service in the title. */
export function elsewhere(
  alert: string,
  severity: Severity,
  what: string,
  [fires]: Proofs["fires"],
  service: string = offService.service,
): Scenario {
  const checks = checksOf(fires, alert, severity).map((check): Check => ({ ...check, firing: [] }));
  return copied(`${alert} ${severity} is quiet for a service ${what}`, fires, service, checks);
}

/** Copies a firing scenario for a service with its own minimum of events (`least`), which equals the default. The alert must fire too. */
export function firesWithLeast(alert: string, severity: Severity, fires: Scenario): Scenario {
  const { service } = countedService;
  const checks = checksOf(fires, alert, severity).map((check): Check => ({
    ...check,
    firing: check.firing.map((instance) => ({ ...instance, service })),
  }));
  return copied(`${fires.title}, for a service with its own minimum`, fires, service, checks);
}

/** Proofs that the alert fires for a service that reaches its own minimum of events (`least`), but not for one that never reaches it. */
export function leastProofs(alert: string, severity: Severity, [fires]: Proofs["fires"]): Partial<Proofs> {
  return {
    fires: [firesWithLeast(alert, severity, fires)],
    quiet: [elsewhere(alert, severity, "that does not reach its own minimum", [fires], rareService.service)],
  };
}

/**
 * Copies the firing scenario for a service with a longer `for`. The alert must fire exactly `more` seconds later. Of the checks, only the
 * exact checks and the last check are copied.
 */
export function later(alert: string, severity: Severity, more: number, [fires]: Proofs["fires"]): Scenario {
  const own = checksOf(fires, alert, severity);
  const moved = own
    .filter((check, index) => check.exact === true || index === own.length - 1)
    .map((check): Check => ({
      ...check,
      at: check.at + more,
      firing: check.firing.map((instance) => ({ ...instance, service: patientService.service })),
    }));
  const title = `${alert} ${severity} fires ${more} seconds later for a service that waits ${longerBy[severity]} seconds longer`;
  const until = Math.max(0, ...moved.map(({ at }) => at));
  return copied(title, { ...fires, series: fires.series.map((series) => lasting(series, until)) }, patientService.service, moved);
}

/** Returns the series with another service's labels instead of the tested service's labels. */
const ofService = (series: readonly RawSeries[], other: Named): RawSeries[] =>
  series.map((raw) => (raw.labels["service"] === proofService.service ? { ...raw, labels: { ...raw.labels, ...keyOf(other) } } : raw));

/**
 * A scenario with services beyond and inside the threshold. The alert must fire for the tested service and for the namesakes
 * (`namesakesOf`) of `patientService`, but not for `patientService` itself, which is inside the threshold. If `counts` is true, the
 * scenario also has `rareService`, inside the threshold, and its namesakes, for which the alert must fire.
 */
export function besideOthers(alert: string, severity: Severity, { fires: [fires], quiet: [quiet] }: Proofs, counts: boolean): Scenario {
  const last = checksOf(fires, alert, severity).at(-1);
  if (last === undefined) throw new Error(`${alert} ${severity}: its first firing proof has no check of the alert`);
  const inside = [patientService, ...(counts ? [rareService] : [])];
  const beyond = [proofService, ...inside.flatMap(namesakesOf)];
  const samples = Math.max(...[...fires.series, ...quiet.series].map((one) => one.samples.length));
  const until = Math.max(last.at, (samples - 1) * step);
  const series = [
    ...beyond.flatMap((service) => ofService(fires.series, service)),
    ...inside.flatMap((service) => ofService(quiet.series, service)),
  ].map((one) => lasting(one, until));
  const firing = last.firing.flatMap((instance) => beyond.map((service) => ({ ...instance, ...keyOf(service) })));
  return {
    title: `${alert} ${severity} fires beside services with other settings`,
    series: [...new Map(series.map((one) => [JSON.stringify([one.metric, Object.entries(one.labels).sort()]), one])).values()],
    checks: [{ ...last, firing }],
  };
}

/** Events at a constant rate, of the tested service. Because of them, the alert fires. */
export interface Steady {
  readonly series: readonly RawSeries[];
  /** Describes the series in the title. Default: nothing. */
  readonly name?: string;
  /** Labels of the alert instance that fires. */
  readonly instance: RawSeries["labels"];
  /** Labels of the threshold besides the service's labels and `severity`, e.g. `routes`. Default: none. */
  readonly by?: RawSeries["labels"];
  /** The number of events that the alert compares with `least`. */
  readonly count: number;
  /** Seconds until the alert fires. */
  readonly at: number;
  /** Whether the scenario contains `sharingService`, which the alert's rules leave out. Only without `every`. Default: false. */
  readonly sharing?: true;
  /** `Scenario.every` */
  readonly every?: number;
}

/** How far the number of events is above or below `least`, as a share of it. */
const closeTo = 0.05;

/**
 * A scenario with two services whose own `least` is just below and just above the number of events. The alert must fire for the first one
 * only. It must also fire beside other targets, which replicas share. The check is exact, so transformed scenarios omit it: transformations change the number of events.
 */
export function justEnough(alert: string, severity: Severity, key: ThresholdKey, threshold: number, steady: Steady): Scenario {
  const { series, name = Object.keys(steady.by ?? {}).join(), instance, by = {}, count, at, every, sharing = false } = steady;
  const until = Math.max(...series.map(({ samples }) => samples.length)) * step;
  const services = [
    { named: countedService, least: count * (1 - closeTo) },
    { named: rareService, least: count * (1 + closeTo) },
    ...(sharing ? [{ named: sharingService, least: 1 }] : []),
  ];
  // Only the targets name the owner, because the catalogue of the proofs does not contain the two services.
  const owner = series.some(({ metric }) => (ownedSeries as readonly string[]).includes(metric)) ? countedService.owner : unknownOwner;
  // Requests of a group of routes are also requests of the service, for which the alert fires too.
  const where = Object.fromEntries(Object.entries(by).map(([label, is]) => [label, { is }]));
  return {
    title: `${alert} ${severity} compares the number of events with the minimum of each service${name && ` (${name})`}`,
    series: services.flatMap(({ named, least }): RawSeries[] => {
      const labels = { ...keyOf(named), severity, ...by };
      const own = ofService(series, named);
      return [
        ...(named === sharingService ? sharingTargets(own) : [...own, ...sharedBeside(own)]),
        gauge(thresholdMetric(key).text, labels, [hold(until, threshold)]),
        gauge(leastMetric(key).text, labels, [hold(until, least)]),
      ];
    }),
    checks: [
      { at, alert, severity, identity: Object.keys(instance), firing: [{ ...instance, ...countedService, owner }], where, exact: true },
    ],
    ...(every === undefined ? {} : { every }),
  };
}
