import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { copyFile, mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { run } from "../../../../../stacks/supply/command";
import { withLock } from "../../../../../stacks/supply/lock";
import { cacheRoot } from "../../../../../stacks/supply/paths";

/**
 * Installs the packages that a folder's `package-lock.json` pins, in the cache. Runs no install scripts. Returns the path of the folder
 * `node_modules`.
 */
export async function installed(source: string): Promise<string> {
  const lock = createHash("sha256")
    .update(readFileSync(path.join(source, "package-lock.json")))
    .digest("hex");
  const name = `${path.basename(source)}-${lock.slice(0, 12)}`;
  const folder = path.join(cacheRoot(), "contracts", name);
  const done = path.join(folder, "complete");
  await withLock(path.join(cacheRoot(), "locks", name), async () => {
    if (existsSync(done)) return;
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    for (const file of ["package.json", "package-lock.json"]) await copyFile(path.join(source, file), path.join(folder, file));
    await run("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], { cwd: folder });
    await writeFile(done, "");
  });
  return path.join(folder, "node_modules");
}
