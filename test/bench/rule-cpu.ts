import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { UserError } from "../../stacks/config/errors";
import { startPrometheus } from "../support/prometheus-process";

/** Settings of the Prometheus that evaluates the rules. */
export interface Evaluated {
  readonly binary: string;
  /** Folder whose subfolder `data/` contains Prometheus' data. */
  readonly folder: string;
  readonly port: number;
  /** Evaluation interval in seconds. */
  readonly interval: number;
  /** Duration of the measurement in seconds. Prometheus first runs for the same time to settle. */
  readonly seconds: number;
}

const numberOf = (metrics: string, pattern: RegExp): number =>
  [...metrics.matchAll(pattern)].reduce((sum, [, value]) => sum + Number(value), 0);

/**
 * Measures a Prometheus that scrapes nothing. Returns its CPU seconds and the number of evaluations of the rule group `group`, both during
 * the measurement.
 */
export async function ruleCpu(
  { binary, folder, port, interval, seconds }: Evaluated,
  files: ReadonlyMap<string, string>,
  group: string,
): Promise<{ readonly cpu: number; readonly evaluations: number }> {
  mkdirSync(path.join(folder, "rules"), { recursive: true });
  for (const [name, content] of files) writeFileSync(path.join(folder, "rules", name), content);
  const config = { global: { evaluation_interval: `${interval}s` }, rule_files: [...files.keys()].map((name) => `rules/${name}`) };
  const { url, end } = await startPrometheus(binary, folder, port, config, ["--storage.tsdb.retention.time=60d"]);
  const read = async () => {
    const metrics = await (await fetch(`${url}/metrics`)).text();
    const failures = numberOf(metrics, /^prometheus_rule_evaluation_failures_total\{[^}]*\} (\S+)$/gmu);
    if (failures > 0) throw new UserError(`${failures} evaluations of ${group} failed`);
    return {
      cpu: numberOf(metrics, /^process_cpu_seconds_total (\S+)$/gmu),
      evaluations: numberOf(metrics, new RegExp(`^prometheus_rule_group_iterations_total\\{[^}]*;${group}"\\} (\\S+)$`, "gmu")),
    };
  };
  try {
    await sleep(seconds * 1000);
    const before = await read();
    await sleep(seconds * 1000);
    const after = await read();
    return { cpu: after.cpu - before.cpu, evaluations: after.evaluations - before.evaluations };
  } finally {
    await end();
  }
}
