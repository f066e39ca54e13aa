import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { ResolvedImage } from "./programs/workloads";
import type { Settings } from "../config/settings";
import { UserError } from "../config/errors";
import type { ImageName } from "../config/image-names";
import { imagePins } from "../supply/image-pins";

/** Immutable local image IDs by image name. `npm run supply` and `npm run up` write them. */
export type BuiltImages = Readonly<Record<string, string>>;

/** Reads the IDs of the images that were built on this machine; undefined when there are none. Throws UserError if the file is not JSON. */
export function builtImages(folder: string): BuiltImages | undefined {
  const file = path.join(folder, "images.json");
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, "utf8")) as BuiltImages;
  } catch {
    throw new UserError(`${file} is not JSON. Remove it and run \`npm run supply\`, which writes it.`);
  }
}

/** Repository of the base image that all built images share. */
export const sharedLayer = "monitoring-as-code/debian";

/**
 * If `loader`, the image of the containers that fill volumes, is missing, adds the newest shared base image as `loader`. `listing` is
 * Docker's response to `/images/json`, filtered by `sharedLayer`.
 */
export function withLoader(built: BuiltImages, listing: string): BuiltImages {
  if (built["loader"] !== undefined) return built;
  const images = JSON.parse(listing) as { readonly Id: string; readonly Created: number }[];
  const newest = [...images].sort((a, b) => b.Created - a.Created)[0];
  return newest === undefined ? built : { ...built, loader: newest.Id };
}

/**
 * The source of the images: `wanted`, unless it is `auto`. For `auto`, the source is `built` if Prometheus' image was built on this
 * machine, else `upstream`.
 */
export function imageMode(wanted: Settings["images"], built: BuiltImages | undefined): "upstream" | "built" {
  // The demo's image is built in both modes, so it does not indicate the mode.
  return wanted === "auto" ? (built?.["prometheus"] === undefined ? "upstream" : "built") : wanted;
}

/** Gets the digest of an image reference from the registry. */
export type DigestOf = (reference: string) => Promise<string>;

/** The available images, and the names of the images that do not exist in this mode. */
export interface Images {
  readonly mode: "upstream" | "built";
  readonly resolved: ReadonlyMap<ImageName, ResolvedImage>;
  readonly unavailable: readonly ImageName[];
}

/** Returns a resolved image. Throws Error for an image that was not resolved. */
export function imageOf({ resolved }: Images, name: ImageName): ResolvedImage {
  const image = resolved.get(name);
  if (image === undefined) throw new Error(`Image ${name} was not resolved.`);
  return image;
}

/** Image references that are used unchanged, by image name. */
export type References = Readonly<Partial<Record<ImageName, string>>>;

const given = (name: ImageName, reference: string): ResolvedImage => ({
  reference,
  version: imagePins[name].version,
  probe: imagePins[name].upstream?.probe ?? "wget",
});

/** Resolves the images of a `built` stack. Throws UserError for missing images that can be built; other missing images are unavailable. */
export function resolveBuilt(names: readonly ImageName[], built: BuiltImages | undefined, references: References = {}): Images {
  const available = names.filter((name) => imagePins[name].buildable || built?.[name] !== undefined || references[name] !== undefined);
  const missing = available.filter((name) => built?.[name] === undefined && references[name] === undefined);
  if (missing.length > 0) {
    throw new UserError(
      `monitoring:images is "built", but these images are missing: ${missing.join(", ")}. Build them with \`npm run supply\`.`,
    );
  }
  const resolved = new Map(
    available.map((name): [ImageName, ResolvedImage] => [
      name,
      references[name] === undefined
        ? { reference: built?.[name] ?? "", version: imagePins[name].version, probe: "wget" }
        : given(name, references[name]),
    ]),
  );
  return { mode: "built", resolved, unavailable: names.filter((name) => !available.includes(name)) };
}

/**
 * Resolves images to the current digest of their tag in a registry. An image with a reference uses this reference. Any other image that no
 * registry has uses the local build. Throws UserError if there is no local build of such an image.
 */
export async function resolveUpstream(
  names: readonly ImageName[],
  built: BuiltImages | undefined,
  digestOf: DigestOf,
  references: References = {},
): Promise<Images> {
  const missing = names.filter(
    (name) => imagePins[name].upstream === undefined && built?.[name] === undefined && references[name] === undefined,
  );
  if (missing.length > 0)
    throw new UserError(
      `These images are missing, and no registry has them: ${missing.join(", ")}. Build them with \`npm run supply -- --only ${missing.join(",")}\`; for a cluster, push them to a registry and set monitoring:imageReferences.`,
    );
  const entries = await Promise.all(
    names.map(async (name): Promise<[ImageName, ResolvedImage]> => {
      const { upstream, version } = imagePins[name];
      if (references[name] !== undefined) return [name, given(name, references[name])];
      if (upstream === undefined) return [name, { reference: built?.[name] ?? "", version, probe: "wget" }];
      const tagged = `${upstream.repository}:${upstream.tag}`;
      return [name, { reference: `${tagged}@${await digestOf(tagged)}`, version, probe: upstream.probe }];
    }),
  );
  return { mode: "upstream", resolved: new Map(entries), unavailable: [] };
}
