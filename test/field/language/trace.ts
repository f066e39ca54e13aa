import type { Service } from "../names";
import type { Series } from "./notation";
import { run, tickSeconds } from "./timeline";

/** A period of a healthy system's life. It must page no one. */
export interface Trace {
  /** What happens, in a few words; identifies the trace in failures. */
  readonly title: string;
  readonly minutes: number;
  /** Minute from which alerts count; 0 unless the trace starts in a state that the rules under test cannot know. */
  readonly countsFrom: number;
  /** Seconds between samples and evaluations; 15 by default, longer for traces of days. */
  readonly every: number;
  /** The services whose alerts count. Traces without a common service run side by side. */
  readonly services: readonly Service[];
  readonly series: readonly Series[];
}

/** Builds a trace. Throws unless each of its series has one sample per scrape. */
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
