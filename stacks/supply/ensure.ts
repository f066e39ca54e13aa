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

/** How to call the Pulumi CLI. */
export interface Pulumi {
  /** The CLI's home folder, PULUMI_HOME. */
  readonly home: string;
  /** Path of the `pulumi` binary. */
  readonly bin: string;
  /**
   * Environment variables for every call of `pulumi`. They set PULUMI_HOME and PATH, turn off update checks and plugin downloads, and
   * reduce garbage collection.
   */
  readonly env: Readonly<Record<string, string>>;
}

/** Tools that every `pulumi` command of this project needs. */
const cliTools = ["pulumi", "pulumi-language-nodejs"] as const satisfies readonly ToolName[];

export interface PulumiOptions extends EnsureOptions {
  /** Deployment targets whose plugins are needed. Default: Docker, for the local stack. */
  readonly plugins?: readonly Plugin[];
}

/**
 * Tools that are needed to build images if no image can be pulled. Left out are the tools of programs that Debian also packages: the image
 * of such a program is built from Debian's package if the package has the pinned version.
 */
export const toolsOfImages: readonly ToolName[] = imageNames.flatMap((name) => {
  const built = images[name].built;
  return built?.tool !== undefined && built.debian === undefined ? [built.tool] : [];
});

async function place(from: string, to: string): Promise<void> {
  const [source, target] = await Promise.all([stat(from), stat(to).catch(() => undefined)]);
  if (target !== undefined && target.ino === source.ino && target.dev === source.dev) return;
  if (target !== undefined && target.size === source.size && target.mtimeMs >= source.mtimeMs) return;
  await mkdir(path.dirname(to), { recursive: true });
  // Remove the old file instead of writing into it, because a running CLI may have it open.
  await rm(to, { force: true });
  await link(from, to).catch(() => copyFile(from, to));
}

async function placeAll(from: string, to: string): Promise<void> {
  for (const name of await readdir(from)) await place(path.join(from, name), path.join(to, name));
}

/** Installs the script that the CLI runs for dynamic resources. The script is part of the npm package `@pulumi/pulumi`. */
async function placeDynamicProvider(bin: string): Promise<void> {
  const script = path.join(repository, "node_modules/@pulumi/pulumi/pulumi-resource-pulumi-nodejs");
  const target = path.join(bin, "pulumi-resource-pulumi-nodejs");
  try {
    await copyFile(script, target);
  } catch {
    throw new UserError(`${script} is missing. Run \`npm ci\`, then run this again.`);
  }
  await chmod(target, 0o755);
}

/** Installs the Pulumi CLI, its language host and its plugins in the folders that the CLI expects. */
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
      // A run takes seconds and needs 200 MiB, so frequent garbage collection is not worth its time (docs/decisions/0087).
      GOGC: process.env["GOGC"] ?? "400",
    },
  };
}
