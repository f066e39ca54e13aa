import { readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { parseSecretsFile, parseSettings, readSecretsFile, type Settings, type Source } from "./settings";
import { UserError } from "./errors";

/** Keys that `settingsInText` does not read, because they contain secrets or the path of the secrets file. */
const secretKeys = ["monitoring:secrets", "monitoring:secretsFile"];

function contentOf(root: string, stack: string): string {
  const file = `Pulumi.${stack}.yaml`;
  try {
    return readFileSync(path.join(root, file), "utf8");
  } catch (error) {
    throw unreadable(file, error);
  }
}

function configOf(content: string, stack: string): Readonly<Record<string, unknown>> {
  try {
    return (parse(content) as { config?: Readonly<Record<string, unknown>> } | null)?.config ?? {};
  } catch (error) {
    throw unreadable(`Pulumi.${stack}.yaml`, error);
  }
}

/** Reads and validates the settings in `Pulumi.<stack>.yaml`, without the secrets. Throws UserError if the file is missing or not valid. */
export const settingsInFile = (root: string, watched: Source["watched"], stack: string): Settings =>
  settingsInText(contentOf(root, stack), watched, stack);

/**
 * Reads the secrets file that `Pulumi.<stack>.yaml` names. Empty if it names none: secrets that Pulumi encrypts are not read. Throws
 * UserError if a file is missing or not valid.
 */
export function secretsInFile(root: string, stack: string): Readonly<Record<string, string>> {
  const file = configOf(contentOf(root, stack), stack)["monitoring:secretsFile"];
  return typeof file === "string" ? parseSecretsFile(file, readSecretsFile(root, file)) : {};
}

/** Validates the settings in the content of a `Pulumi.<stack>.yaml`, without the secrets. Throws UserError if the content is not valid. */
export function settingsInText(content: string, watched: Source["watched"], stack: string): Settings {
  const texts = Object.entries(configOf(content, stack))
    .filter(([key]) => !secretKeys.includes(key))
    .map(([key, value]) => [key, typeof value === "string" ? value : JSON.stringify(value)] as const);
  return parseSettings({
    stack,
    watched,
    config: Object.fromEntries(texts),
    isSecret: () => true,
    dockerHost: undefined,
    readSecrets: () => ({}),
  });
}

function unreadable(file: string, error: unknown): UserError {
  const { code } = error as NodeJS.ErrnoException;
  return new UserError(`${file} cannot be read (${code ?? String(error).split("\n")[0] ?? ""}). Restore it from git.`);
}
