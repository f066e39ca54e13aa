import { docker } from "./docker";
import { freeStack } from "./locks";
import { pulumi, selectStack } from "./pulumi";
import { localPulumi, localStack } from "./stack";

const ours = (kind: "container" | "volume" | "network"): Promise<string> =>
  kind === "container"
    ? docker("ps", "--all", "--quiet", "--filter", `label=monitoring.stack=${localStack}`)
    : docker(kind, "ls", "--quiet", "--filter", `label=monitoring.stack=${localStack}`);

/** Removes what a killed `up` made but never wrote into its state: everything that carries the stack's label. */
async function sweep(): Promise<number> {
  let removed = 0;
  for (const kind of ["container", "volume", "network"] as const) {
    const ids = (await ours(kind)).split("\n").filter((id) => id !== "");
    if (ids.length === 0) continue;
    await (kind === "container" ? docker("rm", "--force", ...ids) : docker(kind, "rm", ...ids));
    removed += ids.length;
  }
  return removed;
}

/** Stops the local stack and removes all of it: containers, volumes, network. Images and tools stay in the cache. */
export async function down(root: string, say: (line: string) => void): Promise<void> {
  const started = Date.now();
  const call = await localPulumi(root);
  await selectStack(call, localStack);
  say("Runs `pulumi destroy` for the stack local.");
  await freeStack(call, localStack);
  await pulumi(call, ["destroy", "--yes", "--skip-preview", "--non-interactive", "--stack", localStack, "--suppress-outputs"], (line) => {
    if (/ (deleting|deleted) /.test(line)) return;
    if (line.trim() !== "") say(`  ${line.trimEnd()}`);
  });
  const swept = await sweep();
  if (swept > 0) say(`Removed ${swept} left-overs of an earlier run that was interrupted.`);
  say(`Down after ${((Date.now() - started) / 1000).toFixed(1)} s; nothing of the stack is left.`);
}
