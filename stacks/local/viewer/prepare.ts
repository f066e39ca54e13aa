import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { buildPage } from "./build/bundle";
import { UserError } from "../../config/errors";
import { run } from "../../supply/command";
import { withLock } from "../../supply/lock";
import { repository } from "../../supply/paths";
import { Progress } from "../../supply/progress";

/** Folder of the viewer. It has its own packages, so that `npm ci` in the repository's root does not install them. */
export const viewerFolder = path.join(repository, "dashboards/viewer");
const packages = path.join(viewerFolder, "node_modules");
const page = path.join(viewerFolder, "dist");

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();

function hashOf(files: readonly string[]): string {
  const hash = createHash("sha256");
  for (const file of files) hash.update(path.relative(viewerFolder, file)).update(readFileSync(file));
  return hash.digest("hex");
}

const isDone = (marker: string, hash: string): boolean => existsSync(marker) && readFileSync(marker, "utf8") === hash;

async function installPackages(progress: Progress): Promise<void> {
  const marker = path.join(packages, ".lock-hash");
  const hash = hashOf([path.join(viewerFolder, "package-lock.json")]);
  if (isDone(marker, hash)) return;
  await progress.step({ what: "npm ci in dashboards/viewer", typicalSeconds: 60 }, async () => {
    await run("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], { cwd: viewerFolder });
  });
  writeFileSync(marker, hash);
}

/**
 * Installs the viewer's packages and builds its page, if they are missing or out of date. Returns the folder of the page. Throws UserError
 * if a step fails.
 */
export async function preparePage(progress = new Progress()): Promise<string> {
  await withLock(path.join(viewerFolder, ".preparing"), async () => {
    await installPackages(progress);
    const sources = ["page", "model"]
      .map((folder) => path.join(viewerFolder, folder))
      .concat(path.join(__dirname, "build"))
      .flatMap(filesBelow);
    const hash = hashOf([...sources, path.join(viewerFolder, "package-lock.json")]);
    const marker = path.join(page, ".built");
    if (isDone(marker, hash)) return;
    await progress.step({ what: "build the viewer's page", typicalSeconds: 3 }, () =>
      buildPage(viewerFolder, page).catch((error: unknown) => {
        throw new UserError(`The viewer's page cannot be built: ${error instanceof Error ? error.message : String(error)}`);
      }),
    );
    writeFileSync(marker, hash);
  });
  return page;
}
