import { checkObjects } from "./kept-at-vendors";
import { freeStack } from "./locks";
import { pulumi, selectStack } from "./pulumi";
import { localPulumi, localStack } from "./stack";
import { endViewer } from "./viewer/background";

/**
 * Deletes everything in the state of a local stack, and stops its viewer. Images and tools stay in the cache. Throws UserError while
 * another run is active, if the Pulumi CLI fails, and if objects at vendors would be deleted with their history and
 * `monitoring:allowDelete` does not allow the deletion.
 */
export async function down(root: string, say: (line: string) => void, stack = localStack): Promise<void> {
  const started = Date.now();
  const call = await localPulumi(root);
  await selectStack(call, stack);
  say(`Running \`pulumi destroy\` for the stack ${stack}.`);
  await freeStack(call, stack, say);
  await checkObjects(call, stack);
  await pulumi(call, ["destroy", "--yes", "--skip-preview", "--non-interactive", "--stack", stack, "--suppress-outputs"], (line) => {
    if (/ (deleting|deleted) /.test(line)) return;
    if (line.trim() !== "") say(`  ${line.trimEnd()}`);
  });
  await freeStack(call, stack, say);
  await endViewer(root, stack);
  say(`Down after ${((Date.now() - started) / 1000).toFixed(1)} s; everything in the stack is removed.`);
}
