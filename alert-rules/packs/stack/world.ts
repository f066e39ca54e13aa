import { targetDownProof } from "../target/alerts";
import type { World } from "../../proofs/patterns";
import { counter, gauge, type Phase, type RawSeries } from "../../proofs/samples";
import { proofService, upOf } from "../../proofs/service";

/** Labels of a program of the stack as it is scraped; it has the labels of the proof service. */
export const stackTarget = { ...proofService, job: "stack", instance: "web:9464" } as const;

type Labels = Readonly<Record<string, string>>;

function world<T>(name: string, series: (phases: readonly Phase<T>[]) => readonly RawSeries[]): World<T> {
  return { name, series: (phases) => [...series(phases), upOf("stack", phases)], successor: targetDownProof("stack") };
}

/** A counter that starts at 0, as the pinned programs expose it, and increases by the phase's value per second. */
export const counterWorld = (metric: string, more: Labels = {}): World<number> =>
  world(metric, (phases) => [counter(metric, { ...stackTarget, ...more }, phases)]);

/** A gauge of a program of the stack. */
export const gaugeWorld = (metric: string, more: Labels = {}): World<number> =>
  world(metric, (phases) => [gauge(metric, { ...stackTarget, ...more }, phases)]);

/** Several series that move together. */
export const seriesWorld = <T>(name: string, series: (phases: readonly Phase<T>[]) => readonly RawSeries[]): World<T> =>
  world(name, series);
