import { execFileSync } from "node:child_process";

/** Returns the number of commits up to HEAD. Returns 0 if git cannot count them, for example in an archive of the sources. */
export function commits(): number {
  try {
    return Number(execFileSync("git", ["rev-list", "--count", "HEAD"], { encoding: "utf8" }).trim());
  } catch {
    return 0;
  }
}
