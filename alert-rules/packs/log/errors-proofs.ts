import { unknownOwner } from "../../owner";
import { moments } from "../../proofs/patterns";
import { gone, hold, step, type Phase, type RawSeries } from "../../proofs/samples";
import type { Proofs, Scenario } from "../../proofs/scenario";
import { proofService } from "../../proofs/service";
import { newErrorHistories } from "./histories-proofs";
import { gatewayUpOf, logWorld, recordsOf, restartingGateway, twoGateways, type Records } from "./world";

const window = 300;
/** After this many seconds, the usual number of errors is known: it needs an hour of counts that ended 15 minutes ago. */
const known = 4800;

/** Numbers of errors just above 30 and just below 20. They are multiples of 20/32, so that sums of the increments are exact. */
const [above30, below20] = [30.625, 19.375];

/** Records of a service that logs one info record per second and this many errors in 5 minutes. `more` adds or changes levels. */
const errors = (count: number, more: Records = {}): Records => ({ info: 1, error: count / window, ...more });

const scenarioOf =
  (alert: string) =>
  (title: string, phases: readonly Phase<Records>[], checks: Scenario["checks"]): Scenario => ({
    title: `${alert} ${title}`,
    series: logWorld(phases),
    checks,
  });

/** `for` and `keep_firing_for` of LogErrorsHigh, in seconds. */
const wait = 600;
const keep = 300;
const high = moments("LogErrorsHigh", "warning", proofService);
const spike = scenarioOf("LogErrorsHigh warning");
/** Time from the start of a constant rate of errors until the window contains only this rate. */
const full = window - step;

const minute = 60;
const day = 86_400;

/** Simulates a service that logs this many errors per 5 minutes in each of the given periods. */
function named(service: string, count: number, ...times: readonly (readonly [from: number, seconds: number])[]): RawSeries[] {
  let at = 0;
  const phases = times.flatMap(([from, seconds]) => {
    const before = from - at;
    at = from + seconds;
    return [hold(before, errors(0)), hold(seconds, errors(count))];
  });
  return recordsOf(phases).map((series) => ({ ...series, labels: { ...series.labels, service } }));
}

/** Start of the last spike in `week`, in seconds. */
const today = 7 * day + 2 * 3600;
const spikeNow = [today, 20 * minute] as const;
/** A spike that starts this many days and minutes before `today`. */
const before = (days: number, minutes: number): readonly [number, number] => [today - days * day - minutes * minute, 20 * minute];

const week: Scenario = {
  title: "LogErrorsHigh warning compares with the last day, and with half an hour before and after the same time yesterday and a week ago",
  series: [
    ...named("weekly", 100, before(7, 25), spikeNow),
    ...named("weekly-late", 100, before(7, 75), spikeNow),
    ...named("daily", 100, before(1, 25), spikeNow),
    ...named("daily-late", 100, before(1, 75), spikeNow),
    ...named("often", 100, [today - 18 * 3600, 4 * 3600], spikeNow),
    gatewayUpOf([hold(today + 20 * minute, 1)]),
  ],
  checks: [
    high.quiet(today - window),
    {
      ...high.quiet(today + 20 * minute),
      firing: ["daily-late", "weekly-late"].map((service) => ({ ...proofService, service, owner: unknownOwner })),
    },
  ],
  every: window,
};

/** A scenario with `count` errors in every 5 minutes. `of` changes the gateway's counters. Transformed scenarios omit its exact check. */
function counting(title: string, count: number, of: (series: readonly RawSeries[]) => RawSeries[], fires: boolean): Scenario {
  const phases = [hold(known, errors(0)), hold(1200, errors(count))];
  return {
    title: `LogErrorsHigh warning ${title}`,
    series: [...of(recordsOf(phases)), gatewayUpOf(phases)],
    checks: [{ ...(fires ? high.fires(known + 1185) : high.quiet(known + 1185)), exact: true }],
  };
}

