import type { Service } from "../names";
import type { Series } from "./notation";
import { run, tickSeconds } from "./timeline";

/** A simulated period in the life of a healthy system, during which no alert may page. It has nothing to do with distributed tracing. */
export interface Trace {
  /** Short description of the events. It identifies the trace in test failures. */
  readonly title: string;
  readonly minutes: number;
  /** First minute at which alerts count. 0 unless the trace starts in a state that the rules under test cannot know. */
  readonly countsFrom: number;
  /** Interval of samples and evaluations in seconds. 15 by default, longer for traces of several days. */
  readonly every: number;
  /** Services whose alerts count. Traces with the same interval and without a common service run in one promtool test. */
  readonly services: readonly Service[];
  readonly series: readonly Series[];
}

/**
 * Creates a trace. With the default interval, the trace keeps only the minutes in `run`. Throws if a series does not have one sample per
 * scrape.
 */
export function trace(
  title: string,
  minutes: number,
  services: readonly Service[],
  series: (every: number) => readonly Series[],
  every: number = tickSeconds,
  countsFrom = 0,
): Trace {
  const made = series(every);
  const expected = (minutes * 60) / every;
  const wrong = made.find(({ samples }) => samples.length !== expected);
  if (wrong !== undefined) throw new Error(`${title}: ${wrong.name} has ${wrong.samples.length} samples, and ${expected} are expected`);
  if (every !== tickSeconds) return { title, minutes, every, services, series: made, countsFrom };
  const [from, to] = [(run.from * 60) / every, (run.to * 60) / every];
  const cut = made.map((each) => ({ ...each, samples: each.samples.slice(from, to) }));
  return { title, minutes: run.to - run.from, every, services, series: cut, countsFrom: Math.max(0, countsFrom - run.from) };
}
