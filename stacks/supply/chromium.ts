import { existsSync } from "node:fs";
import path from "node:path";
import { UserError } from "../config/errors";
import { succeeds } from "./command";
import { installPackages } from "./docker-engine";
import type { Progress } from "./progress";
import { isDebianLike } from "./sources/debian";

/** Names under which distributions install Chromium or a browser that is based on Chromium. */
const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** Paths at which an executable of this name can be. */
const pathsOf = (name: string): string[] =>
  path.isAbsolute(name) ? [name] : (process.env["PATH"] ?? "").split(path.delimiter).map((folder) => path.join(folder, name));

async function installed(): Promise<string | undefined> {
  const own = process.env["MONITORING_CHROMIUM"];
  const candidates = (own === undefined || own === "" ? names : [own]).flatMap(pathsOf).filter((file) => existsSync(file));
  for (const file of candidates) if (await succeeds(file, ["--version"], { timeout: 30_000 })) return file;
  return undefined;
}

/**
 * Returns the path of Chromium: `MONITORING_CHROMIUM`, or a browser on the PATH if the variable is not set. If no such browser runs, root
 * on Debian installs the package `chromium`. Other users and distributions get a UserError that explains what to do.
 */
export async function ensureChromium(progress: Progress): Promise<string> {
  const found = await installed();
  if (found !== undefined) return found;
  const debian = isDebianLike();
  if (!debian || process.getuid?.() !== 0)
    throw new UserError(
      `Chromium is not installed. ${debian ? "Run `sudo apt-get install -y chromium`" : "Install it"}, or set MONITORING_CHROMIUM to its path, then run this again.`,
    );
  await installPackages(["chromium"], progress);
  const now = await installed();
  if (now === undefined) throw new UserError("The package chromium was installed, but `chromium --version` fails.");
  return now;
}
