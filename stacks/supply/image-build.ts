import { copyFile, link, mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import path from "node:path";
import { UserError } from "../config/errors";
import { run, succeeds } from "./command";
import { baseTag, ensureBase, imageId } from "./debian-base";
import { requireSpace } from "./disk";
import { ensureTools } from "./ensure-tools";
import {
  builtTag,
  debianPackages,
  originOf,
  ownDockerfile,
  sharedDockerfile,
  sharedLayerPackages,
  shortHash,
  type Origin,
} from "./image-recipes";
import { madeImages, recordImages, type MadeImage } from "./image-state";
import { builtPrefix, imageNames, images, type ImageName } from "./image-table";
import type { SourceContext } from "./sources/context";
import { unstable } from "./sources/debian";
import { recipeOf } from "./plan";
import { tools, type ToolName } from "./table";

/** Free space in GiB that the images need, once in Docker's folder and once in the cache. */
const imagesGiB = 5;

const savedFile = (root: string): string => path.join(root, "images.tar");

async function dockerBuild(folder: string, tag: string, args: readonly string[] = []): Promise<string> {
  await run("docker", ["build", "-q", "-t", tag, ...args, folder]);
  const id = await imageId(tag);
  if (id === undefined) throw new UserError(`Docker built ${tag} but does not have it. Run this again.`);
  return id;
}

async function inFolder<T>(root: string, work: (folder: string) => Promise<T>): Promise<T> {
  await mkdir(path.join(root, "making"), { recursive: true });
  const folder = await mkdtemp(path.join(root, "making", "image-"));
  return work(folder).finally(() => rm(folder, { recursive: true, force: true }));
}

async function sharedLayer(origins: readonly Origin[], { root, progress }: SourceContext): Promise<string> {
  const dockerfile = sharedDockerfile(baseTag, sharedLayerPackages(origins));
  const tag = `${builtPrefix}/debian:${shortHash(dockerfile)}`;
  if (await imageId(tag)) return tag;
  const step = { what: "Debian packages of all images", typicalSeconds: 60 };
  progress.expect([step]);
  await ensureBase(root, progress);
  await progress.step(step, () =>
    inFolder(root, async (folder) => {
      await writeFile(path.join(folder, "Dockerfile"), dockerfile);
      await dockerBuild(folder, tag);
    }),
  );
  return tag;
}

const toolRecipe = (name: ToolName): unknown => [name, tools[name].version, tools[name].sources.map(recipeOf)];

/**
 * Recipe of an image. A different recipe leads to a rebuild. The recipe includes the program's version, but not the versions of other
 * Debian packages.
 */
export const imageRecipe = (name: ImageName): string => {
  const { version, built } = images[name];
  return shortHash([version, built, built?.tool === undefined ? [] : toolRecipe(built.tool), sharedDockerfile(baseTag, [])]);
};

/**
 * Whether Docker has an image. If the image's tag is missing or names another image, sets the tag again, because the demo's image is built
 * from a tag.
 */
async function isHere({ id, tag }: MadeImage): Promise<boolean> {
  if ((await imageId(tag)) === id) return true;
  return succeeds("docker", ["tag", id, tag]);
}

/** The given images that were built with the current recipe and that Docker has. If `load` is true, first loads missing saved images. */
export async function presentImages(root: string, names: readonly ImageName[], load = true): Promise<Record<string, MadeImage>> {
  const made = await madeImages(root);
  const current = names.flatMap((name) => (made[name]?.recipe === imageRecipe(name) ? [[name, made[name]] as const] : []));
  const here = await Promise.all(current.map(([, image]) => isHere(image)));
  if (load && here.includes(false) && existsSync(savedFile(root))) {
    await run("docker", ["load", "-q", "-i", savedFile(root)]).catch(() => rm(savedFile(root), { force: true }));
    return presentImages(root, names, false);
  }
  return Object.fromEntries(current.filter((_, index) => here[index]));
}

async function buildOne(name: ImageName, origin: Origin, layer: string, root: string, tool: string | undefined): Promise<MadeImage> {
  const built = images[name].built;
  if (built === undefined) throw new UserError(`${name} cannot be built from packages.`);
  const tag = builtTag(name);
  const id = await inFolder(root, async (folder) => {
    const binary = "tool" in origin ? tools[origin.tool].binaries[0] : undefined;
    if (binary !== undefined && tool !== undefined) {
      const target = path.join(folder, binary);
      await link(path.join(tool, binary), target).catch(() => copyFile(path.join(tool, binary), target));
    }
    await writeFile(path.join(folder, "Dockerfile"), ownDockerfile(layer, built, origin, binary));
    return dockerBuild(folder, tag);
  });
  return { id, recipe: imageRecipe(name), tag, made: new Date().toISOString() };
}

async function saveAll(root: string): Promise<void> {
  const made = await madeImages(root);
  const tags = imageNames.flatMap((name) => (made[name]?.recipe === imageRecipe(name) ? [made[name].tag] : []));
  const partial = `${savedFile(root)}.partial`;
  await run("docker", ["save", "-o", partial, ...tags]);
  await rename(partial, savedFile(root));
}

/** Builds missing images from Debian packages and Go modules. Builds the Debian layer while Go compiles. */
export async function buildImages(names: readonly ImageName[], context: SourceContext): Promise<Record<string, MadeImage>> {
  const { root, progress } = context;
  const present = await presentImages(root, names);
  const missing = names.filter((name) => present[name] === undefined);
  if (missing.length === 0) return present;
  requireSpace(root, imagesGiB, "building images");
  const dockerRoot = (await run("docker", ["info", "--format", "{{.DockerRootDir}}"])).trim();
  if (existsSync(dockerRoot)) requireSpace(dockerRoot, imagesGiB, "building images in Docker");
  const versions = await unstable(root).versions(debianPackages);
  const allOrigins = imageNames.flatMap((name) => originOf(name, versions) ?? []);
  const origins = new Map<ImageName, Origin>();
  for (const name of missing) {
    const origin = originOf(name, versions);
    const pin = images[name].built?.debian?.package ?? "";
    if (origin === undefined)
      throw new UserError(
        `${name} ${images[name].version}: Debian has ${versions.has(pin) ? `${pin} ${versions.get(pin) ?? ""}` : `no package ${pin}`}, and there is no Go module for it. Change its version in exporters/programs/ or stacks/supply/image-table.ts.`,
      );
    origins.set(name, origin);
  }
  const needed = [...origins.values()].flatMap((origin) => ("tool" in origin ? [origin.tool] : []));
  const making = { what: `${missing.length} images`, typicalSeconds: 1 + missing.length };
  const saving = { what: "save the images in the cache", typicalSeconds: 10 };
  progress.expect([making, saving]);
  const [layer, toolFolders] = await bothOrNeither(
    sharedLayer(allOrigins, context),
    ensureTools(needed, { ...context, mode: "registries" }),
  );
  const made: Record<string, MadeImage> = {};
  await progress.step(making, async () => {
    for (const [name, origin] of origins)
      made[name] = await buildOne(name, origin, layer, root, "tool" in origin ? toolFolders[origin.tool] : undefined);
    await recordImages(root, made);
  });
  await progress.step(saving, () => saveAll(root));
  return { ...present, ...made };
}

/** Waits until both promises have settled, then throws the first error. This way, nothing continues in the background after an error. */
async function bothOrNeither<A, B>(first: Promise<A>, second: Promise<B>): Promise<[A, B]> {
  const [a, b] = await Promise.allSettled([first, second]);
  if (a.status === "rejected") throw a.reason;
  if (b.status === "rejected") throw b.reason;
  return [a.value, b.value];
}

export { dockerBuild };
