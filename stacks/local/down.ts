import { freeStack } from "./locks";
import { pulumi, selectStack } from "./pulumi";
import { localPulumi, localStack } from "./stack";

/** Stops the local stack and removes all of it: containers, volumes, network. Images and tools stay in the cache. */
export async function down(root: string, say: (line: string) => void): Promise<void> {
  const started = Date.now();
  const call = await localPulumi(root);
  await selectStack(call, localStack);
  say("Runs `pulumi destroy` for the stack local.");
  await freeStack(call, localStack, say);
  await pulumi(call, ["destroy", "--yes", "--skip-preview", "--non-interactive", "--stack", localStack, "--suppress-outputs"], (line) => {
    if (/ (deleting|deleted) /.test(line)) return;
    if (line.trim() !== "") say(`  ${line.trimEnd()}`);
  });
  await freeStack(call, localStack, say);
  say(`Down after ${((Date.now() - started) / 1000).toFixed(1)} s; nothing of the stack is left.`);
}
