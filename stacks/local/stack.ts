import { ensurePulumi } from "../supply/ensure";
import { Programs } from "./programs";
import { pulumi, selectStack, stateEnvironment, type PulumiCall } from "./pulumi";

/** The default stack of the local commands. */
export const localStack = "local";

/** Prepares calls of the Pulumi CLI with the state in the repository's folder. Installs the CLI if it is missing. */
export async function localPulumi(root: string): Promise<PulumiCall> {
  const { bin, env } = await ensurePulumi();
  return { root, bin, env: { ...env, ...stateEnvironment(root) } };
}

/** The programs in a stack's outputs. Throws UserError when the stack is not up. */
export async function openStack(root: string, stack = localStack): Promise<{ readonly stack: string; readonly programs: Programs }> {
  const call = await localPulumi(root);
  await selectStack(call, stack);
  const output = await pulumi(call, ["stack", "output", "--json", "--stack", stack]);
  return { stack, programs: Programs.from(output) };
}
