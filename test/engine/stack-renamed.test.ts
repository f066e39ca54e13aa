import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { docker } from "../../stacks/local/docker";
import { builtImages } from "../../stacks/deploy/images";
import { dataVolume } from "../../stacks/deploy/docker/args";
import { ensurePulumi } from "../../stacks/supply/ensure";
import { cacheRoot } from "../../stacks/supply/paths";
import { keep, root, run, type Ended } from "./command";
import { succeeded } from "./succeeded";

jest.setTimeout(10 * 60_000);

const [before, after, program] = ["rename-before", "rename-after", "prometheus"];
const volume = dataVolume(before, program);
const host = process.env["DOCKER_HOST"] ?? "unix:///var/run/docker.sock";
let folder: string;
let pulumi: (stack: string, ...args: readonly string[]) => Promise<Ended>;

/**
 * Creates a project with the real Docker plugin. The project's Pulumi program creates the network and one data volume with this
 * repository's `DockerTarget`.
 */
beforeAll(async () => {
  const { bin, env: tools } = await ensurePulumi();
  folder = mkdtempSync(path.join(tmpdir(), "monitoring-renamed-"));
  mkdirSync(path.join(folder, "state"));
  symlinkSync(path.join(root, "node_modules"), path.join(folder, "node_modules"));
  const write = (file: string, ...lines: readonly string[]): void => writeFileSync(path.join(folder, file), `${lines.join("\n")}\n`);
  write("Pulumi.yaml", "name: renamed-test", "runtime: { name: nodejs, options: { typescript: false } }");
  write("package.json", `{ "main": "main.cjs", "private": true }`);
  write(
    "main.cjs",
    `require("tsx/cjs");`,
    `const { getStack } = require("@pulumi/pulumi");`,
    `const { DockerTarget } = require(${JSON.stringify(path.join(root, "stacks/deploy/docker/target.ts"))});`,
    `const args = { stack: getStack(), host: ${JSON.stringify(host)}, loaderImage: "unused", secrets: {}, restricted: [] };`,
    `const target = new DockerTarget("docker", args);`,
    `target.keep(${JSON.stringify(program)}, target);`,
  );
  const env = { ...tools, PULUMI_BACKEND_URL: `file://${folder}/state?metadata=skip`, PULUMI_CONFIG_PASSPHRASE: "test" };
  pulumi = (stack, ...args) => run(bin, [...args, "--stack", stack, "--non-interactive"], { cwd: folder, env });
});
afterAll(async () => {
  for (const stack of [after, before]) await pulumi(stack, "destroy", "--yes", "--skip-preview");
  await docker("volume", "rm", "--force", volume);
  rmSync(folder, { recursive: true, force: true });
});

async function succeeds(name: string, ended: Promise<Ended>): Promise<string> {
  const one = await ended;
  keep(`stack-renamed-${name}`, one);
  return succeeded(one);
}

/** Runs a command in the demo's image as root, with the data volume mounted. */
const onVolume = (command: string, ...args: readonly string[]): Promise<string> => {
  const image = builtImages(cacheRoot())?.["demo-app"] ?? "";
  return docker("run", "--rm", "--user=0", "--network=none", `--volume=${volume}:/data`, `--entrypoint=${command}`, image, ...args);
};

const volumes = async (): Promise<string[]> =>
  (await docker("volume", "ls", "--quiet", "--filter", "name=monitoring-rename-")).split("\n").filter((name) => name !== "");

test("a renamed stack keeps the data volume, with its former name and all files, and the next up changes nothing", async () => {
  await succeeds("init", pulumi(before, "stack", "init"));
  await succeeds("up", pulumi(before, "up", "--yes", "--skip-preview"));
  expect(await volumes()).toEqual([volume]);
  await onVolume("touch", "/data/kept");

  await succeeds("rename", pulumi(before, "stack", "rename", after));
  // The preview shows no line about the volume, because the volume does not change.
  expect(await succeeds("preview", pulumi(after, "preview"))).not.toMatch(/docker:index:Volume/);
  await succeeds("up-after", pulumi(after, "up", "--yes", "--skip-preview"));
  expect(await volumes()).toEqual([volume]);
  expect(await onVolume("ls", "/data")).toContain("kept");
  expect(await succeeds("again", pulumi(after, "up", "--yes", "--skip-preview"))).toMatch(/\d+ unchanged/);
});
