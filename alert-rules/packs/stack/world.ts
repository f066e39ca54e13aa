import { targetDownProof } from "../target/alerts";
import type { World } from "../../proofs/patterns";
import { counter, gauge, step, type Phase, type RawSeries } from "../../proofs/samples";
import { proofService, upOf } from "../../proofs/service";

/** Labels of the simulated stack program: those of the service in the alerts' unit tests ("proofs"), with the stack's job. */
export const stackTarget = { ...proofService, job: "stack", instance: "web:9464" } as const;

type Labels = Readonly<Record<string, string>>;

function world<T>(name: string, series: (phases: readonly Phase<T>[]) => readonly RawSeries[]): World<T> {
  return { name, series: (phases) => [...series(phases), upOf("stack", phases)], successor: targetDownProof("stack") };
}

/**
 * Simulates a counter of a stack program. The value of each phase is the increase per second. At the end of a first phase without increase,
 * the program restarts, and the counter is reset to 0.
 */
export const counterWorld = (metric: string, more: Labels = {}): World<number> =>
  world(metric, (phases) => [restarted(counter(metric, { ...stackTarget, ...more }, phases), phases)]);

/** The counter's value before its program restarts. */
const before = 1000;

/** Makes a counter larger during a first phase without increase, so that the counter is reset when that phase ends. */
function restarted(series: RawSeries, [first]: readonly Phase<number>[]): RawSeries {
  const quiet = first?.value === 0 ? first.for / step : 0;
  return {
    ...series,
    samples: series.samples.map((sample, index) => (index < quiet && typeof sample === "number" ? sample + before : sample)),
  };
}

/** Simulates a gauge of a stack program. */
export const gaugeWorld = (metric: string, more: Labels = {}): World<number> =>
  world(metric, (phases) => [gauge(metric, { ...stackTarget, ...more }, phases)]);

/** Simulates several series of a stack program that change together. */
export const seriesWorld = <T>(name: string, series: (phases: readonly Phase<T>[]) => readonly RawSeries[]): World<T> =>
  world(name, series);
