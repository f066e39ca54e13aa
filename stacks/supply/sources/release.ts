import { cp, mkdir, rm } from "node:fs/promises";
import path from "node:path";
import { UserError } from "../../config/errors";
import { entryFolder } from "../cache";
import { run } from "../command";
import { tools, type ToolName } from "../table";
import type { ReleaseSource } from "../tool";
import type { SourceContext } from "./context";

const minutes = 60_000;

/** Installs the Pulumi CLI with its language hosts. The npm package `pulumi` downloads the release that has the same version. */
async function byNpm(folder: string, version: string): Promise<void> {
  const work = path.join(folder, ".npm");
  await mkdir(work);
  await run("npm", ["install", "--prefix", work, "--no-save", "--no-audit", "--no-fund", `pulumi@${version}`], { timeout: 5 * minutes });
  const home = path.join(work, "home");
  await run(process.execPath, [path.join(work, "node_modules/pulumi/run.js"), "version"], {
    env: { PULUMI_HOME: home, PULUMI_SKIP_UPDATE_CHECK: "true" },
    timeout: 10 * minutes,
  });
  await cp(path.join(home, "versions", version, "bin"), path.join(folder, "bin"), { recursive: true });
  await rm(work, { recursive: true, force: true });
}

/** Installs a plugin, `resource-<name>`, with the Pulumi CLI. */
async function byCli(folder: string, tool: ToolName, cli: string): Promise<void> {
  const { version } = tools[tool];
  const home = path.join(folder, ".home");
  await run(cli, ["plugin", "install", "resource", tool.replace(/^resource-/, ""), version], {
    env: { PULUMI_HOME: home, PULUMI_SKIP_UPDATE_CHECK: "true", PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "false" },
    timeout: 10 * minutes,
  });
  await cp(path.join(home, "plugins", `${tool}-v${version}`), path.join(folder, "bin"), { recursive: true });
  await rm(home, { recursive: true, force: true });
}

/** Installs a tool from its upstream release. `cli` returns the path of the Pulumi CLI, which installs plugins. */
export async function makeFromRelease(
  { by }: ReleaseSource,
  name: ToolName,
  folder: string,
  { root }: SourceContext,
  cli: () => Promise<string>,
): Promise<void> {
  const { version } = tools[name];
  if (by === "pulumi-plugin") return byCli(folder, name, await cli());
  if (name === "pulumi") return byNpm(folder, version);
  // The language host is part of the CLI's release, so copy it from the release in the cache.
  const bin = path.join(entryFolder(root, { kind: "release", name: "pulumi", version }), "bin");
  await mkdir(path.join(folder, "bin"));
  await cp(path.join(bin, name), path.join(folder, "bin", name)).catch(() => {
    throw new UserError(`the CLI's release is not in the cache`);
  });
}
