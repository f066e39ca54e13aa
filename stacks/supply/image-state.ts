import { readFile } from "node:fs/promises";
import path from "node:path";
import { writeWhole } from "./cache";

/** One image that was built on this machine. */
export interface MadeImage {
  /** Immutable ID in Docker. */
  readonly id: string;
  /** Identifies how the image was built. */
  readonly recipe: string;
  readonly tag: string;
  /** Build time, ISO 8601. */
  readonly made: string;
}

const stateFile = (root: string): string => path.join(root, "images-made.json");

/** The images that were built on this machine, by name; empty when `images-made.json` cannot be read. */
export async function madeImages(root: string): Promise<Record<string, MadeImage>> {
  try {
    return JSON.parse(await readFile(stateFile(root), "utf8")) as Record<string, MadeImage>;
  } catch {
    return {};
  }
}

/** Adds images to `images-made.json`. Also writes `images.json`, from which the Pulumi program reads the ID of each image. */
export async function recordImages(root: string, made: Readonly<Record<string, MadeImage>>): Promise<void> {
  const all = { ...(await madeImages(root)), ...made };
  const ids = Object.fromEntries(
    Object.entries(all)
      .map(([name, { id }]) => [name, id] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
  await writeWhole(stateFile(root), `${JSON.stringify(all, null, 2)}\n`);
  await writeWhole(path.join(root, "images.json"), `${JSON.stringify(ids, null, 2)}\n`);
}
