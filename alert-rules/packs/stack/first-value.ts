import { serviceKey } from "../../model";
import { also, moments } from "../../proofs/patterns";
import { counter, gauge, gone, hold, step, type Phase, type RawSeries, type Sample } from "../../proofs/samples";
import type { Proofs, Scenario } from "../../proofs/scenario";
import { proofService, upOf } from "../../proofs/service";
import { labels, metric, promql, type Duration, type Promql, type Selector } from "../../promql";
import { stackTarget } from "./world";

const up = metric("up");
const target = labels(...serviceKey, "job", "instance");

/**
 * The increase of a counter that its program exposes only after the first increment. `increase` does not count the first value of a series.
 * This expression counts the first value if the target was scraped without the counter in the same window, because the counter then started
 * at 0. The first value of a counter that appeared together with its target does not count, because this value may be an old total. For a
 * first value, the result is the number of samples. Rules must therefore only compare the result with 0.
 */
export function increaseFromFirst(series: Selector, window: Duration): Promql {
  return promql`
        count_over_time(${series}[${window}]) < on (${target}) group_left () sum by (${target}) (sum_over_time(${up}[${window}]))
          unless
        ${series} offset ${window}
          or
        increase(${series}[${window}])`;
}

/** A counter in a proof: its name, and its labels beside those of the target. */
interface Counter {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** First value of a counter. It is high, because one batch can have many log records or spans. */
const firstValue = 100;

/** A counter that is exposed for the first time after this many seconds. */
const appearing = ({ name, labels: own }: Counter, after: number, rest: readonly Phase<number>[]): RawSeries => {
  const series = counter(name, { ...stackTarget, ...own }, [gone(after), ...rest]);
  return { ...series, samples: series.samples.map((sample): Sample => (typeof sample === "number" ? sample + firstValue : undefined)) };
};

/**
 * A counter that has an old total, is not exposed for `gap` seconds after its program restarted between two scrapes, and is then exposed with
 * its first value.
 */
const reappearing = (one: Counter, after: number, gap: number, rest: readonly Phase<number>[]): RawSeries => {
  const series = appearing(one, after, rest);
  const restart = (after - gap) / step;
  const old = (index: number): Sample => (index < restart ? firstValue : index === restart ? "stale" : undefined);
  return { ...series, samples: series.samples.map((sample, index) => (index * step < after ? old(index) : sample)) };
};

/** Adds proofs that an alert counts the first value of a counter on a known target, but not the old total of a counter on a new target. */
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
  const known = 2 * window.seconds;
  // The alert resolves when every scrape in the window contains the counter.
  const ends = known + window.seconds - step;
  const each = (title: string, scenario: (one: Counter) => Pick<Scenario, "series" | "checks">): Scenario[] =>
    counters.map((one) => ({ title: `${alert} warning ${title} (${one.name})`, ...scenario(one) }));
  const lasts = [hold(known + 2 * window.seconds + wait, 0)];
  // Each of these targets differs from the tested one in one label.
  const others = (phases: readonly Phase<number>[]): RawSeries[] =>
    [...serviceKey, "job", "instance"].map((name) => upOf(stackTarget.job, phases, { ...stackTarget, [name]: "another" }));
  const afterRestart = each("fires when the counter appears again after a restart", (one) => ({
    series: [upOf(stackTarget.job, lasts), reappearing(one, known, window.seconds, [hold(2 * wait, 1 / 64 / step)])],
    checks: own.edges(known + wait),
  }));
  const shortWait = wait < window.seconds - 2 * step;
  const besideOthers = each("fires beside other targets, which never expose the counter", (one) => ({
    series: [upOf(stackTarget.job, lasts), ...others(lasts), appearing(one, known, [hold(2 * wait, 1 / 64 / step)])],
    checks: own.edges(known + wait),
  }));
  const fires = shortWait
    ? each("fires when the counter appears with its first value on a known target, and resolves", (one) => ({
        series: [upOf(stackTarget.job, lasts), appearing(one, known, lasts)],
        checks: [own.quiet(known - step), ...own.edges(known + wait, ends), own.quiet(known + 2 * window.seconds)],
      }))
    : each("fires when a counter that has just appeared keeps increasing", (one) => {
        const grows = [hold(2 * wait, 1 / 64 / step)];
        return {
          series: [upOf(stackTarget.job, [hold(known + 2 * wait, 0)]), appearing(one, known, grows)],
          checks: [own.quiet(known), ...own.edges(known + wait), own.fires(known + 2 * wait - step)],
        };
      });
  return also(proofs, {
    fires: [...fires, ...besideOthers, ...afterRestart],
    quiet: each("does not count the old total of a target that is new", (one) => ({
      series: [gauge("up", upOf(stackTarget.job, []).labels, [gone(known), hold(known + wait, 1)]), appearing(one, known, lasts)],
      checks: [own.quiet(known + wait), own.quiet(known + window.seconds), own.quiet(known + wait + window.seconds)],
    })),
  });
}
