import { readdirSync } from "node:fs";
import type { Catalogue } from "../../exporters/model/catalogue";
import { notAllowed } from "../../exporters/model/object";
import { UserError } from "../config/errors";
import { watchedByEnvironment } from "../config/settings";
import { settingsInFile } from "../config/settings-file";

const stackFile = /^Pulumi\.(.+)\.yaml$/;

/** Names of the stacks that have a `Pulumi.<stack>.yaml`. */
export const stacksOf = (root: string): string[] =>
  readdirSync(root)
    .flatMap((file) => stackFile.exec(file)?.[1] ?? [])
    .sort();

/**
 * Throws UserError if the local commands may not change the stack. The stack must have a stack file and run on Docker, and its environment
 * must not be a production environment.
 */
export function checkLocalStack(root: string, catalogue: Catalogue, stack: string): void {
  const stacks = stacksOf(root);
  if (!stacks.includes(stack)) throw new UserError(`--stack: ${notAllowed(stack, stacks, "stacks with a Pulumi.<stack>.yaml")}`);
  const { target, environment } = settingsInFile(root, watchedByEnvironment(catalogue), stack);
  const { production } = catalogue.view(environment).environment;
  const reason = target === "docker" ? (production ? "its environment is production" : undefined) : `its target is ${target}`;
  if (reason !== undefined)
    throw new UserError(
      `--stack: got ${JSON.stringify(stack)}; ${reason}, and \`npm run up\`, \`down\`, \`status\` and \`drill\` work on this machine's Docker only. Use \`pulumi up --stack ${stack}\`.`,
    );
}
