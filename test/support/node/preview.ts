import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { prepareStack } from "../../../stacks/local/prepare";
import { pulumi, selectStack } from "../../../stacks/local/pulumi";
import { prepareLocalSecrets } from "../../../stacks/local/secrets";
import { localPulumi, localStack } from "../../../stacks/local/stack";
import { shipped } from "../shipped";

/** Previews the local stack from an empty, separate state, with the Node that runs this script. Needs Docker. Creates no resources. */
async function main(): Promise<void> {
  const root = path.resolve(__dirname, "../../..");
  const view = shipped.view(localStack);
  const folder = mkdtempSync(path.join(tmpdir(), "monitoring-node-"));
  try {
    await prepareStack(view, () => undefined);
    prepareLocalSecrets(root, view);
    const call = await localPulumi(root);
    const own = { ...call, env: { ...call.env, PULUMI_BACKEND_URL: `file://${folder}` } };
    await selectStack(own, localStack);
    const preview = await pulumi(own, ["preview", "--stack", localStack, "--non-interactive", "--json"]);
    const { changeSummary } = JSON.parse(preview) as { changeSummary: Readonly<Record<string, number>> };
    const { create = 0, ...others } = changeSummary;
    console.log(`Node ${process.version}: a preview of ${localStack} plans ${create} resources.`);
    if (create < 20 || Object.keys(others).length > 0)
      throw new Error(`The preview from nothing plans ${JSON.stringify(changeSummary)}; only resources to create were expected.`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

void main();
