import { existsSync, statfsSync } from "node:fs";
import path from "node:path";
import { UserError } from "../config/errors";

/** The folder if it exists, else its nearest existing parent. */
const existing = (folder: string): string => (existsSync(folder) ? folder : existing(path.dirname(folder)));

/** Free space in GiB that the user can use in a folder. The folder does not need to exist yet. */
export function freeGiB(folder: string): number {
  const { bavail, bsize } = statfsSync(existing(folder));
  return (bavail * bsize) / 2 ** 30;
}

/** Throws UserError when the disk of a folder has less than `gib` GiB of free space. The message says that `what` needs the space. */
export function requireSpace(folder: string, gib: number, what: string, free = freeGiB(folder)): void {
  if (free >= gib) return;
  throw new UserError(
    `${folder}: ${free.toFixed(1)} GiB are free, and ${what} needs ${gib} GiB. Free some space (\`docker system df\` shows what Docker uses), or set MONITORING_CACHE to a folder on a larger disk.`,
  );
}
