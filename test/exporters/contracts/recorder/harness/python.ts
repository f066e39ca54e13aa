import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import path from "node:path";
import { UserError } from "../../../../../stacks/config/errors";
import { run } from "../../../../../stacks/supply/command";
import { cacheRoot } from "../../../../../stacks/supply/paths";
import { requirementsFile } from "../programs";

/** Installs the pinned libraries of a requirements file in a cached Python environment. Returns the path of the Python interpreter. */
export async function python(say: (line: string) => void, requirements = requirementsFile): Promise<string> {
  const pins = createHash("sha256").update(readFileSync(requirements)).digest("hex").slice(0, 12);
  const folder = path.join(cacheRoot(), "contracts", `python-${pins}`);
  const bin = path.join(folder, "bin/python");
  const done = path.join(folder, "complete");
  if (existsSync(done)) return bin;
  say("  making a Python environment with the pinned libraries (about 30 s)");
  await rm(folder, { recursive: true, force: true });
  try {
    await run("python3", ["-m", "venv", folder]);
    await run(bin, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "-r", requirements]);
    await run("touch", [done]);
  } catch (error) {
    throw UserError.of("The Python libraries could not be installed; python3 (3.11 or newer) with venv and PyPI are needed.", [
      error instanceof Error ? error.message : String(error),
    ]);
  }
  return bin;
}
