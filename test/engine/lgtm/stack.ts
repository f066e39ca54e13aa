import { readFileSync } from "node:fs";
import path from "node:path";
import { down } from "../../../stacks/local/down";
import type { Programs } from "../../../stacks/local/programs";
import { localSecretsFile } from "../../../stacks/local/secrets";
import { openStack } from "../../../stacks/local/stack";
import { up } from "../../../stacks/local/up";
import { root } from "../command";

const say = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

/**
 * Does the same as `npm run up -- --stack <stack>`, and returns the stack's programs. Throws if alerts cannot reach the receiver in time.
 */
export async function upStack(stack: string): Promise<Programs> {
  await up(root, say, stack);
  return (await openStack(root, stack)).programs;
}

/** Does the same as `npm run down -- --stack <stack>`. */
export const downStack = (stack: string): Promise<void> => down(root, say, stack);

/** A secret that `upStack` generated. */
export function localSecret(key: string): string {
  const secrets = JSON.parse(readFileSync(path.join(root, localSecretsFile), "utf8")) as Readonly<Record<string, string>>;
  const value = secrets[key];
  if (value === undefined) throw new Error(`${localSecretsFile} has no ${key}`);
  return value;
}
