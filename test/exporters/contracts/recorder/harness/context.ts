import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { mergeMetrics, type Metrics } from "../exposition";
import type { Program } from "../programs";
import type { Cleanup } from "./cleanup";

/** The options and helpers that all parts of the harness share. */
export interface Harness {
  readonly cleanup: Cleanup;
  readonly say: (line: string) => void;
  /** Whether to record this program. */
  readonly wants: (program: Program) => boolean;
  /** Returns the path of a Prometheus binary that has an OTLP receiver. */
  readonly prometheus: () => Promise<string>;
}

export class Recorded {
  readonly metrics = new Map<Program, Metrics>();
  constructor(private readonly say: (line: string) => void) {}

  put(program: Program, metrics: Metrics, from: string): void {
    this.say(`  ${program}: ${Object.keys(metrics).length} names from ${from}`);
    this.metrics.set(program, mergeMetrics([this.metrics.get(program) ?? {}, metrics]));
  }
}

/** Writes these files into a temporary folder that every container's user can read. `cleanup` removes the folder. */
export async function folderOf(cleanup: Cleanup, files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "monitoring-contracts-"));
  cleanup.add(() => rm(folder, { recursive: true, force: true }));
  await chmod(folder, 0o755);
  for (const [name, content] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), content);
  }
  return folder;
}
