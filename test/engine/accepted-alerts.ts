import { statfsSync } from "node:fs";
import { availableParallelism, loadavg } from "node:os";
import { factsOf } from "../../alert-rules/facts";
import { withoutNotification } from "../../alert-rules/routes/without-notification";
import { ruleGroups } from "../../alert-rules/rules";
import type { View } from "../../exporters/model/catalogue";
import { docker } from "../../stacks/local/docker";

/** Whether the disk with Docker's data is more than 77 % full. LogDiskFilling, which fires above 80 %, may then fire during the test. */
async function diskNearlyFull(): Promise<boolean> {
  const { bavail, blocks } = statfsSync(await docker("info", "--format", "{{.DockerRootDir}}"));
  return 1 - bavail / blocks > 0.77;
}

/**
 * Alerts that are right on an overloaded machine: Prometheus evaluates its rules late, and the demo waits for connections. Empty on a machine
 * with fewer than two waiting processes per core.
 */
const ofOverload = (): string[] =>
  (loadavg()[0] ?? 0) > 2 * availableParallelism() ? ["RuleEvaluationSlow", "ConnectionPoolTimeouts"] : [];

/** Alerts about the machine on which the test runs, for example while other tests use all of its CPU. */
const aboutThisHost = (view: View): string[] =>
  ruleGroups(factsOf(view)).flatMap(({ name, alerts }) => (name === "hosts" ? alerts.map((alert) => alert.name) : []));

/** Alerts that only inhibit. They may fire here, because on a busy machine a starting server is unreachable for some seconds. */
const inhibitOnly = (view: View): string[] => withoutNotification(ruleGroups(factsOf(view)).flatMap(({ alerts }) => alerts));

/** Names of the alerts that may fire on a healthy demo. */
export const acceptedAlerts = async (view: View): Promise<string[]> => [
  ...((await diskNearlyFull()) ? ["LogDiskFilling"] : []),
  ...ofOverload(),
  ...aboutThisHost(view),
  ...inhibitOnly(view),
];
