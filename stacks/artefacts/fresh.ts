import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { RenderedFile } from "../../exporters/emit";
import { renderedFolders } from "./artefacts-on-disk";

interface Listed {
  readonly path: string;
  readonly stamp: string;
}

function listed(root: string, folder: string): Listed[] {
  const entries = readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const absolute = path.join(entry.parentPath, entry.name);
      const { mtimeMs, size } = statSync(absolute);
      return { path: path.relative(root, absolute).split(path.sep).join("/"), stamp: `${mtimeMs}:${size}` };
    })
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Location of the cached result of comparing an environment's rendered files with the catalogue. */
export interface Memory {
  /** Root of the repository. */
  readonly root: string;
  /** Folder of the cache. */
  readonly folder: string;
  /** Identifies the build of the Pulumi program, including the catalogue and the generators. If undefined, nothing is cached. */
  readonly program: string | undefined;
}

/** Hash of the repository's root, of the Pulumi program's build, and of the path, modification time and size of each listed file. */
function fingerprint({ root, program }: Memory, files: readonly Listed[]): string {
  return createHash("sha256")
    .update(JSON.stringify([root, program, files]))
    .digest("hex");
}

function listAll(root: string, environment: string): Listed[] | undefined {
  try {
    return renderedFolders(environment).flatMap((folder) => listed(root, folder));
  } catch {
    return undefined;
  }
}

/**
 * Returns the rendered files of an environment. If neither the Pulumi program nor a rendered file has changed since the last successful
 * comparison, the function reads the files from disk. Otherwise it calls `compare`, which computes the files and throws when those on disk
 * are stale.
 */
export async function freshArtefacts(
  memory: Memory,
  environment: string,
  compare: () => Promise<readonly RenderedFile[]>,
): Promise<readonly RenderedFile[]> {
  const { root, folder, program } = memory;
  const file = path.join(folder, `fresh-${environment}.json`);
  const before = program === undefined ? undefined : listAll(root, environment);
  if (before !== undefined && remembered(file) === fingerprint(memory, before)) {
    return before.map((entry) => ({ path: entry.path, content: readFileSync(path.join(root, entry.path), "utf8") }));
  }
  const files = await compare();
  const after = before && listAll(root, environment);
  // Cache the result only if nothing changed during the comparison.
  if (before !== undefined && after !== undefined && fingerprint(memory, before) === fingerprint(memory, after)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(`${file}.${process.pid}`, JSON.stringify(fingerprint(memory, after)));
    renameSync(`${file}.${process.pid}`, file);
  }
  return files;
}

function remembered(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}
