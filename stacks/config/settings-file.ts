import { readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { parseSettings, type Settings, type Source } from "./settings";
import { UserError } from "./errors";

/** Keys that hold secrets or where they are: they are not read. */
const secretKeys = ["monitoring:secrets", "monitoring:secretsFile"];

/** The settings that `Pulumi.<stack>.yaml` gives a stack, checked as `pulumi preview` checks them. Throws UserError. */
export function settingsInFile(root: string, watched: Source["watched"], stack: string): Settings {
  const file = `Pulumi.${stack}.yaml`;
  let content: unknown;
  try {
    content = parse(readFileSync(path.join(root, file), "utf8"));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UserError(`${file} cannot be read (${code ?? String(error).split("\n")[0] ?? ""}). Restore it from git.`);
  }
  const config = (content as { config?: Readonly<Record<string, unknown>> } | null)?.config ?? {};
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