export const errorsHighProofs = (): Proofs => ({
  fires: [
    spike(
      "fires for many more errors than usual",
      [hold(known, errors(10)), hold(1200, errors(45))],
      [high.quiet(known - step), high.quiet(known + wait), high.fires(known + 1100)],
    ),
    spike(
      "fires for more than three times as many errors as usual",
      [hold(known, errors(10)), hold(1200, errors(above30))],
      [high.quiet(known - step), ...high.edges(known + full + wait)],
    ),
    spike(
      "fires as soon as the past of the service is an hour long",
      [hold(3600, errors(0)), hold(1500, errors(45))],
      [high.quiet(3585), ...high.edges(3600 + wait + wait)],
    ),
    spike(
      "fires for 20 errors of a service that usually logs none",
      [hold(known, errors(0)), hold(1200, errors(20))],
      [high.quiet(known - step), ...high.edges(known + full + wait)],
    ),
    spike(
      "counts errors and fatal errors together",
      [hold(known, errors(0)), hold(1200, errors(15, { fatal: 15 / window }))],
      [high.quiet(known - step), high.quiet(known + wait), high.fires(known + 1100)],
    ),
    spike(
      "fires although the number of other records is a hundred times as high as before",
      [hold(known, errors(2)), hold(1200, errors(200, { debug: 100, info: 100 }))],
      [high.quiet(known - step), high.fires(known + 1100)],
    ),
    spike(
      "fires for bursts of errors every 4 minutes, as one alert",
      [hold(known, errors(0)), ...Array.from({ length: 6 }, () => [hold(15, errors(600)), hold(225, errors(0))]).flat()],
      [high.quiet(known - step), high.fires(known + 900), high.fires(known + 1200), high.fires(known + 1425)],
    ),
    counting("adds the errors that two gateways count", 10, twoGateways, true),
    counting("counts errors before and after restarts of the gateway", 25, restartingGateway, true),
    week,
  ],
  quiet: [
    counting("is quiet for fewer errors before and after restarts of the gateway", 15, restartingGateway, false),
    spike(
      "is quiet for exactly three times as many errors as usual",
      [hold(known, errors(10)), hold(1200, errors(30))],
      [high.quiet(known - step), high.quiet(known + 900), high.quiet(known + 1185)],
    ),
    spike(
      "is quiet for less than 20 errors of a service that usually logs none",
      [hold(known, errors(0)), hold(1200, errors(below20))],
      [high.quiet(known - step), high.quiet(known + 900), high.quiet(known + 1185)],
    ),
    spike(
      "is quiet for errors of 5 minutes, as during a deployment",
      [hold(known, errors(1)), hold(window, errors(300)), hold(1500, errors(1))],
      [high.quiet(known - step), high.quiet(known + 585), high.quiet(known + 615), high.quiet(known + 1785)],
    ),
    spike(
      "is quiet for a service that always logs many errors",
      [hold(known + 1800, errors(500))],
      [high.quiet(60), high.quiet(1800), high.quiet(known + 1785)],
    ),
    spike(
      "is quiet for a new service, whose usual number is not known",
      [gone(1800), hold(3600, errors(100))],
      [high.quiet(1900), high.quiet(3000), high.quiet(5385)],
    ),
    spike(
      "is quiet for a spike of a service whose logs have been counted for less than an hour",
      [hold(2400, errors(0)), hold(1800, errors(100))],
      [high.quiet(2385), high.quiet(3600), high.quiet(4185)],
    ),
    {
      title: "LogErrorsHigh warning is quiet for errors that a job logs every night at the same time",
      series: logWorld([hold(7200, errors(0)), hold(1200, errors(100)), hold(85_200, errors(0)), hold(1200, errors(100))]),
      // The check is exact, so that no transformation applies: the transformed scenario lasts for more than a day and would take minutes.
      checks: [{ ...high.quiet(7200 + 86_400 + 1200), exact: true }],
      every: window,
    },
    spike(
      "is quiet for many records without errors",
      [hold(known, errors(0)), hold(1200, { info: 1000, warn: 100, debug: 1000, unset: 100 })],
      [high.quiet(known - step), high.quiet(known + 1185)],
    ),
  ],
  resolves: [
    spike(
      "resolves when the errors have ended",
      [hold(known, errors(10)), hold(960, errors(300)), hold(1200, errors(10))],
      [
        high.fires(known + 945),
        high.fires(known + 960 + full - 60),
        high.quiet(known + 960 + full + keep + 60),
        high.quiet(known + 960 + 1185),
      ],
    ),
  ],
  noData: [
    spike(
      "ends when the gateway does not respond for 5 minutes",
      [hold(known, errors(10)), hold(960, errors(300)), gone(900)],
      [high.fires(known + 945), high.quiet(known + 960 + window + keep + 30), high.quiet(known + 960 + 885)],
    ),
  ],
});

