import { readFileSync } from "node:fs";
import path from "node:path";
import { catalogue } from "../../../exporters/model/user-catalogue";
import { localSecretsFile, prepareLocalSecrets } from "../../../stacks/local/secrets";
import { watchedByEnvironment } from "../../../stacks/config/settings";
import { settingsInFile } from "../../../stacks/config/settings-file";
import { freeStack } from "../../../stacks/local/locks";
import { prepareStack } from "../../../stacks/local/prepare";
import { Programs } from "../../../stacks/local/programs";
import { pulumi, selectStack } from "../../../stacks/local/pulumi";
import { waitUntilReady } from "../../../stacks/local/ready";
import { localPulumi } from "../../../stacks/local/stack";
import { root } from "../command";

const say = (line: string): void => {
  process.stderr.write(`${line}\n`);
};
const unattended = ["--yes", "--skip-preview", "--non-interactive"];

/** Deploys a stack of `Pulumi.<stack>.yaml` on this machine, as its comment says, and waits until an alert would arrive. */
export async function upStack(stack: string): Promise<Programs> {
  const all = catalogue();
  const view = all.view(settingsInFile(root, watchedByEnvironment(all), stack).environment);
  await prepareStack(view, say);
  prepareLocalSecrets(root, view);
  const call = await localPulumi(root);
  await selectStack(call, stack);
  await freeStack(call, stack, say);
  const started = Date.now();
  await pulumi(call, ["up", "--stack", stack, ...unattended]);
  const programs = Programs.from(await pulumi(call, ["stack", "output", "--json", "--stack", stack]));
  const ready = await waitUntilReady(programs, started, 300);
  if (ready.programs === undefined || ready.allUp === undefined || ready.alertReady === undefined)
    throw new Error(`The stack ${stack} is not ready: ${JSON.stringify(ready)}`);
  return programs;
}

/** Removes all of a stack. */
export async function downStack(stack: string): Promise<void> {
  await pulumi(await localPulumi(root), ["destroy", "--stack", stack, ...unattended]);
}

/** A secret that `upStack` made. */
export function localSecret(key: string): string {
  const secrets = JSON.parse(readFileSync(path.join(root, localSecretsFile), "utf8")) as Readonly<Record<string, string>>;
  const value = secrets[key];
  if (value === undefined) throw new Error(`${localSecretsFile} has no ${key}`);
  return value;
}
