import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Options } from "prettier";
import * as babel from "prettier/plugins/babel";
import * as estree from "prettier/plugins/estree";
import * as typescript from "prettier/plugins/typescript";
import * as yaml from "prettier/plugins/yaml";
import { format } from "prettier/standalone";
import { UserError } from "../../config/errors";

const parsers = { ".ts": "typescript", ".json": "json", ".yaml": "yaml" } as const;

/** Prettier's options in the repository; empty when there is no `.prettierrc.json`. */
function optionsOf(root: string): Options {
  const file = path.join(root, ".prettierrc.json");
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Options) : {};
}

/** Formats content with Prettier. The file's extension selects the parser. Throws UserError when there is no parser or parsing fails. */
export async function formatted(root: string, file: string, content: string): Promise<string> {
  const parser = Object.entries(parsers).find(([extension]) => file.endsWith(extension))?.[1];
  if (parser === undefined) throw new UserError(`${file} cannot be formatted; supported: ${Object.keys(parsers).join(", ")}`);
  try {
    return await format(content, { ...optionsOf(root), parser, plugins: [babel, estree, typescript, yaml] });
  } catch (error) {
    const [first = ""] = (error instanceof Error ? error.message : String(error)).split("\n");
    throw new UserError(`${file} cannot be formatted: ${first}`);
  }
}
