import type { HttpProfile } from "../../../exporters/instrumentation/model";
import { mayBeNative } from "../../../exporters/instrumentation/http";
import { identity } from "../../model";
import { unknownOwner } from "../../owner";
import { hold, step, type RawSeries, type Sample } from "../../proofs/samples";
import type { Check, Scenario } from "../../proofs/scenario";
import { proofService } from "../../proofs/service";
import { sharedBeside, sharingTargets } from "../../proofs/transformations/shared";
import { answers, asNative } from "./proofs";

const minute = 60;
const length = 30 * minute;
/** At this time, a replica returns, and failures create series. */
const change = 15 * minute;

const countsRoutes = (profile: HttpProfile): boolean => profile.countsRoutes !== false;
/** The label that makes the series of a service's requests different from each other. */
const distinguishing = (profile: HttpProfile): string => (countsRoutes(profile) ? profile.route : "method");

type Of = (failed: boolean, perSecond: number, more?: RawSeries["labels"]) => RawSeries;
const withTotals = (series: RawSeries, totalAt: (at: number) => Sample): RawSeries => ({
  ...series,
  samples: series.samples.map((_sample, index) => totalAt(index * step)),
});
const seven = Array.from({ length: 7 }, (_, number) => number);

/**
 * A replica returns after 10 minutes in which it could not be scraped. It has seven counters of old failures. Another replica exposes seven
 * counters with the value 0, which then increase to 1. Each of the 14 counters is one failure, although the old ones have higher totals.
 * Native histograms start with 1 (`first`), because a histogram without observations is not exposed.
 */
const returned = (of: Of, route: string, first: 0 | 1): RawSeries[] => [
  of(false, 0.7),
  ...seven.flatMap((number) => [
    withTotals(of(true, 0, { instance: "web-2:9464", [route]: `/old/${number}` }), (at) =>
      at >= change - 10 * minute && at < change ? undefined : 150,
    ),
    withTotals(of(true, 0, { [route]: `/zero/${number}` }), (at) => (at < change ? undefined : at === change ? first : 1)),
  ]),
];

/** 40 failures at the same time, each of which creates a series. */
const created = (of: Of, route: string): RawSeries[] => [
  of(false, 0.7),
  ...Array.from({ length: 40 }, (_, number) => withTotals(of(true, 0, { [route]: `/${number}` }), (at) => (at < change ? undefined : 1))),
];

/** Two replicas, each with half of these responses. */
const replicas = (of: Of, failed: boolean, perSecond: number, more: RawSeries["labels"] = {}): RawSeries[] =>
  ["web:9464", "web-2:9464"].map((instance) => of(failed, perSecond / 2, { ...more, instance }));

/** Failures of a stream whose successful responses are excluded. The failures are 4.9 % of all requests, and 5.2 % of the others. */
const stream = (of: Of, route: string): RawSeries[] => [
  ...replicas(of, false, 5.8),
  of(false, 100, { [route]: "/stream", traffic: "excluded" }),
  ...replicas(of, true, 0.3, { [route]: "/stream", traffic: "excluded" }),
];

/** 5.1 % of the requests fail. Health checks fail too, and do not count. Other targets are shared by replicas. */
function above(of: Of, route: string): RawSeries[] {
  const counted = [...replicas(of, false, 9.49), ...replicas(of, true, 0.51)];
  return [...counted, of(true, 1, { [route]: "/health", traffic: "probe" }), ...sharedBeside(counted)];
}

/** Two replicas share a target, so the rates of their counters are wrong. */
const sharing = (of: Of): RawSeries[] => sharingTargets([of(false, 9.49), of(true, 0.51)]);

const services = { returned, created, stream, above, sharing } as const;
const instance = (service: keyof typeof services) => ({ ...proofService, service, owner: unknownOwner });

/** Checks that the alert always fires for `above`, and for `created` only while the first failures are at most 5 minutes old. */
const check = (at: number): Check => ({
  at,
  alert: "HttpErrorRatioHigh",
  severity: "critical",
  identity,
  firing: [...(at > change && at < change + 5 * minute ? [instance("created")] : []), instance("above")],
  exact: true,
});

const scenario = (profile: HttpProfile, isNative: boolean): Scenario => ({
  title: `HttpErrorRatioHigh critical counts each failure once, and failures of excluded routes as requests (${profile.id}${isNative ? ", native histograms" : ""})`,
  series: Object.entries(services).flatMap(([service, series]) => {
    const of: Of = (failed, perSecond, more = {}) => answers(profile, failed, [hold(length, perSecond)], { service, ...more });
    // The requests of a profile whose counter has no route cannot be excluded by route.
    const all = series(of, distinguishing(profile), isNative ? 1 : 0).filter(
      ({ labels }) => countsRoutes(profile) || !("traffic" in labels),
    );
    return isNative ? all.map((one) => (one.metric === profile.requests ? asNative(profile, one) : one)) : all;
  }),
  checks: [check(change), ...[30, 90, 180, 270, 300, 360, 600, 885].map((seconds) => check(change + seconds))],
});

/** Scenarios of HttpErrorRatioHigh at the severity `critical` with a threshold of 5 %, one for each profile and kind of histogram. */
export const countedErrors = (profiles: readonly HttpProfile[]): Scenario[] => [
  ...profiles.map((profile) => scenario(profile, false)),
  ...profiles.filter(mayBeNative).map((profile) => scenario(profile, true)),
];
