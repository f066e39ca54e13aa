import path from "node:path";
import { parseArgs } from "node:util";
import { distance } from "fastest-levenshtein";
import { isUserError, UserError } from "../config/errors";
import { buildDemoContext } from "../demo/build";
import { succeeds } from "./command";
import { ensureDocker } from "./docker-engine";
import { ensureAppImage, ensureImages, ensurePulumi, ensureTools, toolsOfImages } from "./ensure";
import { cachedTool } from "./ensure-tools";
import { presentImages } from "./image-build";
import { imageNames, images, type ImageName } from "./image-table";
import { network } from "./network";
import { cacheRoot } from "./paths";
import { sourcesFor, sourceText } from "./plan";
import { duration, Progress } from "./progress";
import { demoImage } from "../../exporters/programs/demo";
import { parseNames, type Wanted } from "./selection";
import { tools, toolNames } from "./table";

const names = [...new Set([...toolNames, ...imageNames, demoImage])];

const help = `Installs what the stack, its tests and its contracts need: the Pulumi CLI with its plugins, tools, and container images.

  npm run supply                          everything that the local stack and \`npm test\` need
  npm run supply -- --only promtool,pint  only these; allowed: images, tools, cluster, ${names.join(", ")}
  npm run supply -- --only resource-kubernetes  what \`pulumi up\` to a cluster needs: the CLI and that plugin
  npm run supply -- --only cluster        the programs of the test cluster (\`npm run cluster\`)
  npm run supply -- --list                what is in the cache, what is missing, and its source

Cache: $MONITORING_CACHE, else $XDG_CACHE_HOME/monitoring-as-code, else ~/.cache/monitoring-as-code.
Network access is detected by pulling a small image; MONITORING_NETWORK=open or =registries sets it instead.`;

async function list(root: string): Promise<string> {
  // Listing must not install or start Docker, so only check whether Docker responds.
  const docker = await succeeds("docker", ["version"], { timeout: 15_000 });
  const { mode, sentence } = await network(root);
  const rows: string[][] = [["", "NAME", "VERSION", "STATE", "SOURCE"]];
  for (const name of toolNames) {
    const cached = await cachedTool(root, name);
    const source = cached?.source ?? sourcesFor(tools[name], mode)[0];
    rows.push(["tool", name, tools[name].version, cached ? "in the cache" : "missing", source === undefined ? "" : sourceText(source)]);
  }
  const made = docker ? await presentImages(root, imageNames, false) : {};
  for (const name of imageNames) {
    const { version, upstream, built } = images[name];
    const state = !docker
      ? "unknown"
      : mode === "open"
        ? "pulled at deploy"
        : built === undefined
          ? "unavailable"
          : made[name]
            ? "built"
            : "missing";
    const packages = built === undefined ? "in no package registry" : "Debian packages and Go modules";
    rows.push(["image", name, version, state, mode === "open" ? `${upstream.repository}:${upstream.tag}` : packages]);
  }
  return [columns(rows), "", docker ? sentence : "Docker does not respond, so the state of images is unknown.", `Cache: ${root}`].join(
    "\n",
  );
}

function columns(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

async function obtainImages(names: readonly ImageName[], demo: boolean, root: string, progress: Progress): Promise<void> {
  const { sentence, unavailable } = await ensureImages(names, { root, progress });
  console.log(sentence);
  for (const name of unavailable)
    console.log(`${name} ${images[name].version} is left out: its image is only on an image registry, which this machine cannot reach.`);
  if (!demo) return;
  const context = await buildDemoContext(path.join(root, "demo-context"));
  await ensureAppImage({ name: demoImage, ...context }, { root, progress });
}

async function obtain(wanted: Wanted): Promise<void> {
  const root = cacheRoot();
  const progress = new Progress();
  const began = Date.now();
  const needsImages = wanted.images.length > 0 || wanted.demo;
  if (needsImages) await ensureDocker(root, progress);
  if (wanted.pulumi)
    await ensurePulumi({ plugins: wanted.plugins, next: [...(needsImages ? toolsOfImages : []), ...wanted.tools], root, progress });
  if (needsImages) await obtainImages(wanted.images, wanted.demo, root, progress);
  await ensureTools(wanted.tools, { root, progress });
  console.log(`Supply: everything is installed after ${duration((Date.now() - began) / 1000)}. Cache: ${root}`);
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { only: { type: "string", multiple: true }, list: { type: "boolean" }, help: { type: "boolean", short: "h" } },
  });
  if (values.help) console.log(help);
  else if (values.list) console.log(await list(cacheRoot()));
  else await obtain(parseNames(values.only, distance));
}

main().catch((error: unknown) => {
  const badOption = error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
  if (badOption) console.error(`${error.message} See \`npm run supply -- --help\`.`);
  else if (isUserError(error) || error instanceof UserError) console.error(error.message);
  else console.error(error);
  process.exitCode = 1;
});
