/** What each file imports, by the names of files. */
export type ImportGraph = ReadonlyMap<string, readonly string[]>;

/**
 * Every import cycle that a depth-first search meets, as `a -> b -> a`. Type-only imports count: they tie files together as much.
 * Each file is left once all it reaches has been seen, so every cycle is met at least once, though perhaps not by all its ways.
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
