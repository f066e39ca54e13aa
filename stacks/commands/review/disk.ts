import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Files } from "./git";

/** All files in some folders on disk, whether git tracks them or not. */
export function filesBelow(root: string, folders: readonly string[]): Files {
  const paths = folders
    .filter((folder) => existsSync(path.join(root, folder)))
    .flatMap((folder) =>
      readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join("/")),
    );
  return new Map(paths.sort().map((file) => [file, readFileSync(path.join(root, file), "utf8")]));
}
