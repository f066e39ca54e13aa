import { createHash } from "node:crypto";
import { createReadStream, existsSync } from "node:fs";
import { chmod, lstat, mkdir, mkdtemp, open, readdir, readFile, readlink, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { UserError } from "../config/errors";
import { withLock } from "./lock";

/** An entry of the cache. Its folder is `<kind>/<name>/<version>`. */
export interface Entry {
  readonly kind: string;
  readonly name: string;
  readonly version: string;
}

interface ManifestFile {
  readonly sha256: string;
  readonly size: number;
  readonly changed: number;
}

interface Manifest {
  readonly recipe: string;
  readonly files: Readonly<Record<string, ManifestFile>>;
}

const manifestName = ".manifest.json";

/** Path of an entry's folder in the cache. */
export const entryFolder = (root: string, { kind, name, version }: Entry): string => path.join(root, kind, name, version);

async function sha256(file: string): Promise<string> {
  const hash = createHash("sha256");
  // For a symbolic link, hash the path of its target, because the target can be a folder.
  if ((await lstat(file)).isSymbolicLink()) return hash.update(await readlink(file)).digest("hex");
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest("hex");
}

async function filesIn(folder: string, below = ""): Promise<string[]> {
  const entries = await readdir(path.join(folder, below), { withFileTypes: true });
  const nested = entries.map((entry) => {
    const file = path.join(below, entry.name);
    return entry.isDirectory() ? filesIn(folder, file) : Promise.resolve(file === manifestName ? [] : [file]);
  });
  return (await Promise.all(nested)).flat().sort();
}

async function manifestOf(folder: string, recipe: string): Promise<Manifest> {
  const files: Record<string, ManifestFile> = {};
  for (const file of await filesIn(folder)) {
    const full = path.join(folder, file);
    const { size, mtimeMs } = await lstat(full);
    files[file] = { sha256: await sha256(full), size, changed: Math.floor(mtimeMs) };
  }
  return { recipe, files };
}

async function sync(file: string): Promise<void> {
  const handle = await open(file, "r");
  await handle.sync().finally(() => handle.close());
}

/** Writes a file atomically. A reader never sees a part of the content. */
export async function writeWhole(file: string, content: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}.tmp`;
  await writeFile(temporary, content);
  await sync(temporary);
  await rename(temporary, file);
}

/**
 * Describes the damage of a cache entry; undefined when the entry is intact. Files with the recorded size and modification time are not
 * read unless `thorough` is true.
 */
export async function damage(folder: string, recipe: string, thorough = false): Promise<string | undefined> {
  let manifest: Manifest;
  try {
    manifest = JSON.parse(await readFile(path.join(folder, manifestName), "utf8")) as Manifest;
  } catch {
    return "it is incomplete";
  }
  if (manifest.recipe !== recipe) return "it was built with a different recipe";
  for (const [file, wanted] of Object.entries(manifest.files)) {
    const full = path.join(folder, file);
    const found = await lstat(full).catch(() => undefined);
    if (found === undefined) return `${file} is missing`;
    const touched = found.size !== wanted.size || Math.floor(found.mtimeMs) !== wanted.changed;
    if ((thorough || touched) && (await sha256(full)) !== wanted.sha256) return `${file} has changed (its SHA-256 differs)`;
  }
  return undefined;
}

export interface Installation extends Entry {
  /** Identifies how the entry is built. A different recipe leads to a rebuild. */
  readonly recipe: string;
  /** Builds the entry's files in an empty folder. */
  readonly make: (folder: string) => Promise<void>;
  readonly onDamage?: (what: string) => void;
  readonly onWait?: (pid: number) => void;
}

/** Returns the entry's folder. Builds the entry first if it is missing or damaged. A killed run leaves no incomplete entry. */
export async function install(root: string, entry: Installation): Promise<string> {
  const folder = entryFolder(root, entry);
  if ((await damage(folder, entry.recipe)) === undefined) return folder;
  const lock = path.join(root, "locks", `${entry.kind}-${entry.name}-${entry.version}`);
  return withLock(
    lock,
    async () => {
      const what = await damage(folder, entry.recipe);
      if (what === undefined) return folder;
      if (existsSync(folder)) entry.onDamage?.(what);
      await replaceFolder(root, folder, entry);
      return folder;
    },
    entry.onWait,
  );
}

async function replaceFolder(root: string, folder: string, entry: Installation): Promise<void> {
  const making = path.join(root, "making");
  const prefix = `${entry.kind}-${entry.name}-${entry.version}-`;
  await mkdir(making, { recursive: true });
  // Remove leftovers of a killed run. This process holds the lock, so no other process uses them.
  for (const left of await readdir(making)) {
    if (left.startsWith(prefix)) await rm(path.join(making, left), { recursive: true, force: true });
  }
  const temporary = await mkdtemp(path.join(making, prefix));
  try {
    await chmod(temporary, 0o755);
    await entry.make(temporary);
    const manifest = await manifestOf(temporary, entry.recipe);
    if (Object.keys(manifest.files).length === 0)
      throw new UserError(`${entry.name} ${entry.version}: the build produced no files in ${temporary}.`);
    // Files of up to 1 MiB are not synced: if a crash truncates a small file, the next use notices its wrong size.
    for (const [file, { size }] of Object.entries(manifest.files)) if (size > 2 ** 20) await sync(path.join(temporary, file));
    await writeWhole(path.join(temporary, manifestName), JSON.stringify(manifest, null, 1));
    await mkdir(path.dirname(folder), { recursive: true });
    await rm(folder, { recursive: true, force: true });
    await rename(temporary, folder);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}
