import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { run, succeeds } from "../../../../../stacks/supply/command";
import { builtPrefix, images, type ImageName } from "../../../../../stacks/supply/image-table";
import type { Cleanup } from "./cleanup";
import { until } from "../../../../support/until";

const command = promisify(execFile);

export interface ContainerOptions {
  /** Read-only mounts: the path in the container, by path on the host. */
  readonly files?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly entrypoint?: string;
}

/** The image that was built on this machine. If there is none, the upstream image. */
async function reference(name: ImageName): Promise<string> {
  const { version, upstream } = images[name];
  const made = `${builtPrefix}/${name}:${version}`;
  return (await succeeds("docker", ["image", "inspect", made])) ? made : `${upstream.repository}:${upstream.tag}`;
}

/** Starts a temporary container and returns its ID. The container uses the host's network, so its program must listen only on loopback. */
export async function startContainer(
  cleanup: Cleanup,
  image: ImageName,
  args: readonly string[],
  { files = {}, env = {}, entrypoint }: ContainerOptions = {},
): Promise<string> {
  const output = await run("docker", [
    "run",
    "--detach",
    "--network=host",
    "--label=monitoring.contracts=harness",
    "--memory=512m",
    "--cap-drop=ALL",
    ...Object.entries(files).map(([from, to]) => `--volume=${from}:${to}:ro`),
    ...Object.entries(env).map(([name, value]) => `--env=${name}=${value}`),
    ...(entrypoint === undefined ? [] : [`--entrypoint=${entrypoint}`]),
    await reference(image),
    ...args,
  ]);
  const id = output.trim();
  cleanup.add(async () => {
    await run("docker", ["rm", "--force", "--volumes", id]);
  });
  return id;
}

/** Waits until a container's program is ready. If the program exits or does not become ready, throws with its latest log lines. */
export async function untilUp<T>(what: string, id: string, attempt: () => Promise<T | undefined>, seconds?: number): Promise<T> {
  const ended = Symbol("ended");
  const found = await until(
    what,
    async () => ((await run("docker", ["inspect", "--format", "{{.State.Running}}", id])).trim() === "true" ? attempt() : ended),
    seconds,
  ).catch((error: unknown) => (error instanceof Error ? error : new Error(String(error))));
  if (!(found instanceof Error) && found !== ended) return found;
  const { stdout, stderr } = await command("docker", ["logs", "--tail", "15", id], { encoding: "utf8" });
  throw new Error(`${found instanceof Error ? found.message : `${what}: the container ended`}\n${stdout}${stderr}`);
}
