import { readdir, rm } from "node:fs/promises";
import path from "node:path";
import { install } from "../../../stacks/supply/cache";
import { run } from "../../../stacks/supply/command";
import { cacheRoot } from "../../../stacks/supply/paths";
import { nodePackage } from "./versions";

/** Downloads and unpacks npm's package of a Node release. npm verifies the registry's checksum. */
async function unpack(folder: string, name: string): Promise<void> {
  await run("npm", ["pack", "--silent", "--pack-destination", folder, name], { cwd: folder, timeout: 600_000 });
  const [archive] = (await readdir(folder)).filter((file) => file.endsWith(".tgz"));
  if (archive === undefined) throw new Error(`npm pack left no archive of ${name}.`);
  await run("tar", ["--extract", "--gzip", "--file", archive, "--strip-components", "1", "package/bin", "package/LICENSE"], {
    cwd: folder,
  });
  await rm(path.join(folder, archive));
  await run(path.join(folder, "bin", "node"), ["--version"], { timeout: 60_000 });
}

/** Returns the folder of a Node release's binary. Obtains the release into the cache if it is missing. */
export async function obtainNode(release: string): Promise<string> {
  const name = nodePackage(process.platform, process.arch, release);
  const folder = await install(cacheRoot(), {
    kind: "npm",
    name: "node",
    version: release,
    recipe: name,
    make: (empty) => unpack(empty, name),
  });
  return path.join(folder, "bin");
}
