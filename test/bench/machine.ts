import { execFileSync } from "node:child_process";
import { cpus, loadavg, totalmem } from "node:os";
import { tools } from "../../stacks/supply/table";

/** Returns the short hash of the checked-out commit, or `an unknown commit` if git fails. */
export function commit(root: string): string {
  try {
    return execFileSync("git", ["rev-parse", "--short", "HEAD"], { cwd: root, encoding: "utf8" }).trim();
  } catch {
    return "an unknown commit";
  }
}

/** Returns the 1-minute load average. */
export const load = (): number => loadavg()[0] ?? 0;

/**
 * Returns one line with the time, machine, commit and versions of a measurement. `loadBefore` is the load average before the measurement.
 */
export function circumstances(root: string, at: string, loadBefore?: number): string {
  const machine = `${cpus().length} cores, ${(totalmem() / 2 ** 30).toFixed(0)} GiB`;
  const before = loadBefore === undefined ? "" : `, load ${loadBefore.toFixed(1)} before`;
  const versions = `Node ${process.versions.node}, Pulumi ${tools.pulumi.version}, Prometheus ${tools.prometheus.version}`;
  return `_${at.slice(0, 16).replace("T", " ")} UTC at ${commit(root)}; ${machine}${before}; ${versions}._`;
}
