import { tickSeconds } from "../language/timeline";
import type { Answer, Question, World } from "../language/promtool";
import { objectives, phases, seriesOf, serviceOf, shapes, totalMinutes, type Objective, type Shape } from "./shapes";

/**
 * Seconds from the start of the fault to the first alert, and from the fix to the last evaluation with an alert. Undefined without an
 * alert.
 */
export interface Timing {
  readonly first: number | undefined;
  readonly resolved: number | undefined;
}
export interface Row {
  readonly shape: Shape;
  readonly objective: Objective;
  readonly page: Timing;
  readonly ticket: Timing;
}

const begin = phases.history * 60;
const fix = (phases.history + phases.fault) * 60;
const cases = shapes.flatMap((shape) => objectives.map((objective) => ({ shape, objective })));
const severities = ["critical", "warning"] as const;

/** Two questions: after the start of the fault, when did an alert of this severity first fire for the service, and when last? */
function questions(shape: Shape, objective: Objective, severity: string): readonly Question[] {
  const { system, service } = serviceOf(shape, objective);
  const firing = `ALERTS{alertstate="firing",severity="${severity}",system="${system}",service="${service}"}`;
  const range = `[${(phases.fault + phases.after) * 60}s:${tickSeconds}s]`;
  return ["min", "max"].map((which) => ({
    at: totalMinutes * 60,
    expr: `${which}(${which}_over_time(timestamp(${firing})${range}))`,
  }));
}

/** Returns one world (promtool test) with all 36 cases: every fault for every objective. */
export const faultWorld = (): World => ({
  every: tickSeconds,
  series: cases.flatMap(({ shape, objective }) => seriesOf(shape, objective)),
  questions: cases.flatMap(({ shape, objective }) => severities.flatMap((severity) => questions(shape, objective, severity))),
});

export function rowsOf(answers: readonly (readonly Answer[])[]): readonly Row[] {
  const value = (index: number): number | undefined => answers[index]?.[0]?.value;
  const timing = (index: number): Timing => {
    const [first, last] = [value(index), value(index + 1)];
    return { first: first === undefined ? undefined : first - begin, resolved: last === undefined ? undefined : Math.max(0, last - fix) };
  };
  return cases.map((each, index) => ({ ...each, page: timing(index * 4), ticket: timing(index * 4 + 2) }));
}
