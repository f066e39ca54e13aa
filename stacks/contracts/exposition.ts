/** One sample name as a program exposes it. */
export interface MetricContract {
  readonly type: string;
  /** Label names seen on it, sorted. */
  readonly labels: readonly string[];
}
export type Metrics = Readonly<Record<string, MetricContract>>;

const sampleLine = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(\{.*\})?\s+\S+/;
const labelName = /([a-zA-Z_][a-zA-Z0-9_]*)="(?:[^"\\]|\\.)*"/g;

/** `x_bucket` of the histogram `x` has the histogram's type. */
function typeOf(name: string, types: ReadonlyMap<string, string>): string {
  const family = name.replace(/_(bucket|sum|count|total|created)$/, "");
  return types.get(name) ?? types.get(family) ?? "untyped";
}

/** Reads the text format of Prometheus and OpenMetrics: every sample name with its type and labels. */
export function readExposition(text: string): Metrics {
  const types = new Map<string, string>();
  const labels = new Map<string, Set<string>>();
  for (const line of text.split("\n")) {
    const typed = /^# TYPE (\S+) (\S+)/.exec(line);
    if (typed?.[1] !== undefined && typed[2] !== undefined) types.set(typed[1], typed[2]);
    if (line.startsWith("#")) continue;
    const sample = sampleLine.exec(line);
    if (sample?.[1] === undefined) continue;
    const known = labels.get(sample[1]) ?? new Set<string>();
    for (const match of (sample[2] ?? "").matchAll(labelName)) if (match[1] !== undefined) known.add(match[1]);
    labels.set(sample[1], known);
  }
  return sorted([...labels].map(([name, names]) => [name, { type: typeOf(name, types), labels: [...names].sort() }]));
}

const sorted = (entries: [string, MetricContract][]): Metrics => Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));

/** What several instances of one program expose together. */
export function mergeMetrics(all: readonly Metrics[]): Metrics {
  const merged = new Map<string, MetricContract>();
  for (const metrics of all)
    for (const [name, { type, labels }] of Object.entries(metrics)) {
      const before = merged.get(name);
      merged.set(name, { type: before?.type ?? type, labels: [...new Set([...(before?.labels ?? []), ...labels])].sort() });
    }
  return sorted([...merged]);
}
