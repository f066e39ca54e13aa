import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { docker } from "../../../stacks/local/docker";
import { builtImages } from "../../../stacks/deploy/images";
import { cacheRoot } from "../../../stacks/supply/paths";

/** The source of a program that responds with status 200 on the ports of the health checks. */
const server = `for (const port of [3100, 3200]) require("node:http").createServer((_, answer) => answer.end("ready")).listen(port);`;

/**
 * A cache folder with the images of the released version. That version built Loki and Tempo from source. The current version must not build
 * them, so their images here contain a small program that answers health checks and does not touch the volumes.
 */
export async function releasedImages(): Promise<string> {
  const built = builtImages(cacheRoot());
  const app = built?.["demo-app"];
  if (built === undefined || app === undefined) throw new Error("`npm run supply` has built no images yet.");
  const folder = mkdtempSync(path.join(tmpdir(), "monitoring-released-"));
  writeFileSync(path.join(folder, "server.js"), server);
  const lines = [`FROM ${app}`, "COPY server.js /server.js", 'ENTRYPOINT ["node", "/server.js"]', ""];
  writeFileSync(path.join(folder, "Dockerfile"), lines.join("\n"));
  const placeholder = await docker("build", "--quiet", folder);
  writeFileSync(path.join(folder, "images.json"), JSON.stringify({ ...built, loki: placeholder, tempo: placeholder }));
  return folder;
}
