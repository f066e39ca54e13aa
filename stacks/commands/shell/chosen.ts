import type { Catalogue, View } from "../../../exporters/model/catalogue";
import { notAllowed } from "../../../exporters/model/object";
import { UserError } from "../../config/errors";
import { watchedByEnvironment, type Settings } from "../../config/settings";
import { settingsInFile } from "../../config/settings-file";
import { stacksOf } from "../../local/chosen-stack";
import { localStack } from "../../local/stack";

/** The options that choose a stack. */
export interface ChosenBy {
  readonly stack?: string;
  readonly environment?: string;
}

/** The settings of the chosen stack, and the catalogue's view of the stack's environment. */
export interface ChosenStack {
  readonly settings: Settings;
  readonly view: View;
}

/**
 * Name of the only stack that deploys an environment. If several stacks deploy the environment, the stack with the environment's name.
 * Throws UserError if there is no such stack.
 */
function stackOfEnvironment(environment: string, settings: readonly Settings[]): string {
  const found = settings.filter((one) => one.environment === environment).map(({ stack }) => stack);
  const [only] = found;
  if (found.length === 1 && only !== undefined) return only;
  if (found.includes(environment)) return environment;
  if (found.length === 0)
    throw new UserError(
      `--environment: ${notAllowed(
        environment,
        settings.map((one) => one.environment),
        "environments of the stacks in Pulumi.<stack>.yaml",
      )}`,
    );
  throw new UserError(`--environment: ${environment} is deployed by the stacks ${found.join(", ")}. Choose one with --stack.`);
}

/**
 * Finds the stack by its name or by its environment. Without either, chooses the local stack. Throws UserError if both are given, if the
 * name is unknown, if no stack deploys the environment, and if several stacks deploy the environment but none has its name.
 */
export function chosenStack(root: string, catalogue: Catalogue, { stack, environment }: ChosenBy): ChosenStack {
  if (stack !== undefined && environment !== undefined)
    throw new UserError("Give either --stack or --environment, because each of them chooses the stack.");
  const watched = watchedByEnvironment(catalogue);
  const names = stacksOf(root);
  if (stack !== undefined && !names.includes(stack))
    throw new UserError(`--stack: ${notAllowed(stack, names, "stacks with a Pulumi.<stack>.yaml")}`);
  const read = (name: string): Settings => settingsInFile(root, watched, name);
  const name = stack ?? (environment === undefined ? localStack : stackOfEnvironment(environment, names.map(read)));
  const settings = read(name);
  return { settings, view: catalogue.view(settings.environment) };
}
