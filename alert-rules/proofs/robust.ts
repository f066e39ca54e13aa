import { expression, expressionOf } from "../condition";
import type { Alert, Recording, RuleGroup } from "../model";
import { metric, promql } from "../promql";
import { catalogueSeries, isCatalogueData } from "./catalogue";
import { recordingsFor } from "./closure";
import { step, type RawSeries } from "./samples";
import type { Check, Scenario } from "./scenario";
import { lengthOf } from "./transformations/edit";
import { ofFires, ofQuiet } from "./transformations";
import { awayMetric } from "./transformations/scrapes";
import type { Knowledge, Story, Transformation, Trouble } from "./transformations/model";

/** The kinds of unit tests ("proofs") that also run under transformations, e.g. with a restart or missing scrapes. */
export type Proof = "quiet" | "fires";

/** One proof of an alert under one transformation. */
export interface Pair {
  readonly alert: string;
  readonly severity: Alert["severity"];
  readonly proof: Proof;
  readonly transformation: string;
  /** Whether the transformation applies to at least one scenario of the proof. */
  readonly applies: boolean;
  /** The transformed scenarios, which are created when they are read. Empty if the transformation does not apply. */
  readonly scenarios: readonly Scenario[];
}

/** Suffix for the parenthesised expression of a rule. With the suffix, the rule has no result while the simulated Prometheus is down. */
export const unlessAway = promql`unless on () ${metric(awayMetric)}`;

/** The rules that an alert's transformed scenarios need. Catalogue data comes from input series instead of rules, so that it can change. */
export function rulesForRobust(alert: Alert, groups: readonly RuleGroup[]): RuleGroup {
  const guarded = (expr: Recording["expr"]) => promql`(${expr}) ${unlessAway}`;
  return {
    name: `${alert.name}.${alert.severity}`,
    recordings: recordingsFor([alert], groups)
      .filter((recording) => !isCatalogueData(recording))
      .map((recording) => ({ ...recording, expr: guarded(recording.expr) })),
    alerts: [{ ...alert, condition: expression("as it does", guarded(expressionOf(alert))) }],
  };
}

/**
 * Replaces the checks of a quiet scenario with one check of the time from the first to the last check. If there is only one check, the time
 * begins at the start of the scenario.
 */
function always(checks: readonly Check[]): readonly Check[] {
  const [first, last] = [checks[0], checks.at(-1)];
  if (first === undefined || last === undefined || checks.some((check) => check.firing.length > 0)) return checks;
  return [{ ...last, over: last.at - (first === last ? 0 : first.at) + 1 }];
}

/**
 * The series of one of the alert's firing scenarios, and the instance that fires in it. Quiet scenario number `turn` gets the firing
 * scenario with the same number, usually of the same instrumentation. After the last firing scenario, the first one follows again.
 * Scenarios in which several instances fire are left out. Throws if all are left out.
 */
function troubleOf({ name, severity, proofs }: Alert, turn: number): Trouble {
  const troubles = proofs().fires.flatMap(({ series, checks }): Trouble[] => {
    const own = checks.filter((check) => check.alert === name && check.severity === severity && check.firing.length > 0);
    const [instance, ...others] = [...new Map(own.flatMap(({ firing }) => firing).map((one) => [JSON.stringify(one), one])).values()];
    return instance === undefined || others.length > 0 ? [] : [{ series, instance }];
  });
  const trouble = troubles[turn % troubles.length];
  if (trouble === undefined) throw new Error(`no firing proof of ${name} ${severity} has one instance that fires`);
  return trouble;
}

/** Longest scenario that transformations are applied to, in seconds. Transformed scenarios are evaluated at every step. */
const longest = 2 * 86_400;

/** Whether all series of a scenario last to its end. */
const lasts = (series: readonly RawSeries[]): boolean =>
  series.every(({ samples }) => samples.length === lengthOf({ series, catalogue: [] }) && typeof samples.at(-1) === "number");

/**
 * Converts a scenario, which is number `turn` of its proof, to the input of the transformations. Of its checks, only those of this alert
 * that are not `exact` remain. For the proof `quiet`, the checks in which the alert fires are dropped. If there is no such check, `always`
 * replaces the checks. Undefined if no check remains, or if the scenario is too long.
 */
function storyOf(proof: Proof, scenario: Scenario, turn: number, alert: Alert, recordings: readonly Recording[]): Story | undefined {
  const own = scenario.checks.filter(
    ({ alert: name, severity, exact }) => name === alert.name && severity === alert.severity && exact !== true,
  );
  const checks =
    proof === "fires" ? own : own.some(({ firing }) => firing.length > 0) ? own.filter(({ firing }) => firing.length === 0) : always(own);
  const last = checks.at(-1);
  if (last === undefined || last.at > longest) return undefined;
  const samples = lengthOf({ series: scenario.series, catalogue: [] });
  return {
    series: scenario.series,
    catalogue: catalogueSeries(recordings, Math.max(samples, last.at / step + 1), scenario.series),
    checks,
    trouble: troubleOf(alert, proof === "quiet" ? turn : 0),
    health:
      alert
        .proofs()
        .quiet.map((quiet) => quiet.series)
        .find(lasts) ?? [],
    middle: Math.floor(last.at / step / 2),
    kept: Math.ceil((alert.keepFiringFor?.seconds ?? 0) / step),
  };
}

/** Yields an alert's scenarios of one proof under one transformation. */
function* transformed(
  alert: Alert,
  recordings: readonly Recording[],
  proof: Proof,
  transformation: Transformation,
  knowledge: Knowledge,
): Generator<Scenario> {
  for (const [turn, scenario] of alert.proofs()[proof].entries()) {
    const story = storyOf(proof, scenario, turn, alert, recordings);
    if (story === undefined) continue;
    for (const { series, catalogue, checks } of transformation.apply(story, knowledge)) {
      const [first, ...rest] = checks;
      const title = `${scenario.title}, with ${transformation.name}`;
      if (first !== undefined) yield { title, series: [...series, ...catalogue], checks: [first, ...rest] };
    }
  }
}

/**
 * The proofs `quiet` and `fires` of one alert, each under every transformation that `onlyIfNotifies` does not exclude. For each proof, the
 * first transformation leaves the series unchanged.
 */
export function pairsOf(alert: Alert, groups: readonly RuleGroup[], knowledge: Knowledge): Pair[] {
  const recordings = recordingsFor([alert], groups);
  const unchanged: Transformation = { name: "nothing else", apply: (story) => [story] };
  const pairs = (proof: Proof, transformations: readonly Transformation[]): Pair[] =>
    [unchanged, ...transformations.filter(({ onlyIfNotifies }) => onlyIfNotifies !== true || alert.notifies !== false)].map(
      (transformation) => ({
        alert: alert.name,
        severity: alert.severity,
        proof,
        transformation: transformation.name,
        get applies() {
          return transformed(alert, recordings, proof, transformation, knowledge).next().done !== true;
        },
        get scenarios() {
          return [...transformed(alert, recordings, proof, transformation, knowledge)];
        },
      }),
    );
  return [...pairs("quiet", ofQuiet), ...pairs("fires", ofFires)];
}
