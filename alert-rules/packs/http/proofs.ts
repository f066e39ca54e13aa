import type { HttpProfile } from "../../../exporters/instrumentation/model";
import type { Severity } from "../../../exporters/model/thresholds";
import { moments } from "../../proofs/patterns";
import { counter, gone, hold, step, type Phase, type RawSeries } from "../../proofs/samples";
import type { Check, Scenario } from "../../proofs/scenario";
import { groupedRoutes, groupedService, proofService, upOf } from "../../proofs/service";
import { mayBeNative, promClient, routesLabel } from "../../../exporters/instrumentation/http";
import { httpWorld, statusOf, targetOf, type Requests } from "./world";

const minute = 60;
/** Histogram bucket bounds in the alerts' unit tests ("proofs"). They include the latency thresholds, as the catalogue requires. */
export const bounds = [0.1, 0.5, 1, 2, 5, 10];

/**
 * Simulates the counter of one instance's successful or failed responses, with the profile's label names. The value of each phase is the
 * number of responses per second.
 */
export function answers(
  profile: HttpProfile,
  failed: boolean,
  phases: readonly Phase<number>[],
  more: Readonly<Record<string, string>> = {},
): RawSeries {
  const route = profile.countsRoutes === false ? {} : { [profile.route]: "/orders/:id" };
  const labels = { ...route, [profile.failed.label]: statusOf(profile, failed), ...more };
  return counter(profile.requests, { ...targetOf(profile), ...labels }, phases);
}

const busy: readonly Requests[] = [{ perSecond: 10, seconds: 0.05 }];
const allOf = (requests: Omit<Requests, "perSecond">): readonly Requests[] => [{ perSecond: 10, ...requests }];

/** Scenario with an incident of `length` seconds. The alert must not fire when the incident ends, or in the 5.5 minutes after it. */
function blip(alert: string, severity: Severity, title: string, length: number, trouble: readonly Requests[]): Scenario {
  const { quiet } = moments(alert, severity, proofService);
  const series = httpWorld(promClient, bounds, [hold(10 * minute, busy), hold(length, trouble), hold(15 * minute, busy)]);
  const after = [0, 1, 2, 3, 4, 6, 10, 15, 19, 20, 21, 22].map((steps) => quiet(10 * minute + length + steps * step));
  return { title: `${alert} ${severity} is quiet while ${title}`, series, checks: [quiet(10 * minute), ...after] };
}

export const slowForAMoment = (severity: Severity): Scenario =>
  blip("HttpLatencyHigh", severity, "every response takes 9 seconds for half a minute", 30, allOf({ seconds: 9 }));

/** Scenario with only a few requests, which are all slow. The alert must not fire. */
export const slowButRare = (severity: Severity, perSecond: number): Scenario => {
  const { quiet } = moments("HttpLatencyHigh", severity, proofService);
  return {
    title: `HttpLatencyHigh ${severity} is quiet for too few requests, even if all of them are slow`,
    series: httpWorld(promClient, bounds, [hold(20 * minute, [{ perSecond, seconds: 9 }])]),
    checks: [quiet(10 * minute), quiet(15 * minute), quiet(20 * minute - step)],
  };
};

/** Scenario in which one request in ten takes slightly less than the threshold. The alert must not fire. */
export const almostSlow = (severity: Severity, threshold: number): Scenario => {
  const { quiet } = moments("HttpLatencyHigh", severity, proofService);
  const requests: readonly Requests[] = [
    { perSecond: 9, seconds: 0.05 },
    { perSecond: 1, seconds: threshold - 0.01 },
  ];
  return {
    title: `HttpLatencyHigh ${severity} is quiet for requests that take slightly less than the threshold`,
    series: httpWorld(promClient, bounds, [hold(20 * minute, requests)]),
    checks: [quiet(10 * minute), quiet(15 * minute), quiet(20 * minute - step)],
  };
};

const groupedInstance = { ...groupedService, [routesLabel]: groupedRoutes };

/** Simulates `groupedService`: requests to its group of routes take `inside` seconds, and all other requests take `outside` seconds. */
const grouped = (inside: number, outside: number): RawSeries[] => {
  const phases = (seconds: number) => [hold(30 * minute, [{ perSecond: 10, seconds }])];
  const pages = httpWorld(promClient, bounds, phases(outside));
  const requests = httpWorld(promClient, bounds, phases(inside))
    .filter(({ metric }) => metric !== "up")
    .map((series) => ({ ...series, labels: { ...series.labels, route: "/api/orders", [routesLabel]: groupedRoutes } }));
  return [...pages, ...requests].map((series) => ({ ...series, labels: { ...series.labels, service: groupedService.service } }));
};

/** Scenario in which the routes of a group are slow, and all other routes are fast. The alert for the group must fire. */
export const slowGroup = (severity: Severity, threshold: number, wait: number): Scenario => ({
  title: `HttpLatencyHigh ${severity} fires for slow routes of a service whose threshold names these routes`,
  series: grouped(threshold + 0.01, 0.05),
  checks: [
    moments("HttpLatencyHigh", severity, groupedInstance).quiet(4 * minute),
    moments("HttpLatencyHigh", severity, groupedInstance).fires(11 * minute + wait),
  ],
});

