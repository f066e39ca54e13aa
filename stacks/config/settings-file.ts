import { readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { parseSettings, type Settings, type Source } from "./settings";
import { UserError } from "./errors";

/** Keys that are not read, because they contain secrets or the path of the secrets file. */
const secretKeys = ["monitoring:secrets", "monitoring:secretsFile"];

/** Reads and validates the settings in `Pulumi.<stack>.yaml`, without the secrets. Throws UserError if the file is missing or not valid. */
export function settingsInFile(root: string, watched: Source["watched"], stack: string): Settings {
  const file = `Pulumi.${stack}.yaml`;
  let content: string;
  try {
    content = readFileSync(path.join(root, file), "utf8");
  } catch (error) {
    throw unreadable(file, error);
  }
  return settingsInText(content, watched, stack);
}

/** Validates the settings in the content of a `Pulumi.<stack>.yaml`, without the secrets. Throws UserError if the content is not valid. */
export function settingsInText(content: string, watched: Source["watched"], stack: string): Settings {
  let parsed: unknown;
  try {
    parsed = parse(content);
  } catch (error) {
    throw unreadable(`Pulumi.${stack}.yaml`, error);
  }
  const config = (parsed as { config?: Readonly<Record<string, unknown>> } | null)?.config ?? {};
  const texts = Object.entries(config)
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
