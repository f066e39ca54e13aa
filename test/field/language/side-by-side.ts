import { rest } from "./rest";
import type { Question, World } from "./promtool";
import type { Trace } from "./trace";

const key = ({ system, service }: { system: string; service: string }): string => `${system}/${service}`;
const either = (values: readonly string[]): string => [...new Set(values)].sort().join("|");

/**
 * Returns the query for the alerts that fired during a trace, from the minute `countsFrom` on. The query's result is the time at which each
 * alert first fired, in seconds. An alert without a service counts if the trace has the alert's system and, if the alert has a job, also
 * the job.
 */
export function questionOf({ minutes, every, services, series, countsFrom }: Trace): Question {
  const system = `alertstate="firing",system=~"${either(services.map((each) => each.system))}"`;
  const own = `ALERTS{${system},service=~"${either(services.map((each) => each.service))}"}`;
  const jobs = `ALERTS{${system},service="",job=~"|${either(series.map(({ labels }) => labels["job"] ?? ""))}"}`;
  const at = minutes * 60;
  return { at, expr: `min by (alertname, severity) (min_over_time(timestamp(${own} or ${jobs})[${at - countsFrom * 60}s:${every}s]))` };
}

/** Traces in one world (promtool test). They have the same interval and no common service. Each trace has one question. */
export interface Shared {
  readonly traces: readonly Trace[];
  readonly world: World;
}

/** Distributes traces over few worlds, because the cost of evaluating the rules hardly depends on the number of series. */
export function sideBySide(traces: readonly Trace[]): readonly Shared[] {
  const groups: { every: number; taken: Set<string>; traces: Trace[] }[] = [];
  for (const trace of traces) {
    const keys = trace.services.map(key);
    const place = groups.find(({ every, taken }) => every === trace.every && keys.every((each) => !taken.has(each)));
    const group = place ?? { every: trace.every, taken: new Set<string>(), traces: [] };
    if (place === undefined) groups.push(group);
    keys.forEach((each) => group.taken.add(each));
    group.traces.push(trace);
  }
  return groups.map(({ every, traces: packed }) => {
    const own = packed.flatMap(({ series }) => series);
    const longest = Math.max(...packed.map(({ minutes }) => minutes));
    // A world without `up`, such as a world with only the counters of a job, needs no other targets.
    const others = own.some(({ name }) => name === "up") ? rest(own, (longest * 60) / every) : [];
    return { traces: packed, world: { every, series: [...own, ...others], questions: packed.map(questionOf) } };
  });
}
