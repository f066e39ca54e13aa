import { chmod, mkdir } from "node:fs/promises";
import path from "node:path";
import { UserError } from "../../config/errors";
import { run } from "../command";
import type { ImageSource } from "../tool";

/** Copies a tool's binaries from the upstream image. */
export async function makeFromImage(source: ImageSource, folder: string): Promise<void> {
  if (process.platform !== "linux") throw new UserError("binaries from images run only on Linux");
  await run("docker", ["pull", "-q", source.image], { timeout: 600_000 });
  const id = (await run("docker", ["create", source.image])).trim();
  try {
    await mkdir(path.join(folder, "bin"));
    for (const [binary, inImage] of Object.entries(source.files)) {
      const target = path.join(folder, "bin", binary);
      await run("docker", ["cp", "-L", `${id}:${inImage}`, target]);
      await chmod(target, 0o755);
    }
  } finally {
    await run("docker", ["rm", "-f", id]);
  }
}
