import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { docker } from "../../../stacks/local/docker";
import { builtImages } from "../../../stacks/deploy/images";
import { cacheRoot } from "../../../stacks/supply/paths";

/** The source of a server that responds with status 200 on the ports of the health checks. */
const server = `for (const port of [3100, 3200]) require("node:http").createServer((_, answer) => answer.end("ready")).listen(port);`;

/** Builds an image from these files and lines of a Dockerfile. Returns its ID. */
async function build(files: Readonly<Record<string, string>>, lines: readonly string[]): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), "monitoring-image-"));
  for (const [name, content] of Object.entries(files)) writeFileSync(path.join(folder, name), content);
  writeFileSync(path.join(folder, "Dockerfile"), [...lines, ""].join("\n"));
  const id = await docker("build", "--quiet", folder);
  rmSync(folder, { recursive: true });
  return id;
}

/**
 * Creates a cache folder with the images for the released version, and returns its path. The images are those of the current version, with
 * three exceptions. The released version built Loki and Tempo from source. The current version must not build Loki and Tempo, so the images
 * of Loki and Tempo contain a small server that answers health checks and does not touch the volumes. The demo's programs need an account
 * at the gateway. The released configuration has no such account, so the demo's image contains an account that the gateway does not know.
 */
export async function releasedImages(): Promise<string> {
  const built = builtImages(cacheRoot());
  const app = built?.["demo-app"];
  if (built === undefined || app === undefined) throw new Error("`npm run supply` has built no images yet.");
  const placeholder = await build({ "server.js": server }, [
    `FROM ${app}`,
    "COPY server.js /server.js",
    'ENTRYPOINT ["node", "/server.js"]',
  ]);
  const demo = await build({ token: "unused" }, [
    `FROM ${app}`,
    "COPY token /gateway-token",
    "ENV GATEWAY_USER=demo GATEWAY_TOKEN_FILE=/gateway-token",
  ]);
  const folder = mkdtempSync(path.join(tmpdir(), "monitoring-released-"));
  writeFileSync(path.join(folder, "images.json"), JSON.stringify({ ...built, "demo-app": demo, loki: placeholder, tempo: placeholder }));
  return folder;
}
