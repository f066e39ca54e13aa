import { expression, type Condition } from "../../condition";
import { identity, serviceKey, type Alert, type NoData } from "../../model";
import { also, moments, usualProofs, type World, bridged, whileCounted } from "../../proofs/patterns";
import { counter, gone, hold, step } from "../../proofs/samples";
import type { Proofs, Scenario } from "../../proofs/scenario";
import { proofService, upOf } from "../../proofs/service";
import { is, labels, matches, metric, promql, seconds, select, type Duration, type Match, type Promql, type Selector } from "../../promql";
import { firstValueProofs, increaseFromFirst } from "./first-value";
import { counterWorld, stackTarget } from "./world";

/** Name, labels, texts and panel of an alert about a program of the monitoring stack. */
export type StackTexts = Pick<Alert, "name" | "symptom" | "severity" | "summary" | "impact" | "firstSteps" | "firstCommand" | "panel">;

/** Creates an alert about a program of the monitoring stack. `wait` is the `for` in seconds. By default, TargetDown covers missing data. */
export const stackAlert = (
  of: StackTexts & { condition: Condition; wait: number; extra?: readonly string[]; proofs: () => Proofs; noData?: NoData },
): Alert => {
  const { condition, wait, extra = [], proofs, noData = { is: "separate alert", alert: "TargetDown" }, ...texts } = of;
  return {
    ...texts,
    condition,
    for: wait === 0 ? undefined : seconds(wait),
    identity: [...identity, ...extra],
    noData,
    proofs,
  };
};

/** A regular expression for the values of a label, with one of these values for the proofs. */
interface Pattern {
  readonly pattern: string;
  readonly example: string;
}

/**
 * Counters that should not increase. If one increases within the window, the alert fires. There is one instance of the alert for each
 * service and each combination of values of the labels in `extra`.
 */
export interface Growth {
  readonly counters: readonly string[];
  readonly window: Duration;
  /** Labels that the alert keeps from the counters, with the labels' values in the alert's unit tests ("proofs"). */
  readonly extra?: Readonly<Record<string, string>>;
  /** Other labels of the counters, with their values in the proofs. */
  readonly other?: Readonly<Record<string, string>>;
  /** Label values that select the series of the counters. Default: all series. */
  readonly matching?: Readonly<Record<string, string>>;
  /** Label values that select series, by counter. A list selects series with any of its values, and a pattern selects those that match. */
  readonly only?: Readonly<Record<string, Readonly<Record<string, string | readonly string[] | Pattern>>>>;
  /** Labels of series that the alert must ignore, by counter, in addition to `extra` and `other`. A proof tests this. */
  readonly ignored?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** What happens when data is missing. Default: TargetDown fires. */
  readonly noData?: NoData;
  /** `for` in seconds. */
  readonly wait: number;
  /** An increase that ends after this many seconds must not fire the alert. A proof tests this. */
  readonly harmless?: number;
  /** Whether the programs expose the counters only after the first increment, so that the first value is an increase. Default: no. */
  readonly appears?: true;
}

const isPattern = (value: string | readonly string[] | Pattern): value is Pattern => typeof value === "object" && "pattern" in value;

/** Labels of the series of a counter in the proofs: one set of labels for each value of a list in `only`. */
const seriesOf = (of: Growth, counter: string): Readonly<Record<string, string>>[] =>
  Object.entries(of.only?.[counter] ?? {}).reduce<Readonly<Record<string, string>>[]>(
    (sets, [label, values]) =>
      sets.flatMap((set) => (isPattern(values) ? [values.example] : [values].flat()).map((value) => ({ ...set, [label]: value }))),
    [{ ...of.extra, ...of.other, ...of.matching }],
  );

/**
 * Worlds for the proofs, with one simulated counter each: one world for each counter and set of labels. If a counter has several sets, the
 * values of its labels in `only` are part of the world's name.
 */
const worldsOf = (of: Growth): World<number>[] =>
  of.counters.flatMap((name) =>
    seriesOf(of, name).map((set, _, all) => {
      const chosen = Object.keys(of.only?.[name] ?? {}).map((label) => set[label]);
      return { ...counterWorld(name, set), ...(all.length > 1 && { name: [name, ...chosen].join(" ") }) };
    }),
  );

const oneOf = (value: string | readonly string[] | Pattern): Match =>
  typeof value === "string" ? is(value) : matches(isPattern(value) ? value.pattern : value.join("|"));

/** Scenarios, one for each world, in which the counter increases for `seconds` seconds and then stops. The alert must stay quiet. */
function harmlessProof(texts: StackTexts, of: Growth, seconds: number): Scenario[] {
  const { window, extra = {}, wait } = of;
  const { quiet } = moments(texts.name, texts.severity, { ...proofService, ...extra });
  const ends = window.seconds + seconds;
  return worldsOf(of).map((world) => ({
    title: `${texts.name} ${texts.severity} stays quiet when it is over after ${seconds} s (${world.name})`,
    series: world.series([hold(window.seconds, 0), hold(seconds, 0.1), hold(window.seconds + wait, 0)]),
    checks: [quiet(ends), quiet(ends + 60), quiet(ends + window.seconds), quiet(ends + wait)],
  }));
}

