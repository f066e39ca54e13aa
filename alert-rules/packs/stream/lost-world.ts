import { moments } from "../../proofs/patterns";
import { gone, hold, step, type Phase, type RawSeries } from "../../proofs/samples";
import type { Check, Scenario } from "../../proofs/scenario";
import { upOf } from "../../proofs/service";
import { proofStreamInstance, streamSeries, type StreamState } from "./world";

const name = "StreamsLost";
/** Checks of the alert at given times. */
export const lostChecks = moments(name, "warning", proofStreamInstance);
export const job = "prom-client";
/** The streams end at this second. */
export const at = 600;
export type Phases = readonly Phase<StreamState>[];

/** This many streams end in one step, for one reason. */
export const end = (before: number, after: number, reason: keyof StreamState = "disconnected"): Phase<StreamState> =>
  hold(step, { open: after, [reason]: (before - after) / step });

/** Streams of which some end at `at`. */
export const falls = (before: number, after: number, reason?: keyof StreamState): Phases => [
  hold(at, { open: before }),
  end(before, after, reason),
  hold(900 - step, { open: after }),
];

/** Creates a scenario of the alert. */
export const scenario = (title: string, series: readonly RawSeries[], ...checks: readonly [Check, ...Check[]]): Scenario => ({
  title: `${name} warning ${title}`,
  series,
  checks,
});

const replica = (phases: Phases, instance: string): RawSeries[] => [
  ...streamSeries(job, phases, instance),
  upOf(job, phases, { instance }),
];
/** A second replica. */
export const second = (phases: Phases): RawSeries[] => replica(phases, "web-2:9464");
/** A replica that starts after this many seconds. `phases` begin with its start. */
export const starting = (seconds: number, phases: Phases, instance: string): RawSeries[] => replica([gone(seconds), ...phases], instance);

/** A process and its successor at the same address, whose counters start at 0. `after` begins with the start of the successor. */
export function successor(before: Phases, after: Phases, instance = "web:9464"): RawSeries[] {
  const next = streamSeries(job, after, instance);
  return [
    ...streamSeries(job, before, instance).map((one, index) => ({
      ...one,
      samples: [...one.samples, ...(next[index]?.samples ?? [])],
    })),
    upOf(job, [...before, ...after], { instance }),
  ];
}
