import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { RenderedFile } from "../../exporters/emit";

/** Folders that contain only rendered files, one subfolder per environment. */
export const renderedRoots: readonly string[] = ["alert-rules/rendered", "dashboards/rendered", "exporters/rendered"];

/** The folders that contain the rendered files of one environment. */
export const renderedFolders = (environment: string): string[] => renderedRoots.map((root) => `${root}/${environment}`);

/** A rendered file that does not match the catalogue: missing, different, or no longer needed. */
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

/** Returns every file that does not match `wanted`. Files in `folders` that are not in `wanted` are left over. */
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

/** Writes missing and different files atomically, and removes left-over files. Returns the changes. */
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
