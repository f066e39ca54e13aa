import { statfsSync } from "node:fs";
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

/** Alerts that only inhibit. They may fire here, because on a busy machine a starting server is unreachable for some seconds. */
const inhibitOnly = (view: View): string[] => withoutNotification(ruleGroups(factsOf(view)).flatMap(({ alerts }) => alerts));

/** Names of the alerts that may fire on a healthy demo. */
export const acceptedAlerts = async (view: View): Promise<string[]> => [
  ...((await diskNearlyFull()) ? ["LogDiskFilling"] : []),
  ...inhibitOnly(view),
];
