import { run, succeeds } from "../../supply/command";
import { builtPrefix, images, type ImageName } from "../../supply/image-table";
import type { Cleanup } from "./cleanup";

/** What a throw-away container needs beyond its image and arguments. */
export interface ContainerOptions {
  /** Host path to path inside, read-only. */
  readonly files?: Readonly<Record<string, string>>;
  /** Folders inside that can be written. */
  readonly writable?: readonly string[];
}

/** The image made here when there is one, else what its makers publish. */
async function reference(name: ImageName): Promise<string> {
  const { version, upstream } = images[name];
  const made = `${builtPrefix}/${name}:${version}`;
  return (await succeeds("docker", ["image", "inspect", made])) ? made : `${upstream.repository}:${upstream.tag}`;
}

/** Starts a container that is removed at the end. It has this machine's network: its program must listen on loopback only. */
export async function startContainer(
  cleanup: Cleanup,
  image: ImageName,
  args: readonly string[],
  { files = {}, writable = [] }: ContainerOptions = {},
): Promise<void> {
  const id = await run("docker", [
    "run",
    "--detach",
    "--network=host",
    "--label=monitoring.contracts=harness",
    "--memory=512m",
    "--cap-drop=ALL",
    ...Object.entries(files).map(([from, to]) => `--volume=${from}:${to}:ro`),
    ...writable.map((folder) => `--tmpfs=${folder}:mode=1777`),
    await reference(image),
    ...args,
  ]);
  cleanup.add(async () => {
    await run("docker", ["rm", "--force", "--volumes", id.trim()]);
  });
}
