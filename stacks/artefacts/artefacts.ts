import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { renderAlertRules, renderOperations } from "../../alert-rules/render";
import { renderDashboards } from "../../dashboards/render";
import type { Catalogue, View } from "../../exporters/model/catalogue";
import type { RenderedFile } from "../../exporters/emit";
import { renderExporters } from "../../exporters/render";
import { UserError } from "../config/errors";

/** The folders that hold one environment's rendered files. */
export const renderedFolders = (environment: string): string[] =>
  ["exporters", "alert-rules", "dashboards"].map((area) => `${area}/rendered/${environment}`);

const byPath = (a: RenderedFile, b: RenderedFile): number => (a.path < b.path ? -1 : 1);

/** Every rendered file of one environment, computed from its view, sorted by path. Throws UserError when something came out empty. */
export function artefactsOf(view: View): RenderedFile[] {
  const [exporters = "", rules = "", dashboards = ""] = renderedFolders(view.environment.id);
  const files = [...renderExporters(view, exporters), ...renderAlertRules(view, rules), ...renderDashboards(view, dashboards)].sort(byPath);
  const empty = files.filter((file) => file.content.trim() === "");
  if (empty.length > 0)
    throw new UserError(`Nothing was rendered into ${empty.map((file) => file.path).join(", ")}; a generator lost its input.`);
  return files;
}

/** Every rendered file of the repository: all environments and the documents. */
export function allArtefacts(catalogue: Catalogue): RenderedFile[] {
  const views = catalogue.environments.map((environment) => catalogue.view(environment.id));
  return [...views.flatMap(artefactsOf), renderOperations(views)].sort(byPath);
}

/** A rendered file that is not what the catalogue says: missing, different, or no longer wanted. */
export interface Stale {
  readonly path: string;
  readonly why: "missing" | "different" | "left over";
}

function filesBelow(root: string, folder: string): string[] {
  const absolute = path.join(root, folder);
  if (!existsSync(absolute)) return [];
  return readdirSync(absolute, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join("/"));
}

/** Compares the files on disk with what they should be. `folders` are searched for left-overs. */
export function staleFiles(root: string, wanted: readonly RenderedFile[], folders: readonly string[]): Stale[] {
  const known = new Set(wanted.map((file) => file.path));
  const leftOver = folders.flatMap((folder) => filesBelow(root, folder)).filter((file) => !known.has(file));
  return [
    ...wanted.flatMap((file): Stale[] => {
      const absolute = path.join(root, file.path);
      if (!existsSync(absolute)) return [{ path: file.path, why: "missing" }];
      return readFileSync(absolute, "utf8") === file.content ? [] : [{ path: file.path, why: "different" }];
    }),
    ...leftOver.map((file): Stale => ({ path: file, why: "left over" })),
  ].sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Stops with the names of the stale files. Called before any resource is planned. */
export function assertFresh(root: string, view: View, files: readonly RenderedFile[]): void {
  const stale = staleFiles(root, files, renderedFolders(view.environment.id));
  if (stale.length === 0) return;
  const lines = stale.map((file) => `  ${file.path} (${file.why})`).join("\n");
  throw new UserError(`Rendered files do not match the catalogue:\n${lines}\nRun \`npm run render\`, look at the diff and commit it.`);
}

/** Writes the files that differ and removes left-overs; each file is replaced as a whole. Gives what was changed. */
export function writeArtefacts(root: string, wanted: readonly RenderedFile[], folders: readonly string[]): Stale[] {
  const stale = staleFiles(root, wanted, folders);
  const content = new Map(wanted.map((file) => [file.path, file.content]));
  for (const { path: file, why } of stale) {
    const absolute = path.join(root, file);
    if (why === "left over") {
      rmSync(absolute);
      continue;
    }
    mkdirSync(path.dirname(absolute), { recursive: true });
    writeFileSync(`${absolute}.new`, content.get(file) ?? "");
    renameSync(`${absolute}.new`, absolute);
  }
  return stale;
}
