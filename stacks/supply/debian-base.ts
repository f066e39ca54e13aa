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

/** Makes the Debian base image when Docker has none. A run that is killed leaves a folder that the next one removes. */
export async function ensureBase(root: string, progress: Progress): Promise<void> {
  if (await imageId(baseTag)) return;
  const step = { what: "Debian base image (debootstrap)", typicalSeconds: 60 };
  progress.expect([step]);
  await ensureDebootstrap(progress);
  const folder = path.join(root, "making", "debian-base");
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await progress.step(step, async () => {
    // In a mount namespace of its own: what debootstrap mounts is gone when it is, killed or not.
    const bootstrap = ["--variant=minbase", "sid", folder];
    if (existsSync("/usr/bin/unshare")) await run("unshare", ["--mount", "debootstrap", ...bootstrap]);
    else await run("debootstrap", bootstrap);
    await run("bash", ["-o", "pipefail", "-c", importScript, "bash", folder, baseTag]);
  });
  await rm(folder, { recursive: true, force: true });
}

/** Id of an image that Docker has; undefined when it has none. */
export async function imageId(reference: string): Promise<string | undefined> {
  return run("docker", ["image", "inspect", "--format", "{{.Id}}", reference]).then(
    (id) => id.trim(),
    () => undefined,
  );
}
