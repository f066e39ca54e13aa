import { existsSync } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import path from "node:path";
import { run } from "./command";
import { ensureDebootstrap } from "./docker-engine";
import { builtPrefix } from "./image-table";
import type { Progress } from "./progress";

/** Tag of the Debian base image. */
export const baseTag = `${builtPrefix}/base:sid`;

const importScript = `tar -C "$1" --one-file-system --exclude='./proc/*' --exclude='./sys/*' --exclude='./dev/*' \
  --exclude='./var/cache/apt/*.bin' --exclude='./var/cache/apt/archives/*.deb' --exclude='./var/lib/apt/lists/*' -c . \
  | docker import -m 'Debian unstable, minbase' - "$2"`;

/** Builds the Debian base image if Docker does not have it. Removes the folder that a killed run left. */
export async function ensureBase(root: string, progress: Progress): Promise<void> {
  if (await imageId(baseTag)) return;
  const step = { what: "Debian base image (debootstrap)", typicalSeconds: 60 };
  progress.expect([step]);
  await ensureDebootstrap(progress);
  const folder = path.join(root, "making", "debian-base");
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await progress.step(step, async () => {
    // Use a separate mount namespace if possible: debootstrap's mounts then disappear with the process, even when it is killed.
    const bootstrap = ["--variant=minbase", "sid", folder];
    if (existsSync("/usr/bin/unshare")) await run("unshare", ["--mount", "debootstrap", ...bootstrap]);
    else await run("debootstrap", bootstrap);
    await run("bash", ["-o", "pipefail", "-c", importScript, "bash", folder, baseTag]);
  });
  await rm(folder, { recursive: true, force: true });
}

/** ID of an image in Docker; undefined when Docker does not have the image or does not respond. */
export async function imageId(reference: string): Promise<string | undefined> {
  return run("docker", ["image", "inspect", "--format", "{{.Id}}", reference]).then(
    (id) => id.trim(),
    () => undefined,
  );
}
