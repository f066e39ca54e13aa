import { serviceKey } from "../../model";
import { also, moments } from "../../proofs/patterns";
import { counter, gauge, gone, hold, step, type Phase, type RawSeries, type Sample } from "../../proofs/samples";
import type { Proofs, Scenario } from "../../proofs/scenario";
import { proofService, upOf } from "../../proofs/service";
import { labels, metric, minutes, promql, type Duration, type Promql, type Selector } from "../../promql";
import { stackTarget } from "./world";

const up = metric("up");
const target = labels(...serviceKey, "job", "instance");

/**
 * The increase of a counter that its program exposes only after the first increment. `increase` does not count the first value of a series.
 * The rule adds it if the target was scraped without the counter one window earlier, because the counter then started at 0. It does not add
 * the value of a counter that appeared together with its target, because that may be an old total.
 */
export function increaseFromFirst(series: Selector, window: Duration): Promql {
  return promql`
        last_over_time(${series}[${window}]) unless last_over_time(${series}[${window}] offset ${window})
          and on (${target})
        max_over_time(${up}[${minutes(1)}] offset ${window}) == 1
          or
        increase(${series}[${window}])`;
}

/** A counter in a proof: its name, and its labels in addition to those of the target. */
interface Counter {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** A counter that is exposed for the first time after this many seconds, with the value 1. */
const appearing = ({ name, labels: own }: Counter, after: number, rest: readonly Phase<number>[]): RawSeries => {
  const series = counter(name, { ...stackTarget, ...own }, [gone(after), ...rest]);
  return { ...series, samples: series.samples.map((sample): Sample => (typeof sample === "number" ? sample + 1 : undefined)) };
};

/** Proofs that an alert counts the first value of a counter on a known target, and no old total of a target that is new. */
export function firstValueProofs(
  proofs: Proofs,
  of: {
    readonly alert: string;
    readonly extra: Readonly<Record<string, string>>;
    readonly counters: readonly Counter[];
    readonly window: Duration;
    /** `for` of the alert in seconds. */
    readonly wait: number;
  },
): Proofs {
  const { alert, extra, counters, window, wait } = of;
  const own = moments(alert, "warning", { ...proofService, ...extra });
  const known = window.seconds + 4 * step;
  /** Seconds without the counter after which its value counts as the first again. */
  const forgotten = 2 * window.seconds + 120;
  // The alert ends when the counter was there one window earlier.
  const ends = known + window.seconds;
  const each = (title: string, scenario: (one: Counter) => Pick<Scenario, "series" | "checks">): Scenario[] =>
    counters.map((one) => ({ title: `${alert} warning ${title} (${one.name})`, ...scenario(one) }));
  const lasts = [hold(known + 2 * window.seconds + wait, 0)];
  const shortWait = wait < window.seconds - 2 * step;
  /** The program has restarted, so it exposes the counter only after the next increment. */
  const again = each("fires when the counter appears again after a restart", (one) => {
    const restarted: readonly Phase<number>[] = [hold(known, 0), gone(forgotten), hold(window.seconds, 0)];
    return {
      series: [upOf(stackTarget.job, [hold(known + forgotten + window.seconds, 0)]), appearing(one, 0, restarted)],
      // Transformations take the same value before and after the gap for one process. So they leave the second check out.
      checks: [own.quiet(known + forgotten - step), { ...own.fires(known + forgotten + wait), exact: true }],
    };
  });
  return also(proofs, {
    fires: shortWait
      ? [
          ...each("fires when the counter appears with its first value on a known target, and resolves", (one) => ({
            series: [upOf(stackTarget.job, lasts), appearing(one, known, lasts)],
            checks: [own.quiet(known - step), ...own.edges(known + wait, ends), own.quiet(known + 2 * window.seconds)],
          })),
          ...again,
        ]
      : each("fires when a counter that has just appeared keeps increasing", (one) => {
          const grows = [hold(2 * wait, 1 / 64 / step)];
          return {
            series: [upOf(stackTarget.job, [hold(known + 2 * wait, 0)]), appearing(one, known, grows)],
            checks: [own.quiet(known), ...own.edges(known + wait), own.fires(known + 2 * wait - step)],
          };
        }),
    quiet: [
      ...each("does not count the old total of a target that is new", (one) => ({
        series: [gauge("up", upOf(stackTarget.job, []).labels, [gone(known), hold(known + wait, 1)]), appearing(one, known, lasts)],
        checks: [own.quiet(known + wait), own.quiet(known + window.seconds), own.quiet(known + wait + window.seconds)],
      })),
      ...each("does not count the old total of a target that was unreachable", (one) => {
        const outage: readonly Phase<number>[] = [hold(known, 0), gone(forgotten), hold(window.seconds + wait, 0)];
        const end = known + forgotten + window.seconds + wait - step;
        return {
          series: [upOf(stackTarget.job, outage), appearing(one, 0, outage)],
          checks: [own.quiet(known + forgotten), own.quiet(known + forgotten + wait), own.quiet(end)],
        };
      }),
    ],
  });
}
