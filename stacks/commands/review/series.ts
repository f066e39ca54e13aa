import { print } from "../../../alert-rules/promql/canonical";
import { together, type About, type Change } from "./change";
import type { Compared, Seen } from "./compared";
import { conditionChanges } from "./conditions";
import { alertNameList } from "./describe";
import { schedulesOf } from "./expectations";
import { grouped } from "./instances";
import { readsOf } from "./reach";
import type { Recording, Side } from "./side";
import { ownThresholds } from "./threshold-of";
import { counted, describeSet, fromTo, listed } from "./words";

/** The sense of an expression that is not an alert condition. Whether a higher value leads to more or fewer notifications is unknown. */
export const senseless = { set: 0, value: 0 } as const;

const computedByRules = (recordings: readonly Recording[]): Map<string, Recording[]> =>
  grouped(
    recordings.filter(({ labels }) => labels === undefined),
    ({ name }) => name,
  );

const text = (recordings: readonly Recording[]): string => recordings.map(({ expr }) => print(expr)).join("; ");

/** Names of a series' labels without `environment`; undefined when the series does not exist. */
function labelsOf({ world }: Seen, name: string): string[] | undefined {
  const sets = world.seriesOf(name);
  if (sets.length === 0) return undefined;
  return [...new Set(sets.flatMap((labels) => Object.keys(labels)))].filter((label) => label !== "environment").sort();
}

function panelsReading({ side }: Seen, name: string): number {
  const queries = side.dashboards.flatMap(({ panels }) => panels.map(({ targets = [] }) => targets.flatMap(({ expr }) => expr ?? [])));
  return queries.filter((exprs) => exprs.some((expr) => new RegExp(`(^|[^\\w:])${name}($|[^\\w:])`).test(expr))).length;
}

/** Describes what reads a series: the names of alerts and the number of panels. */
function readers(seen: Seen, name: string): string {
  const alerts = seen.side.alerts.filter(({ expr }) => readsOf(seen, expr).has(name));
  const panels = panelsReading(seen, name);
  const parts = [...alertNameList(alerts), ...(panels > 0 ? [counted(panels, "panel")] : [])];
  return parts.length === 0 ? "nothing reads it" : `read by ${describeSet(parts)}`;
}

function relabelled({ before, after }: Compared, name: string): string[] {
  const [was, is] = [labelsOf(before, name), labelsOf(after, name)];
  if (was === undefined || is === undefined) return [];
  const [lost, gained] = [was.filter((label) => !is.includes(label)), is.filter((label) => !was.includes(label))];
  if (lost.length + gained.length === 0) return [];
  const parts = [...(gained.length > 0 ? [`gains ${listed(gained)}`] : []), ...(lost.length > 0 ? [`loses ${listed(lost)}`] : [])];
  return [`changes labels at deployment (${parts.join(", ")}); comparisons with its past start over`];
}

/** All own thresholds and the conditions of `HttpLatencyHigh`, as one text. */
const latencyThresholdsOf = (side: Side): string =>
  [
    ...[...ownThresholds(side)].map(([key, value]) => `${key} ${value}`).sort(),
    ...side.alerts.filter(({ name }) => name === "HttpLatencyHigh").map(({ expr }) => print(expr)),
  ].join("\n");

/**
 * Series whose expressions contain catalogue values, each with a function that returns these values. Other parts of the review report a
 * change of the values.
 */
const written: ReadonlyMap<string, (side: Side) => string> = new Map([
  ["job:due:timestamp", schedulesOf],
  ["service:http_latency_threshold:seconds", latencyThresholdsOf],
  ["service:http_latency_threshold_beside_bounds:seconds", latencyThresholdsOf],
]);

/** Recorded series whose expression or name changed. Also names the labels that a series with a changed expression gains or loses. */
export function seriesChanges(compared: Compared): Change[] {
  const { before, after, renames } = compared;
  const [was, is] = [computedByRules(before.side.recordings), computedByRules(after.side.recordings)];
  const changed = [...is].flatMap(([name, recordings]): About[] => {
    const old = was.get(name);
    if (old === undefined || text(old) === text(recordings)) return [];
    const values = written.get(name);
    if (values !== undefined && values(before.side) !== values(after.side)) return [];
    const [first, second] = [old[0], recordings[0]];
    const single = old.length === 1 && recordings.length === 1 && first !== undefined && second !== undefined;
    const what = single
      ? conditionChanges(first.expr, second.expr, senseless, "left out").map((one) => one.what)
      : [`is now ${text(recordings)}`];
    const computed = what.length === 0 ? [] : [{ effect: "changed" as const, name, what: `${what.join("; ")}; ${readers(after, name)}` }];
    return [...computed, ...relabelled(compared, name).map((labels) => ({ effect: "changed" as const, name, what: labels }))];
  });
  const named = [...renames].map(([old, name]): Change => ({
    subject: "Series",
    effect: "renamed",
    text: `${fromTo(old, name)}; past samples keep the old name; ${readers(after, name)}`,
  }));
  return [...named, ...together("Series", changed)];
}
