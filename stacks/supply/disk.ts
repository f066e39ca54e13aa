import { existsSync, statfsSync } from "node:fs";
import path from "node:path";
import { UserError } from "../config/errors";

/** The nearest folder above that exists. */
const existing = (folder: string): string => (existsSync(folder) ? folder : existing(path.dirname(folder)));

/** GiB that a user may still write below a folder, which need not exist yet. */
export function freeGiB(folder: string): number {
  const { bavail, bsize } = statfsSync(existing(folder));
  return (bavail * bsize) / 2 ** 30;
}

/** Throws when a disk has less than that, naming the folder. */
export function requireSpace(folder: string, gib: number, what: string, free = freeGiB(folder)): void {
  if (free >= gib) return;
  throw new UserError(
    `${folder}: ${free.toFixed(1)} GiB are free, and ${what} needs ${gib} GiB. Free some space (\`docker system df\` shows what Docker holds), or set MONITORING_CACHE to a folder on a larger disk.`,
  );
}
