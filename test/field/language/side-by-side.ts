import type { Question, World } from "./promtool";
import type { Trace } from "./trace";

const key = ({ system, service }: { system: string; service: string }): string => `${system}/${service}`;

/** Alerts that fired for a trace's services at any evaluation: the second of the first one and how many evaluations had it. */
export function questionsOf({ minutes, every, services }: Trace): Question {
  const system = [...new Set(services.map((each) => each.system))].join("|");
  const service = ["", ...new Set(services.map((each) => each.service))].join("|");
  const firing = `ALERTS{alertstate="firing",system=~"${system}",service=~"${service}"}`;
  const at = minutes * 60;
  return { at, expr: `min by (alertname, severity) (min_over_time(timestamp(${firing})[${at}s:${every}s]))` };
}

/** Traces that share no service and have the same interval, side by side in one world, each with its own question. */
export interface Shared {
  readonly traces: readonly Trace[];
  readonly world: World;
}

/** Packs traces into as few worlds as their services allow: evaluating rules over an empty world costs as much as over a full one. */
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
  return groups.map(({ every, traces: packed }) => ({
    traces: packed,
    world: { every, series: packed.flatMap(({ series }) => series), questions: packed.map(questionsOf) },
  }));
}