/** Scenario in which the routes of a group are fast, and all other routes are slow. The alert for the group must not fire. */
export const slowOutsideOfGroup = (severity: Severity, threshold: number): Scenario => ({
  title: `HttpLatencyHigh ${severity} is quiet for slow pages of a service whose threshold names other routes`,
  series: grouped(0.05, threshold + 0.01),
  checks: [10, 20, 29].map((at) => moments("HttpLatencyHigh", severity, groupedInstance).quiet(at * minute)) as [Check, ...Check[]],
});

const errors = (severity: Severity) => moments("HttpErrorRatioHigh", severity, proofService);
const title = (severity: Severity, says: string): string => `HttpErrorRatioHigh ${severity} ${says}`;

const oneIn = (seconds: number): number => 1 / seconds;

/** Converts a counter of responses to a native histogram of responses that take 50 ms. */
export const asNative = (profile: HttpProfile, series: RawSeries): RawSeries => ({ ...series, metric: profile.duration, native: 0.05 });

/** Removes the samples of the first `seconds`, so that Prometheus scrapes the service for the first time after them. */
export const startingAfter = (seconds: number, all: readonly RawSeries[]): RawSeries[] =>
  all.map((series) => ({ ...series, samples: series.samples.map((sample, at) => (at * step < seconds ? undefined : sample)) }));

/** A series that appears after this many seconds, with a constant value. */
const from = (seconds: number, series: RawSeries, value: number): RawSeries => ({
  ...series,
  samples: series.samples.map((_sample, at) => (at * step < seconds ? undefined : value)),
});

/** A service that Prometheus scrapes for the first time after half an hour. Its counters already contain failures. */
function newWithFailures(): RawSeries[] {
  const old = Array.from({ length: 6 }, (_, number): RawSeries => {
    const series = answers(promClient, true, [hold(60 * minute, 0)], { route: `/${number}` });
    return { ...series, samples: series.samples.map(() => 150) };
  });
  const all = [upOf(promClient.id, [hold(60 * minute, 1)]), answers(promClient, false, [hold(60 * minute, oneIn(10))]), ...old];
  return startingAfter(30 * minute, all);
}

/** Counters of old failures that reappear with the same value after 20 minutes without samples. */
function formerFailures(): RawSeries[] {
  const [away, back] = [30, 50].map((at) => (at * minute) / step) as [number, number];
  const all = [
    upOf(promClient.id, [hold(60 * minute, 1)]),
    answers(promClient, false, [hold(60 * minute, oneIn(10))]),
    ...Array.from({ length: 6 }, (_, number): RawSeries => {
      const series = answers(promClient, true, [hold(60 * minute, 0)], { route: `/${number}` });
      return { ...series, samples: series.samples.map(() => 150) };
    }),
  ];
  return all.map((series) => ({ ...series, samples: series.samples.map((sample, at) => (at >= away && at < back ? undefined : sample)) }));
}

/** A target whose scrapes alternate between two replicas. Many requests to the first replica failed in the past. No request fails now. */
function twoReplicas(): RawSeries[] {
  const each = (failed: boolean, totals: readonly [number, number], grows: number): RawSeries => {
    const series = answers(promClient, failed, [hold(30 * minute, 1)]);
    return { ...series, samples: series.samples.map((_sample, at) => (totals[at % 2] ?? 0) + at * grows * step) };
  };
  return [upOf(promClient.id, [hold(30 * minute, 1)]), each(false, [100_000, 200], 1), each(true, [20_000, 0], 0)];
}

/** A process that exposes no start time. After every 2 minutes, it crashes and misses two scrapes. Half of its requests fail. */
function crashLoop(): RawSeries[] {
  const life = (2 * minute) / step;
  const away = 2;
  const alive = Array.from({ length: 15 }, () => [hold(life * step, 1), gone(away * step)]).flat();
  const each = (failed: boolean): RawSeries => {
    const series = answers(promClient, failed, alive);
    return {
      ...series,
      samples: series.samples.map((sample, at) => (typeof sample === "number" ? ((at % (life + away)) + 1) * step : sample)),
    };
  };
  return [upOf(promClient.id, alive), each(false), each(true)];
}

