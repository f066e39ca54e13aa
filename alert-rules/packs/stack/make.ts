import { expression, type Condition } from "../../condition";
import { identity, serviceKey, type Alert } from "../../model";
import { also, moments, usualProofs, type World } from "../../proofs/patterns";
import { hold } from "../../proofs/samples";
import type { Proofs, Scenario } from "../../proofs/scenario";
import { proofService } from "../../proofs/service";
import { labels, metric, promql, seconds, type Duration, minutes, type MetricName, type Promql } from "../../promql";
import { counterWorld } from "./world";

/** What an alert of a program of the stack says, beside how it is found and proven. */
export type StackTexts = Pick<Alert, "name" | "symptom" | "severity" | "summary" | "impact" | "firstSteps" | "panel">;

/** An alert of a program of the stack. All of them are scraped, so TargetDown says when their data is missing. */
export const stackAlert = (of: StackTexts & { condition: Condition; wait: number; extra?: readonly string[]; proofs: Proofs }): Alert => {
  const { condition, wait, extra = [], proofs, ...texts } = of;
  return {
    ...texts,
    condition,
    for: wait === 0 ? undefined : seconds(wait),
    identity: [...identity, ...extra],
    noData: { is: "separate alert", alert: "TargetDown" },
    proofs,
  };
};

/** A gauge that outlives failed scrapes: each of them would make `for` begin again. */
export const latest = (gauge: MetricName): Promql => promql`last_over_time(${gauge}[${minutes(1)}])`;

/** Counters that should stand still: their growth over the window, by service and `extra`, is above 0. */
export interface Growth {
  readonly counters: readonly string[];
  readonly window: Duration;
  /** Labels of the counters that tell what grew, with the value they have in the proofs. */
  readonly extra?: Readonly<Record<string, string>>;
  /** Other labels the counters have, with the value they have in the proofs. */
  readonly other?: Readonly<Record<string, string>>;
  readonly wait: number;
  /** Growth that goes on for so many seconds and ends is proven to be quiet. */
  readonly harmless?: number;
}

/** Growth that begins, goes on for that long, and ends. */
function harmlessProof(texts: StackTexts, of: Growth, seconds: number): Scenario[] {
  const { counters, window, extra = {}, other = {}, wait } = of;
  const { quiet } = moments(texts.name, texts.severity, { ...proofService, ...extra });
  const ends = window.seconds + seconds;
  return counters.map((name) => ({
    title: `${texts.name} ${texts.severity} stays quiet when it is over after ${seconds} s (${name})`,
    series: counterWorld(name, { ...extra, ...other }).series([
      hold(window.seconds, 0),
      hold(seconds, 0.1),
      hold(window.seconds + wait, 0),
    ]),
    checks: [quiet(ends), quiet(ends + 60), quiet(ends + window.seconds), quiet(ends + wait)],
  }));
}

function growthProofs(texts: StackTexts, of: Growth): Proofs {
  const { counters, window, extra = {}, other = {}, wait, harmless } = of;
  const proofs = usualProofs<number>({
    alert: texts.name,
    severity: texts.severity,
    identity: [...identity, ...Object.keys(extra)],
    instance: { ...proofService, ...extra },
    worlds: counters.map((name) => counterWorld(name, { ...extra, ...other })),
    beyond: 0.1,
    inside: 0,
    settle: window.seconds,
    wait,
    missing: { then: "successor", after: window.seconds + 120 },
  });
  return harmless === undefined ? proofs : also(proofs, { quiet: harmlessProof(texts, of, harmless) });
}

/** An alert about counters that should stand still. Each is summed alone, so that one that is gone does not blind the others. */
export function growthAlert(texts: StackTexts, of: Growth): Alert {
  const by = labels(...serviceKey, ...Object.keys(of.extra ?? {}));
  const expr = of.counters
    .map((name) => promql`sum by (${by}) (increase(${metric(name)}[${of.window}])) > 0`)
    .reduce(
      (sofar, next) => promql`
      ${sofar}
        or
      ${next}`,
    );
  return stackAlert({
    ...texts,
    condition: expression(
      `${of.counters.length === 1 ? "this counter has" : "one of these counters has"} grown in the last ${of.window.text}: ${of.counters.map((name) => `\`${name}\``).join(", ")}`,
      expr,
    ),
    wait: of.wait,
    extra: Object.keys(of.extra ?? {}),
    proofs: growthProofs(texts, of),
  });
}

/** An alert about a gauge that says by itself that something is wrong. */
export function stateAlert(
  texts: StackTexts,
  of: { condition: Condition; wait: number; worlds: readonly World<number>[]; bad: number; good: number },
): Alert {
  const { name, severity } = texts;
  const proofs = usualProofs<number>({
    alert: name,
    severity,
    identity,
    instance: proofService,
    worlds: of.worlds,
    beyond: of.bad,
    inside: of.good,
    settle: 15,
    wait: of.wait,
    missing: { then: "successor", after: 180 },
  });
  return stackAlert({ ...texts, condition: of.condition, wait: of.wait, proofs });
}
