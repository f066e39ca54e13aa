import { chmod, copyFile, link, mkdir, readdir, rm, stat } from "node:fs/promises";
import path from "node:path";
import { UserError } from "../config/errors";
import { ensureTools, type EnsureOptions } from "./ensure-tools";
import { imageNames, images } from "./image-table";
import { withLock } from "./lock";
import { cacheRoot, repository } from "./paths";
import { withoutLogs } from "./pulumi-log";
import { pluginTools, tools, type Plugin, type ToolName } from "./table";

export { ensureTools } from "./ensure-tools";
export { ensureAppImage, ensureImages } from "./images";
export { ensureDocker } from "./docker-engine";

/** How the CLI is called. */
export interface Pulumi {
  /** PULUMI_HOME. */
  readonly home: string;
  /** Path of the program `pulumi`. */
  readonly bin: string;
  /** Environment of every call: PULUMI_HOME, PATH, nothing looked up on the network, less garbage collection. */
  readonly env: Readonly<Record<string, string>>;
}

/** What every `pulumi` command of this project needs. */
const cliTools = ["pulumi", "pulumi-language-nodejs"] as const satisfies readonly ToolName[];

export interface PulumiOptions extends EnsureOptions {
  /** Plugins of the targets that will be deployed to. Default: Docker's, for the local stack. */
  readonly plugins?: readonly Plugin[];
}

/** What all images are made of where nothing can be pulled. */
export const toolsOfImages: readonly ToolName[] = imageNames.flatMap((name) => {
  const built = images[name].built;
  return built?.tool !== undefined && built.debian === undefined ? [built.tool] : [];
});

async function place(from: string, to: string): Promise<void> {
  const [source, target] = await Promise.all([stat(from), stat(to).catch(() => undefined)]);
  if (target !== undefined && target.ino === source.ino && target.dev === source.dev) return;
  if (target !== undefined && target.size === source.size && target.mtimeMs >= source.mtimeMs) return;
  await mkdir(path.dirname(to), { recursive: true });
  // A running CLI keeps the old file; what is new takes its name.
  await rm(to, { force: true });
  await link(from, to).catch(() => copyFile(from, to));
}

async function placeAll(from: string, to: string): Promise<void> {
  for (const name of await readdir(from)) await place(path.join(from, name), path.join(to, name));
}

/** Script by which the CLI runs dynamic resources; it comes with the npm package. */
async function placeDynamicProvider(bin: string): Promise<void> {
  const script = path.join(repository, "node_modules/@pulumi/pulumi/pulumi-resource-pulumi-nodejs");
  const target = path.join(bin, "pulumi-resource-pulumi-nodejs");
  try {
    await copyFile(script, target);
  } catch {
    throw new UserError(`${script} is missing. Run \`npm ci\`, and run this once more.`);
  }
  await chmod(target, 0o755);
}

/** Obtains the CLI, the language host and the plugins, and lays them out as the CLI expects them. */
export async function ensurePulumi({ plugins = ["docker"], ...options }: PulumiOptions = {}): Promise<Pulumi> {
  const root = options.root ?? cacheRoot();
  const wanted = [...cliTools, ...plugins.map((plugin) => pluginTools[plugin])];
  const found = await ensureTools(wanted, { ...options, root });
  const home = path.join(root, "pulumi");
  const bin = path.join(home, "versions", tools.pulumi.version, "bin");
  await withLock(path.join(root, "locks", "pulumi-home"), async () => {
    await placeAll(found.pulumi, bin);
    await placeAll(found["pulumi-language-nodejs"], bin);
    await placeDynamicProvider(bin);
    await withoutLogs(home);
    for (const tool of plugins.map((plugin) => pluginTools[plugin]))
      await placeAll(found[tool], path.join(home, "plugins", `${tool}-v${tools[tool].version}`));
  });
  return {
    home,
    bin: path.join(bin, "pulumi"),
    env: {
      PULUMI_HOME: home,
      PATH: `${bin}${path.delimiter}${process.env["PATH"] ?? ""}`,
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
      // A run of seconds that needs 200 MiB gains little from collecting garbage (docs/decisions/0087).
      GOGC: process.env["GOGC"] ?? "400",
    },
  };
}
