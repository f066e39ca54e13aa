/** Imports of each file, by file name. */
export type ImportGraph = ReadonlyMap<string, readonly string[]>;

/**
 * Returns import cycles as `a -> b -> a`, found by a depth-first search. Type-only imports count, because they couple files just as much.
 * The search visits each file once. If files are part of several cycles, it may report only some of the cycles, but always at least one.
 */
export function importCycles(graph: ImportGraph): string[] {
  const cycles: string[] = [];
  const done = new Set<string>();
  const trail: string[] = [];
  const visit = (file: string): void => {
    const since = trail.indexOf(file);
    if (since >= 0) {
      cycles.push([...trail.slice(since), file].join(" -> "));
      return;
    }
    if (done.has(file)) return;
    trail.push(file);
    for (const target of graph.get(file) ?? []) visit(target);
    trail.pop();
    done.add(file);
  };
  for (const file of [...graph.keys()].sort()) visit(file);
  return cycles;
}
