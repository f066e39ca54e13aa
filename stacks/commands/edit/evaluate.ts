import { existsSync, statSync } from "node:fs";
import path from "node:path";
import { runInThisContext } from "node:vm";
import { build, type Plugin } from "esbuild";
import type { CatalogueInput } from "../../../exporters/model/catalogue";
import { UserError } from "../../config/errors";
import type { Draft } from "./draft";

/** Folder of the catalogue, relative to the repository's root. */
export const catalogueFolder = "exporters/catalogue";
export const ownersFile = `${catalogueFolder}/owners.ts`;
export const environmentsFile = `${catalogueFolder}/environments.ts`;
export const systemsFolder = `${catalogueFolder}/systems`;

const entry = `
  export { owners } from "./owners";
  export { environments } from "./environments";
  export { systems } from "./systems";
  export { default as announcements } from "./announcements.json";
`;

/** An esbuild plugin that reads files from the draft if the draft changes them, else from disk. */
const drafted = (draft: Draft): Plugin => ({
  name: "draft",
  setup: (bundler) => {
    bundler.onResolve({ filter: /^\./ }, ({ path: name, resolveDir }) => {
      const absolute = path.join(resolveDir, name);
      const candidates = [absolute, `${absolute}.ts`, path.join(absolute, "index.ts")];
      const file = candidates.find((candidate) => {
        const known = path.relative(draft.root, candidate);
        return draft.changes.has(known) ? draft.has(known) : existsSync(candidate) && statSync(candidate).isFile();
      });
      return file === undefined ? { errors: [{ text: `${path.relative(draft.root, absolute)} is missing` }] } : { path: file };
    });
    bundler.onLoad({ filter: /\.(ts|json)$/ }, ({ path: file }) => {
      const contents = draft.changes.get(path.relative(draft.root, file));
      return contents === undefined ? undefined : { contents, loader: file.endsWith(".json") ? "json" : "ts" };
    });
  },
});

/** Evaluates the catalogue's files in the draft. Throws UserError when a file is missing, has a syntax error or throws an error. */
export async function evaluate(draft: Draft): Promise<CatalogueInput> {
  const module = { exports: {} as CatalogueInput };
  try {
    const { outputFiles } = await build({
      stdin: { contents: entry, resolveDir: path.join(draft.root, catalogueFolder), sourcefile: "catalogue.ts", loader: "ts" },
      bundle: true,
      format: "cjs",
      platform: "node",
      write: false,
      logLevel: "silent",
      absWorkingDir: draft.root,
      plugins: [drafted(draft)],
    });
    const run = runInThisContext(`(module, exports, require) => {${outputFiles[0]?.text ?? ""}\n}`) as Run;
    run(module, module.exports, require);
  } catch (error) {
    throw new UserError(`The catalogue cannot be read; nothing was changed.\n${said(error)}`);
  }
  return module.exports;
}

type Run = (module: { exports: CatalogueInput }, exports: object, load: NodeJS.Require) => void;

interface BuildError {
  readonly errors?: readonly { readonly text: string; readonly location?: { file: string; line: number } | null }[];
}

function said(error: unknown): string {
  const found = (error as BuildError).errors ?? [];
  if (found.length === 0) return `  ${error instanceof Error ? error.message : String(error)}`;
  return found.map(({ text, location }) => `  ${location ? `${location.file}:${location.line}: ` : ""}${text}`).join("\n");
}