/** Scenarios with failed requests in which the alert must not fire. */
export const quietErrors = (severity: Severity): Scenario[] => [
  blip("HttpErrorRatioHigh", severity, "every request fails for 15 seconds", 15, allOf({ seconds: 0.05, failed: true })),
  {
    title: title(severity, "is quiet when one of 60 requests fails, which creates its series"),
    series: [
      upOf(promClient.id, [hold(90 * minute, 1)]),
      answers(promClient, false, [hold(60 * minute, oneIn(minute)), hold(minute, 0), hold(29 * minute, oneIn(minute))]),
      from(60 * minute, answers(promClient, true, [hold(90 * minute, 0)]), 1),
    ],
    checks: [errors(severity).quiet(62 * minute), errors(severity).quiet(64 * minute), errors(severity).quiet(89 * minute)],
  },
  {
    title: title(severity, "ignores health checks that fail"),
    series: [
      upOf(promClient.id, [hold(30 * minute, 1)]),
      answers(promClient, false, [hold(30 * minute, 1)]),
      answers(promClient, true, [hold(30 * minute, 1)], { route: "/health", traffic: "probe" }),
    ],
    checks: [errors(severity).quiet(15 * minute), errors(severity).quiet(29 * minute)],
  },
  {
    title: title(severity, "does not count old failures when two replicas share an address"),
    series: twoReplicas(),
    checks: [10, 15, 20, 29].map((at) => errors(severity).quiet(at * minute)) as [Check, ...Check[]],
  },
  {
    title: title(severity, "does not count old failures of a service that is new to Prometheus"),
    series: newWithFailures(),
    checks: [errors(severity).quiet(29 * minute), ...[31, 34, 36, 40, 59].map((at) => errors(severity).quiet(at * minute))],
  },
  {
    title: title(severity, "does not count old failures after Prometheus was down"),
    series: formerFailures(),
    checks: [errors(severity).quiet(29 * minute), ...[51, 54, 56, 58].map((at) => errors(severity).quiet(at * minute))],
  },
];

/** Scenario in which each of 40 failures creates a series. `of` converts the series of responses. */
const createdSeries = (severity: Severity, profile: HttpProfile, of: (series: RawSeries) => RawSeries, name: string): Scenario => ({
  title: title(severity, `counts a failure that creates its series (${name})`),
  series: [
    ...(profile.transport === "scrape" ? [upOf(profile.id, [hold(20 * minute, 1)])] : []),
    // Almost 9 % of the responses fail. If only half of the failures counted, the ratio would be below the threshold.
    of(answers(profile, false, [hold(20 * minute, 0.7)])),
    ...Array.from({ length: 40 }, (_, number): RawSeries => {
      const own = profile.countsRoutes === false ? { [profile.failed.label]: `${500 + number}` } : { [profile.route]: `/${number}` };
      const series = answers(profile, true, [hold(20 * minute, 0)], own);
      return of({ ...series, samples: series.samples.map((_sample, at) => (at < 40 + number ? undefined : 1)) });
    }),
  ],
  checks: [errors(severity).quiet(9 * minute), errors(severity).fires(18 * minute)],
});

/** Scenarios in which HttpErrorRatioHigh must fire, in addition to the usual proofs. */
export const firingErrors = (severity: Severity, profiles: readonly HttpProfile[]): Scenario[] => [
  {
    title: title(severity, "fires when all of 25 requests in 5 minutes fail"),
    series: [
      upOf(promClient.id, [hold(30 * minute, 1)]),
      answers(promClient, false, [hold(15 * minute, oneIn(12)), hold(15 * minute, 0)]),
      answers(promClient, true, [hold(15 * minute, 0), hold(15 * minute, oneIn(12))]),
    ],
    checks: [errors(severity).quiet(15 * minute), errors(severity).fires(19 * minute), errors(severity).fires(29 * minute)],
  },
  {
    title: title(severity, "fires for a program in a crash loop"),
    series: crashLoop(),
    checks: [errors(severity).quiet(4 * minute), errors(severity).fires(15 * minute), errors(severity).fires(34 * minute)],
  },
  {
    title: title(severity, "fires when all of 12 requests in an hour fail, and resolves soon after"),
    series: [
      upOf(promClient.id, [hold(150 * minute, 1)]),
      answers(promClient, false, [hold(60 * minute, oneIn(300)), hold(60 * minute, 0), hold(30 * minute, oneIn(60))]),
      answers(promClient, true, [hold(60 * minute, 0), hold(60 * minute, oneIn(300)), hold(30 * minute, 0)]),
    ],
    checks: [
      errors(severity).quiet(70 * minute),
      errors(severity).fires(100 * minute),
      errors(severity).fires(119 * minute),
      errors(severity).quiet(127 * minute),
    ],
  },
  ...profiles.map((profile) => createdSeries(severity, profile, (series) => series, profile.id)),
  ...profiles
    .filter(mayBeNative)
    .map((profile) => createdSeries(severity, profile, (series) => asNative(profile, series), `${profile.id}, native histograms`)),
  ...profiles
    .filter(({ transport, countsRoutes }) => transport === "scrape" && countsRoutes !== false)
    .map((profile): Scenario => ({
      title: title(severity, `counts failures of a stream whose successful responses are excluded (${profile.id})`),
      series: [
        upOf(profile.id, [hold(30 * minute, 1)]),
        answers(profile, false, [hold(30 * minute, 1)]),
        answers(profile, false, [hold(30 * minute, 100)], { [profile.route]: "/stream", traffic: "excluded" }),
        answers(profile, true, [hold(10 * minute, 0), hold(20 * minute, 0.3)], { [profile.route]: "/stream", traffic: "excluded" }),
      ],
      checks: [errors(severity).quiet(10 * minute), errors(severity).fires(25 * minute)],
    })),
];
