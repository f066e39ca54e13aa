import { execFileSync } from "node:child_process";
import { cpus, loadavg, totalmem } from "node:os";
import { tools } from "../../stacks/supply/table";

/** The commit of the working tree, short. */
export function commit(root: string): string {
  try {
    return execFileSync("git", ["rev-parse", "--short", "HEAD"], { cwd: root, encoding: "utf8" }).trim();
  } catch {
    return "an unknown commit";
  }
}

/** The 1-minute load average: what else the machine was doing. */
export const load = (): number => loadavg()[0] ?? 0;

/** When, where and on what something was measured, in one line. */
export function circumstances(root: string, at: string, loadBefore?: number): string {
  const machine = `${cpus().length} cores, ${(totalmem() / 2 ** 30).toFixed(0)} GiB`;
  const before = loadBefore === undefined ? "" : `, load ${loadBefore.toFixed(1)} before`;
  const versions = `Node ${process.versions.node}, Pulumi ${tools.pulumi.version}, Prometheus ${tools.prometheus.version}`;
  return `_${at.slice(0, 16).replace("T", " ")} UTC at ${commit(root)}; ${machine}${before}; ${versions}._`;
}