/** Scenarios in which only ignored series increase. */
function ignoredProof(texts: StackTexts, { ignored = {}, extra, other, window, wait }: Growth): Scenario[] {
  const { quiet } = moments(texts.name, texts.severity, { ...proofService, ...extra });
  const end = 2 * window.seconds + wait;
  return Object.entries(ignored).map(([name, own]) => ({
    title: `${texts.name} ${texts.severity} stays quiet while only other series increase (${name})`,
    series: counterWorld(name, { ...extra, ...other, ...own }).series([hold(end, 0.1)]),
    checks: [quiet(window.seconds), quiet(window.seconds + wait), quiet(end - step)],
  }));
}

/** Scenarios in which only series increase that have another value of a label that selects the counter's series. */
function unselectedProof(texts: StackTexts, of: Growth): Scenario[] {
  const { extra, window, wait } = of;
  const { quiet } = moments(texts.name, texts.severity, { ...proofService, ...extra });
  const end = 2 * window.seconds + wait;
  return of.counters.flatMap((name): Scenario[] => {
    const chosen = Object.keys({ ...of.matching, ...of.only?.[name] });
    const [set] = seriesOf(of, name);
    if (chosen.length === 0 || set === undefined) return [];
    return [
      {
        title: `${texts.name} ${texts.severity} stays quiet while series with other labels appear and increase (${name})`,
        series: [
          upOf(stackTarget.job, [hold(end, 1)]),
          ...chosen.map((label) =>
            counter(name, { ...stackTarget, ...set, [label]: "another" }, [gone(window.seconds), hold(end - window.seconds, 0.1)]),
          ),
        ],
        checks: [
          { ...quiet(window.seconds + wait), exact: true },
          { ...quiet(end - step), exact: true },
        ],
      },
    ];
  });
}

function growthProofs(texts: StackTexts, of: Growth): Proofs {
  const { counters, window, extra = {}, wait, harmless, noData } = of;
  const proofs = usualProofs<number>({
    alert: texts.name,
    severity: texts.severity,
    identity: [...identity, ...Object.keys(extra)],
    instance: { ...proofService, ...extra },
    worlds: worldsOf(of),
    // The counter grows by only 1/64 per sample, because any increase must fire the alert. Multiples of 1/64 are exact in floating point.
    beyond: 1 / 64 / step,
    inside: 0,
    settle: window.seconds,
    wait,
    times: whileCounted(window.seconds),
    missing: { then: noData === undefined ? "successor" : "nothing", after: window.seconds + 120 },
  });
  const known = counters.flatMap((name) => seriesOf(of, name).map((set) => ({ name, labels: set })));
  const all = of.appears ? firstValueProofs(proofs, { alert: texts.name, extra, counters: known, window, wait }) : proofs;
  return also(all, {
    quiet: [
      ...(harmless === undefined ? [] : harmlessProof(texts, of, harmless)),
      ...ignoredProof(texts, of),
      ...unselectedProof(texts, of),
    ],
  });
}

/**
 * Creates an alert on counters that should not increase. Its value is that of the first of these counters that increased: the largest
 * increase among the targets. Each counter is compared with 0 separately, so that a missing counter does not hide the others.
 */
export function growthAlert(texts: StackTexts, of: Growth): Alert {
  const by = labels(...serviceKey, ...Object.keys(of.extra ?? {}));
  const selected = of.counters.map((name) => {
    const match = Object.entries({ ...of.matching, ...of.only?.[name] });
    return select(metric(name), Object.fromEntries(match.map(([label, value]) => [label, oneOf(value)] as const)));
  });
  const increase = (series: Selector): Promql =>
    of.appears ? increaseFromFirst(series, of.window) : promql`increase(${series}[${of.window}])`;
  const expr = selected
    .map((series) => promql`max by (${by}) (${increase(series)}) > 0`)
    .reduce(
      (sofar, next) => promql`
      ${sofar}
        or
      ${next}`,
    );
  return stackAlert({
    ...texts,
    condition: expression(
      `${of.counters.length === 1 ? "this counter has" : "one of these counters has"} increased in the last ${of.window.text}: ${selected.map((series) => `\`${series.text}\``).join(", ")}`,
      expr,
    ),
    wait: of.wait,
    extra: Object.keys(of.extra ?? {}),
    ...(of.noData && { noData: of.noData }),
    proofs: () => growthProofs(texts, of),
  });
}

/** Creates an alert on the latest values of gauges. In the proofs, the alert fires for the value `bad`, and does not fire for `good`. */
export function stateAlert(
  texts: StackTexts,
  of: { condition: Condition; wait: number; worlds: readonly World<number>[]; bad: number; good: number },
): Alert {
  const { name, severity } = texts;
  const proofs = () =>
    usualProofs<number>({
      alert: name,
      severity,
      identity,
      instance: proofService,
      worlds: of.worlds,
      beyond: of.bad,
      inside: of.good,
      settle: 15,
      wait: of.wait,
      times: bridged,
      missing: { then: "successor", after: 180 },
    });
  return stackAlert({ ...texts, condition: of.condition, wait: of.wait, proofs });
}
