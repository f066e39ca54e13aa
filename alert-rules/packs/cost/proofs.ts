import { identity } from "../../model";
import type { Duration } from "../../promql";
import { gone, hold, type Phase, type RawSeries } from "../../proofs/samples";
import type { Check, Proofs, Scenario } from "../../proofs/scenario";
import { proofService, upOf } from "../../proofs/service";
import { signalLabel, signals } from "./series";
import { volume, type Signal } from "./world";

const minute = 60;
const hour = 3600;
/** Length of the first phase of most scenarios, in seconds. After this time, the alert knows a service. */
const before = 26 * hour;
/** Seconds between two evaluations: `usual` in most scenarios, and `coarse` in long scenarios that simulate only the number of series. */
const usual = minute;
const coarse = 15 * minute;

type At = readonly [at: number, firing: readonly Readonly<Record<string, string>>[]];

const instance = (signal: Signal, service: string = proofService.service) => ({ ...proofService, service, [signalLabel]: signal });

const named = (service: string, signal: Signal, ...phases: readonly Phase<number>[]): RawSeries[] => [
  ...volume(signal, phases).map((raw) => ({ ...raw, labels: { ...raw.labels, service } })),
  upOf("prom-client", phases, { service }),
];

/**
 * Proofs of the alert about growing telemetry. The numbers in the phases are multiples of the minimum volume (`small` in `signals`). Some
 * scenarios simulate several services at once, because a scenario of more than a day takes long.
 */
export function growthProofs({ name, wait, growth }: { readonly name: string; readonly wait: Duration; readonly growth: number }): Proofs {
  const check = ([at, firing]: At): Check => ({
    at,
    alert: name,
    severity: "warning",
    identity: [...identity, signalLabel],
    firing,
  });
  /** Creates a scenario. `exact` holds the checks around the times at which the alert starts or stops firing. */
  const scenario = (
    title: string,
    series: readonly RawSeries[],
    [first, ...more]: readonly [At, ...At[]],
    { exact = [], every = usual }: { readonly exact?: readonly At[]; readonly every?: number } = {},
  ): Scenario => ({
    title: `${name} ${title}`,
    series,
    checks: [check(first), ...more.map(check), ...exact.map((at): Check => ({ ...check(at), exact: true }))],
    every,
  });
  const all = (...phases: readonly Phase<number>[]): RawSeries[] => signals.flatMap(({ signal }) => volume(signal, phases));
  /** The time at which the average over an hour has reached the new volume, and `for` has passed. */
  const noticed = before + hour + 5 * minute + wait.seconds;
  const above = growth * 1.02;
  const peak = 3 * growth;
  const end = before + 2 * hour;
  const logs = instance("log bytes");
  const quiet = instance("log bytes", "quiet");
  /**
   * When the alert starts to fire: the average over an hour has exceeded the threshold, and `for` has passed. A rate over 5 minutes rises
   * more slowly than the number of series, so the alert about a rate starts 3 minutes later.
   */
  const starts = (signal: Signal): number => before + (signal === "series" ? 73 : 76) * minute;
  return {
    fires: [
      scenario(
        "fires when a service sends more than ten times as much as before",
        volume("log bytes", [hold(before, 1), hold(2 * hour, above)]),
        [
          [before + 10 * minute, []],
          [noticed, [logs]],
          [end - minute, [logs]],
        ],
        {
          exact: [
            [starts("log bytes") - usual, []],
            [starts("log bytes"), [logs]],
          ],
        },
      ),
    ],
    quiet: [
      scenario(
        "is quiet for ten times as much as before, for small services, for daily peaks and for short peaks",
        [
          ...all(hold(before, 1), hold(2 * hour, growth)),
          ...signals.flatMap(({ signal }) => named("small", signal, hold(before, 0.01), hold(2 * hour, 0.98 * growth))),
          ...named("daily", "spans", hold(hour, 1), hold(2 * hour, peak), hold(22 * hour, 1), hold(3 * hour, peak)),
          ...named("short", "log bytes", hold(before, 1), hold(10 * minute, 4 * growth), hold(110 * minute, 1)),
        ],
        [
          [before + 10 * minute, []],
          [before + 30 * minute, []],
          [noticed, []],
          [end - minute, []],
        ],
      ),
      scenario("is quiet for a new service", all(hold(hour, 1), hold(3 * hour, 100 * growth)), [
        [2 * hour, []],
        [4 * hour - minute, []],
      ]),
    ],
    resolves: [
      scenario(
        "resolves within an hour of the end, also for a service that was quiet before",
        [
          ...volume("series", [hold(before, 1), hold(2 * hour, above), hold(90 * minute, 1)]),
          ...volume("spans", [hold(before, 1), hold(2 * hour, above), hold(90 * minute, 1)]),
          ...volume("pushed samples", [hold(before, 1), hold(2 * hour, above), hold(90 * minute, 1)]),
          ...named("quiet", "log bytes", hold(before, 0), hold(2 * hour, above), hold(90 * minute, 0)),
        ],
        [
          [before + 30 * minute, []],
          [end - minute, [quiet, instance("series"), instance("spans"), instance("pushed samples")]],
          [end + hour, []],
          [end + 89 * minute, []],
        ],
        {
          exact: [
            [starts("series") - usual, []],
            [starts("series"), [instance("series")]],
            [starts("spans") - usual, [instance("series")]],
            [starts("spans"), [quiet, instance("series"), instance("spans"), instance("pushed samples")]],
            [end, [quiet, instance("series"), instance("spans"), instance("pushed samples")]],
            [end + minute, [quiet, instance("spans"), instance("pushed samples")]],
            [end + 3 * minute, []],
          ],
        },
      ),
      scenario(
        "resolves after a day, when the new volume is the usual one",
        volume("series", [hold(before, 1), hold(27 * hour, above)]),
        [
          [before + 23 * hour, [instance("series")]],
          [before + 26 * hour + 30 * minute, []],
        ],
        { every: coarse },
      ),
      scenario(
        "compares with the week that ended a day ago: a weekly peak is no growth, but one after more than a week is",
        [
          ...named(
            "weekly",
            "series",
            hold(6 * hour, 1),
            hold(2 * hour, peak),
            hold(124 * hour, 1),
            hold(3 * hour, peak),
            hold(78 * hour, 1),
          ),
          ...named("rare", "series", hold(6 * hour, 1), hold(2 * hour, peak), hold(196 * hour, 1), hold(3 * hour, peak), hold(6 * hour, 1)),
        ],
        [
          [134 * hour, []],
          [206 * hour, [instance("series", "rare")]],
          [212 * hour, []],
        ],
        { every: coarse },
      ),
      scenario(
        "knows a service that has sent telemetry only in one hour of the day before",
        volume("series", [hold(hour, 1), gone(before - hour), hold(4 * hour, peak)]),
        [[before + 3 * hour, []]],
        {
          every: coarse,
          exact: [
            [before, []],
            [before + coarse, [instance("series")]],
            [before + 9 * coarse, [instance("series")]],
            [before + 10 * coarse, []],
          ],
        },
      ),
    ],
    noData: [
      scenario("ends when the service sends nothing", volume("log bytes", [hold(before, 1), hold(2 * hour, above), gone(90 * minute)]), [
        [end - minute, [logs]],
        [end + 70 * minute, []],
      ]),
    ],
  };
}