/** Seconds without errors in most scenarios of LogErrorsNew: more than the three hours of counts that the alert needs. */
const quietFor = 11_400;
/** The earliest time in seconds at which LogErrorsNew can fire: the errors of the service have then been counted for three hours. */
const leastQuiet = 10_800;
const fresh = moments("LogErrorsNew", "info", proofService);
const first = scenarioOf("LogErrorsNew info");
const silent: Records = { info: 0.5, error: 0 };
/** One error in one step. */
const one: Records = { info: 0.5, error: 1 / step };

/** One error this many hours before another error. */
const days = (hours: number): Scenario["series"] => named("web", 1, [60 * 3600 - hours * 3600, window], [60 * 3600, window]);

export const errorsNewProofs = (): Proofs => ({
  fires: [
    first(
      "fires for one error after hours without any",
      [hold(quietFor, silent), hold(step, one), hold(600, silent)],
      [fresh.quiet(quietFor - step), fresh.fires(quietFor + 15), fresh.fires(quietFor + 240), ...fresh.edges(quietFor)],
    ),
    first(
      "fires for errors that continue, and only for the first minutes of them",
      [hold(quietFor, silent), hold(1200, errors(20))],
      [
        fresh.quiet(quietFor - step),
        fresh.fires(quietFor + 60),
        fresh.quiet(quietFor + 660),
        fresh.quiet(quietFor + 1185),
        ...fresh.edges(quietFor, quietFor + window),
      ],
    ),
    {
      title: "LogErrorsNew info fires as soon as the past of the service is three hours long",
      series: logWorld([hold(leastQuiet, silent), hold(step, one), hold(step, silent)]),
      checks: [{ ...fresh.quiet(leastQuiet - step), exact: true }, ...fresh.edges(leastQuiet)],
    },
    {
      title: "LogErrorsNew info fires for an error when the last one was 30 hours ago",
      series: [...days(30), gatewayUpOf([hold(60 * 3600 + window, 1)])],
      checks: [fresh.quiet(60 * 3600 - window), fresh.fires(60 * 3600)],
      every: window,
    },
    newErrorHistories(),
  ],
  quiet: [
    first(
      "is quiet for a service that logged an error some hours ago",
      [hold(30, one), hold(1170, silent), hold(step, one), hold(quietFor, silent), hold(step, one), hold(600, silent)],
      [fresh.quiet(1200), fresh.quiet(quietFor), fresh.quiet(quietFor + 1260), fresh.quiet(quietFor + 1800)],
    ),
    first(
      "is quiet for a service that has sent logs for less than three hours",
      [hold(quietFor - 900, silent), hold(step, one), hold(600, silent)],
      [fresh.quiet(quietFor - 900), fresh.quiet(quietFor - 870), fresh.quiet(quietFor - 300)],
    ),
    {
      title: "LogErrorsNew info is quiet for an error when the last one was 18 hours ago",
      series: [...days(18), gatewayUpOf([hold(60 * 3600 + window, 1)])],
      checks: [fresh.quiet(60 * 3600 - window), fresh.quiet(60 * 3600)],
      every: window,
    },
    first(
      "is quiet for warnings",
      [hold(quietFor, silent), hold(600, { info: 0.5, warn: 10, unset: 10, debug: 10 })],
      [fresh.quiet(quietFor - step), fresh.quiet(quietFor + 60), fresh.quiet(quietFor + 585)],
    ),
  ],
  resolves: [
    first(
      "resolves when the error is 5 minutes old",
      [hold(quietFor, silent), hold(step, one), hold(900, silent)],
      [fresh.fires(quietFor + 285), fresh.quiet(quietFor + 315), ...fresh.edges(quietFor, quietFor + window)],
    ),
  ],
  noData: [
    first(
      "ends when the gateway does not respond for 5 minutes",
      [hold(quietFor, silent), hold(30, one), gone(600)],
      [fresh.fires(quietFor + 15), fresh.quiet(quietFor + 345), fresh.quiet(quietFor + 600), ...fresh.edges(quietFor, quietFor + window)],
    ),
  ],
});
