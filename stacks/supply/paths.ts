import { homedir } from "node:os";
import path from "node:path";

/** The cache folder: `MONITORING_CACHE`, else `monitoring-as-code` in the user's cache folder. */
export function cacheRoot(env: Readonly<Record<string, string | undefined>> = process.env): string {
  const own = env["MONITORING_CACHE"];
  if (own !== undefined && own !== "") return path.resolve(own);
  const xdg = env["XDG_CACHE_HOME"];
  return path.join(xdg !== undefined && path.isAbsolute(xdg) ? xdg : path.join(homedir(), ".cache"), "monitoring-as-code");
}

/** Folder with the Go modules from which tools are built. */
export const modulesFolder = path.join(__dirname, "modules");
/** Folder of the repository. */
export const repository = path.resolve(__dirname, "../..");
