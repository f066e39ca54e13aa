import type { Severity } from "../../../exporters/model/thresholds";
import { unknownOwner } from "../../owner";
import { step, type RawSeries, type Sample } from "../../proofs/samples";
import type { Check, Scenario } from "../../proofs/scenario";
import { proofService } from "../../proofs/service";
import { sharedBeside, sharingTargets } from "../../proofs/transformations/shared";

const minute = 60;
/** Length of the scenarios, in seconds. */
export const firstLength = 30 * minute;
/** At this time, a replica returns, and failures create series. */
const change = 15 * minute;
const window = 5 * minute;

/** A number that makes the series different from the others, and the replica of the series. */
interface Which {
  readonly number?: number;
  readonly instance?: string;
}

/** Creates the counter of one kind of event of the tested service, over `firstLength`. The rate is in events per second. */
export type EventsOf = (failed: boolean, perSecond: number, which?: Which) => RawSeries;

/** An alert on a share of failed events. All numbers are chosen so that an error in counting moves the share across the threshold. */
export interface ProvenFirst {
  readonly alert: string;
  readonly severity: Severity;
  readonly threshold: number;
  readonly wait: number;
  /** The kinds of failed events, by name. */
  readonly kinds: Readonly<Record<string, EventsOf>>;
  /** Successful events per second of services whose failures create series. */
  readonly perSecond: number;
  /** Number of failures that create series at the same time. The share is above the threshold, and with half of them below it. */
  readonly created: number;
  /** Labels of the alert's instance besides those of the service. */
  readonly more: RawSeries["labels"];
}

const kindsOfServices = ["returned", "created", "above", "sharing"] as const;
const serviceName = (what: (typeof kindsOfServices)[number], kind: string): string => `${what}-${kind}`;
/** The names of the services in the scenario. */
export const firstServices = (kinds: readonly string[]): string[] =>
  kinds.flatMap((kind) => kindsOfServices.map((what) => serviceName(what, kind)));

const withTotals = (series: RawSeries, totalAt: (at: number) => Sample): RawSeries => ({
  ...series,
  samples: series.samples.map((_sample, index) => totalAt(index * step)),
});
const numbers = (length: number): number[] => Array.from({ length }, (_, number) => number);

/**
 * A replica returns after 10 minutes in which it could not be scraped. It has seven counters of old failures. Another replica exposes seven
 * counters with the value 0, which then increase to 1. Each of the 14 counters is one failure, although the old ones have higher totals.
 */
const returned = (of: EventsOf, { perSecond }: ProvenFirst): RawSeries[] => [
  of(false, perSecond),
  ...numbers(7).flatMap((number) => [
    withTotals(of(true, 0, { number, instance: "web-2:9464" }), (at) => (at >= change - 10 * minute && at < change ? undefined : 150)),
    withTotals(of(true, 0, { number: number + 7 }), (at) => (at < change ? undefined : Number(at > change))),
  ]),
];

/** Failures at the same time, each of which creates a series. */
const created = (of: EventsOf, { perSecond, created: count }: ProvenFirst): RawSeries[] => [
  of(false, perSecond),
  ...numbers(count).map((number) => withTotals(of(true, 0, { number }), (at) => (at < change ? undefined : 1))),
];

/** Slightly more events fail than the threshold allows. */
const above = (of: EventsOf, { threshold }: ProvenFirst): RawSeries[] => [
  of(false, 10 * (1 - threshold * 1.02)),
  of(true, 10 * threshold * 1.02),
];

/** The replicas of the services `sharing` share a target. */
const builders = { returned, created, above, sharing: above } as const;

/** The series of all services with one kind of failed event. The services `above` have other targets, which replicas share. */
const seriesOf = (kind: string, of: EventsOf, proven: ProvenFirst): RawSeries[] =>
  kindsOfServices.flatMap((what) => {
    const service = serviceName(what, kind);
    const own = builders[what](of, proven).map((series) => ({ ...series, labels: { ...series.labels, service } }));
    if (what === "sharing") return sharingTargets(own);
    return what === "above" ? [...own, ...sharedBeside(own)] : own;
  });

/**
 * A scenario in which each failed event must count once. The alert must always fire for the services `above`, and for the services `created`
 * only while their failures are at most 5 minutes old. The checks are exact, so transformed scenarios omit them.
 */
export function firstFailures(proven: ProvenFirst): Scenario {
  const { alert, severity, wait, kinds, more } = proven;
  const instance = (service: string) => ({ ...proofService, service, owner: unknownOwner, ...more });
  const names = Object.keys(kinds);
  const check = (after: number): Check => ({
    at: change + after,
    alert,
    severity,
    identity: Object.keys(instance("")),
    firing: [
      ...(after >= wait && after < window ? names.map((kind) => instance(serviceName("created", kind))) : []),
      ...names.map((kind) => instance(serviceName("above", kind))),
    ],
    exact: true,
  });
  return {
    title: `${alert} ${severity} counts each failure once, beside targets that replicas share`,
    series: Object.entries(kinds).flatMap(([kind, of]) => seriesOf(kind, of, proven)),
    checks: [check(0), ...[wait - step, wait + step, 180, 270, 300, 360, 600, 885].map(check)],
  };
}
