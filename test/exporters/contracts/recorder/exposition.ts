/** The type and the labels of a sample name that a program exposes. */
export interface MetricContract {
  readonly type: string;
  /** Sorted label names. */
  readonly labels: readonly string[];
  /** The library's bucket bounds: the `le` values as Prometheus stores them, in ascending order. */
  readonly le?: readonly string[];
}
export type Metrics = Readonly<Record<string, MetricContract>>;

const nameAtStart = /[a-zA-Z_:][a-zA-Z0-9_:]*/y;
const labelHere = /\s*([a-zA-Z_][a-zA-Z0-9_]*)\s*=\s*"(?:[^"\\]|\\.)*"\s*,?/y;

/** The metric name and label names in a sample line. Undefined for any other line. */
export function readSample(line: string): { readonly name: string; readonly labels: readonly string[] } | undefined {
  nameAtStart.lastIndex = 0;
  const name = nameAtStart.exec(line)?.[0];
  if (name === undefined) return undefined;
  let at = nameAtStart.lastIndex;
  const labels: string[] = [];
  if (line[at] === "{") {
    labelHere.lastIndex = ++at;
    for (let match = labelHere.exec(line); match?.[1] !== undefined; match = labelHere.exec(line)) {
      labels.push(match[1]);
      at = labelHere.lastIndex;
    }
    if (line[at] !== "}") return undefined;
    at++;
  }
  return /^[ \t]+\S/.test(line.slice(at)) ? { name, labels } : undefined;
}

/** OpenMetrics calls an unknown type `unknown`, and the older text format calls it `untyped`. Contracts use `untyped`. */
const typeWord = (word: string): string => (word === "unknown" ? "untyped" : word);

/** The type of a sample. For example, `x_bucket` has the type of the histogram `x`. */
export function typeOf(name: string, types: ReadonlyMap<string, string>): string {
  const family = name.replace(/_(bucket|sum|count|total|created|info)$/, "");
  const type = types.get(name) ?? types.get(family) ?? "untyped";
  // `_created` samples are gauges, whatever type the family declares.
  return typeWord(name.endsWith("_created") && type !== "untyped" ? "gauge" : type);
}

export const sorted = (entries: Iterable<readonly [string, MetricContract]>): Metrics =>
  Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));

/** Parses the text format of Prometheus and OpenMetrics. Returns every sample name with its type and labels. */
export function readExposition(text: string): Metrics {
  const types = new Map<string, string>();
  const labels = new Map<string, Set<string>>();
  for (const line of text.split("\n")) {
    const typed = /^# TYPE (\S+) (\S+)/.exec(line);
    if (typed?.[1] !== undefined && typed[2] !== undefined) types.set(typed[1], typed[2]);
    if (line.startsWith("#")) continue;
    const sample = readSample(line);
    if (sample === undefined) continue;
    const known = labels.get(sample.name) ?? new Set<string>();
    for (const label of sample.labels) known.add(label);
    labels.set(sample.name, known);
  }
  return sorted([...labels].map(([name, names]) => [name, { type: typeOf(name, types), labels: [...names].sort() }]));
}

const union = (a: readonly string[] = [], b: readonly string[] = []): string[] => [...new Set([...a, ...b])];

/** Merges the metrics of several instances of a program. A metric has the type that the first instance with a known type reports. */
export function mergeMetrics(all: readonly Metrics[]): Metrics {
  const merged = new Map<string, MetricContract>();
  for (const metrics of all)
    for (const [name, { type, labels, le }] of Object.entries(metrics)) {
      const before = merged.get(name);
      const bounds = union(before?.le, le).sort((a, b) => Number(a.replace("+Inf", "Infinity")) - Number(b.replace("+Inf", "Infinity")));
      merged.set(name, {
        type: before === undefined || before.type === "untyped" ? type : before.type,
        labels: union(before?.labels, labels).sort(),
        ...(bounds.length === 0 ? {} : { le: bounds }),
      });
    }
  return sorted(merged);
}
