import { derivedJob, stackSystem } from "../../../exporters/scrape/targets";
import { gauge, hold, step, type RawSeries, type Sample } from "../../proofs/samples";
import { proofService } from "../../proofs/service";

/** A period in which the gateway does not respond to scrapes: its start and its length in seconds. */
type Outage = readonly [start: number, length: number];
type Period = readonly [from: number, to: number];

export interface Gateway {
  readonly environment: string;
  readonly instance: string;
  /** Seconds until the gateway is a target. Default: 0. */
  readonly from?: number;
  readonly outages: readonly Outage[];
}

/** The counter of one service's log records at one gateway. */
export interface Counter {
  readonly service: string;
  readonly gateway: Gateway;
  /** From `at` seconds on, the counter has this total. Undefined: the gateway does not expose the counter. */
  readonly totals: readonly (readonly [at: number, total: number | undefined])[];
}

/** A counter, and when the rules count its records. */
export interface History extends Counter {
  /** Periods in seconds in which the rules count at least one record within 5 minutes. */
  readonly one: readonly Period[];
  /** Periods in seconds in which the rules count at least 20 records within 5 minutes. */
  readonly twenty: readonly Period[];
}

/** Length of the histories in seconds. */
export const length = 23_400;
const start = Number.NEGATIVE_INFINITY;

/** Outages of 90 seconds, 3 minutes, 8 minutes, 12 minutes, 40 minutes and 90 minutes. */
const [restart, three, eight, twelve, forty, ninety] = [
  [1800, 90],
  [3600, 180],
  [5400, 480],
  [7800, 720],
  [10_800, 2400],
  [16_200, 5400],
] as const satisfies readonly Outage[];

const only: Gateway = {
  environment: proofService.environment,
  instance: "otelcol:8891",
  outages: [restart, three, eight, twelve, forty, ninety],
};
/** Three gateways of another environment. One is always up, one does not respond for 40 minutes, and one is new. */
const steady: Gateway = { environment: "another", instance: "otelcol:8891", outages: [] };
const unreachable: Gateway = { ...steady, instance: "otelcol-1:8891", outages: [forty] };
const added: Gateway = { ...steady, instance: "otelcol-2:8891", from: 14_400 };

const endOf = ([from, length]: Outage): number => from + length;
const history = (
  service: string,
  gateway: Gateway,
  totals: History["totals"],
  one: readonly Period[],
  twenty: readonly Period[] = [],
): History => ({ service, gateway, totals, one, twenty });
/** A counter that has one total before an outage and another one after it. */
const around = (outage: Outage, before: number | undefined, after: number): History["totals"] => [
  [start, before],
  [endOf(outage), after],
];

/** Histories of counters. All counters keep their totals over all outages except those at which their totals change. */
export const histories: readonly History[] = [
  history("restarted", only, around(restart, 100, 1), [[1890, 2085]]),
  history("new-after-restart", only, around(restart, undefined, 1), [[1890, 2190]]),
  history("not-restarted", only, around(restart, 100, 103), [[1890, 2100]]),
  history(
    "after-3m",
    only,
    [...around(three, 100, 1), [3840, 20]],
    [[3780, 4140]],
    [
      [3840, 3885],
      [4005, 4080],
    ],
  ),
  history(
    "after-8m-burst-before",
    only,
    [
      [start, 1],
      [5340, 30],
      [5880, 5],
    ],
    [
      [5340, 5640],
      [5880, 6180],
    ],
    [[5340, 5640]],
  ),
  history(
    "after-8m-restart-before",
    only,
    [
      [start, 100],
      [5100, 2],
    ],
    [[5100, 5385]],
  ),
  history("after-8m-not-restarted", only, around(eight, 100, 110), []),
  history("new-after-8m", only, around(eight, undefined, 1), [[5880, 5985]]),
  history("after-12m", only, around(twelve, 100, 1), [[8520, 8820]]),
  history("after-12m-twenty", only, [...around(twelve, 100, 1), [8580, 20]], [[8520, 8880]], [[8580, 8820]]),
  history("new-after-12m", only, around(twelve, undefined, 1), []),
  history("after-40m", only, around(forty, 100, 1), [[13_200, 13_500]]),
  history("after-90m", only, around(ninety, 100, 1), []),
  history("new-after-90m", only, around(ninety, undefined, 1), []),
  history(
    "nineteen-at-once",
    only,
    [
      [start, 1],
      [900, 20],
    ],
    [[900, 1200]],
  ),
  history(
    "new-90m-after-restart",
    steady,
    [
      [start, 1],
      [5400, undefined],
      [10_800, 1],
    ],
    [[10_800, 11_100]],
  ),
  history("unreachable-40m", unreachable, around(forty, 100, 100), []),
  history("new-gateway", added, [[start, 1]], [[14_400, 14_700]]),
];

/** A counter that keeps its total, at a gateway of the same environment. */
export const otherRecordsOf = ({ service, gateway }: Counter): Counter => ({
  service,
  gateway: gateway === only ? only : steady,
  totals: [[start, 1]],
});

const responds = ({ from = start, outages }: Gateway, at: number): boolean =>
  at >= from && !outages.some((outage) => outage[0] <= at && at < endOf(outage));

/** Marks the first missing sample after a sample as stale, as Prometheus does. */
const withStale = (samples: readonly Sample[]): Sample[] =>
  samples.map((sample, index) => (sample === undefined && typeof samples[index - 1] === "number" ? "stale" : sample));

/** The part of the histories that a scenario contains: `delay` seconds before they start, and the histories until `to`. */
export interface Part {
  readonly delay: number;
  readonly to: number;
}

/** The times of all samples. */
export const timesOf = ({ delay, to }: Part): number[] => Array.from({ length: (delay + to) / step }, (_, index) => index * step - delay);

/** The counter of a history. Before the histories start, it has the first total. `more` adds labels. */
export const counterOf = (metric: string, { service, gateway, totals }: Counter, part: Part, more: RawSeries["labels"]): RawSeries => ({
  metric,
  labels: { job: derivedJob, instance: gateway.instance, ...proofService, environment: gateway.environment, service, ...more },
  samples: withStale(timesOf(part).map((at) => (responds(gateway, at) ? totals.findLast(([from]) => from <= at)?.[1] : undefined))),
});

const ofStack = { job: derivedJob, system: stackSystem, service: "otelcol", owner: "platform-team" };

/** `up` of a gateway. */
export const upOfGateway = (gateway: Gateway, part: Part): RawSeries => ({
  metric: "up",
  labels: { ...ofStack, instance: gateway.instance, environment: gateway.environment },
  samples: timesOf(part).map((at) => (at < (gateway.from ?? start) ? undefined : Number(responds(gateway, at)))),
});

/** `up` of all gateways of the histories. The target with the only gateway's span metrics responds all the time, also before the gateway is a target. */
export const gatewaysUp = (part: Part): RawSeries[] => [
  ...[only, steady, unreachable, added].map((gateway): RawSeries => ({
    metric: "up",
    labels: { ...ofStack, instance: gateway.instance, environment: gateway.environment },
    samples: timesOf(part).map((at) => (at < (gateway.from ?? start) ? undefined : Number(responds(gateway, at)))),
  })),
  gauge("up", { ...ofStack, instance: "otelcol:8890", environment: only.environment }, [hold(part.delay + part.to, 1)]),
];

/** Whether a time is in one of the periods. */
export const within = (periods: readonly Period[], at: number): boolean => periods.some(([from, to]) => from <= at && at < to);
