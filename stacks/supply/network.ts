import { readFile } from "node:fs/promises";
import path from "node:path";
import { UserError } from "../config/errors";
import { writeWhole } from "./cache";
import { run, type CommandOptions } from "./command";
import { imageNames, images } from "./image-table";
import type { Mode } from "./sources/context";

/** A small image that can be pulled only with open network access. */
const probeImage = "busybox:1.37.0";
const keptHours = 6;

/** The network access, and a sentence that describes it to the user. */
export interface Network {
  readonly mode: Mode;
  readonly sentence: string;
}

/** The programs that exist only as upstream images, for example `grafana, loki and tempo`. */
const upstreamOnly = new Intl.ListFormat("en-GB").format(imageNames.filter((name) => images[name].built === undefined).sort());

export const sentences: Readonly<Record<Mode, string>> = {
  open: "Network: images and releases are downloaded from upstream (an image could be pulled).",
  registries: `Network: image registries and release downloads are not reachable, so images, CLI and plugins are built from Debian packages and Go modules. Programs that are in neither are left out: ${upstreamOnly}.`,
};

interface Remembered {
  readonly mode: Mode;
  readonly at: number;
}

/** The network access in a cached result; undefined if the result is older than six hours or invalid. */
export function fresh(content: unknown, now: number): Mode | undefined {
  const { mode, at } = (typeof content === "object" && content !== null ? content : {}) as Partial<Remembered>;
  if (typeof at !== "number" || now - at > keptHours * 3_600_000 || at > now) return undefined;
  return mode === "open" || mode === "registries" ? mode : undefined;
}

type Run = (command: string, args: readonly string[], options?: CommandOptions) => Promise<string>;

/** Detects the network access. Returns undefined when Docker does not respond. */
async function probe(execute: Run): Promise<Mode | undefined> {
  try {
    await execute("docker", ["version", "--format", "{{.Server.Version}}"], { timeout: 15_000 });
  } catch {
    return undefined;
  }
  try {
    await execute("docker", ["pull", "-q", probeImage], { timeout: 25_000 });
    return "open";
  } catch {
    return "registries";
  }
}

/**
 * Detects the network access by pulling a small image, and caches the result for six hours. If Docker does not respond, returns
 * `registries` and caches nothing. `MONITORING_NETWORK=open` or `=registries` sets the result instead.
 */
export async function network(
  root: string,
  { again = false, execute = run }: { readonly again?: boolean; readonly execute?: Run } = {},
): Promise<Network> {
  const wanted = process.env["MONITORING_NETWORK"];
  if (wanted !== undefined && wanted !== "") {
    if (wanted !== "open" && wanted !== "registries")
      throw new UserError(`MONITORING_NETWORK: got "${wanted}"; expected open or registries.`);
    return { mode: wanted, sentence: sentences[wanted] };
  }
  const file = path.join(root, "network.json");
  const remembered = again ? undefined : fresh(await readJson(file), Date.now());
  const found = remembered ?? (await probe(execute));
  const mode = found ?? "registries";
  if (remembered === undefined && found !== undefined)
    await writeWhole(file, JSON.stringify({ mode, at: Date.now() } satisfies Remembered));
  return { mode, sentence: sentences[mode] };
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, "utf8")) as unknown;
  } catch {
    return undefined;
  }
}
