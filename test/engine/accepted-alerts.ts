import { statfsSync } from "node:fs";
import { availableParallelism, freemem, loadavg, totalmem } from "node:os";
import { factsOf } from "../../alert-rules/facts";
import { withoutNotification } from "../../alert-rules/routes/without-notification";
import { ruleGroups } from "../../alert-rules/rules";
import type { View } from "../../exporters/model/catalogue";
import { docker } from "../../stacks/local/docker";

/**
 * Alerts that are right if the disk with Docker's data is nearly full. LogDiskFilling fires above 80 %, and HostDiskFull above 90 %.
 */
async function ofFullDisk(): Promise<string[]> {
  const { bavail, blocks } = statfsSync(await docker("info", "--format", "{{.DockerRootDir}}"));
  const used = 1 - bavail / blocks;
  return [...(used > 0.77 ? ["LogDiskFilling"] : []), ...(used > 0.87 ? ["HostDiskFull"] : [])];
}

/**
 * Alerts that are right on an overloaded machine: Prometheus evaluates its rules late, and the demo waits for connections. Empty if the
 * 1-minute load average is at most 2 per core.
 */
const ofOverload = (): string[] =>
  (loadavg()[0] ?? 0) > 2 * availableParallelism() ? ["RuleEvaluationSlow", "ConnectionPoolTimeouts"] : [];

/** Alerts that are right while other tests use all CPU, disk or memory of this machine. */
const ofOtherTests = (): string[] => ["HostCpuHigh", "HostDiskSaturated", ...(freemem() / totalmem() < 0.15 ? ["HostMemoryLow"] : [])];

/** Alerts that only inhibit. They may fire here, because on a busy machine a starting server is unreachable for some seconds. */
const inhibitOnly = (view: View): string[] => withoutNotification(ruleGroups(factsOf(view)).flatMap(({ alerts }) => alerts));

/** Names of the alerts that may fire on a healthy demo. */
export const acceptedAlerts = async (view: View): Promise<string[]> => [
  ...(await ofFullDisk()),
  ...ofOverload(),
  ...ofOtherTests(),
  ...inhibitOnly(view),
];
