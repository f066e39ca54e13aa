import path from "node:path";
import { UserError } from "../config/errors";
import { run } from "./command";
import { imageId } from "./debian-base";
import { ensureDocker } from "./docker-engine";
import { buildImages, dockerBuild } from "./image-build";
import { builtTag, shortHash } from "./image-recipes";
import { recordImages } from "./image-state";
import { builtPrefix, imageNames, images, type ImageName } from "./image-table";
import { withLock } from "./lock";
import { network, type Network } from "./network";
import { cacheRoot } from "./paths";
import { Progress } from "./progress";
import type { Mode } from "./sources/context";

export interface ImageOptions {
  readonly root?: string;
  readonly progress?: Progress;
  /** Network access. Default: detected. */
  readonly mode?: Mode;
}

/** The result of `ensureImages`. */
export interface EnsuredImages {
  readonly mode: Mode;
  /** A sentence about the network access, for the user. Empty if `mode` was given. */
  readonly sentence: string;
  /** Immutable reference of each image, by name: an ID, or a repository with tag and digest. */
  readonly references: Readonly<Partial<Record<ImageName, string>>>;
  /** Images that are not available with this network access. */
  readonly unavailable: readonly ImageName[];
}

async function pull(name: ImageName): Promise<string> {
  const { repository, tag } = images[name].upstream;
  const tagged = `${repository}:${tag}`;
  await run("docker", ["pull", "-q", tagged], { timeout: 900_000 });
  const digests = (await run("docker", ["image", "inspect", "--format", "{{range .RepoDigests}}{{println .}}{{end}}", tagged]))
    .trim()
    .split("\n");
  const digest = digests.map((line) => line.split("@")[1]).find((value) => value !== undefined);
  if (digest === undefined)
    throw new UserError(`${tagged} was pulled but has no digest. Remove it (\`docker rmi ${tagged}\`) and run this again.`);
  return `${tagged}@${digest}`;
}

async function pullAll(names: readonly ImageName[], progress: Progress): Promise<Partial<Record<ImageName, string>>> {
  const steps = names.map((name) => ({ name, what: `pull ${name}`, typicalSeconds: 15 }));
  progress.expect(steps);
  const pulled = await Promise.all(steps.map(async (step) => [step.name, await progress.step(step, () => pull(step.name))] as const));
  return Object.fromEntries(pulled);
}

/** Pulls images if the network access is open. Otherwise builds them from Debian packages and Go modules. */
export async function ensureImages(names: readonly ImageName[] = imageNames, options: ImageOptions = {}): Promise<EnsuredImages> {
  const root = options.root ?? cacheRoot();
  const progress = options.progress ?? new Progress();
  await ensureDocker(root, progress);
  const first = options.mode === undefined ? await network(root) : { mode: options.mode, sentence: "" };
  return withLock(
    path.join(root, "locks", "images"),
    async () => {
      if (first.mode === "open") {
        try {
          return { ...first, references: await pullAll(names, progress), unavailable: [] };
        } catch (error) {
          // The cached result of the network detection can be out of date.
          const second: Network = await network(root, { again: true });
          if (second.mode === "open" || options.mode !== undefined) throw error;
          return built(names, second, root, progress);
        }
      }
      return built(names, first, root, progress);
    },
    (pid) => progress.say(`Images: process ${pid} is already working on them; waiting.`),
  );
}

async function built(names: readonly ImageName[], { mode, sentence }: Network, root: string, progress: Progress): Promise<EnsuredImages> {
  const possible = names.filter((name) => images[name].built !== undefined);
  const made = await buildImages(possible, { root, progress });
  return {
    mode,
    sentence,
    references: Object.fromEntries(Object.entries(made).map(([name, { id }]) => [name, id])),
    unavailable: names.filter((name) => !possible.includes(name)),
  };
}

export interface AppImage {
  /** Name of the image in `images.json`. */
  readonly name: string;
  readonly contextDir: string;
  /** Path of the Dockerfile. The build argument `BASE` is the reference of the Node image. */
  readonly dockerfile: string;
  /** Hash of all inputs except the base image. */
  readonly contentHash: string;
}

/** Builds an application's image on top of the Node image, unless an image with the same content exists. Returns the image's ID. */
export async function ensureAppImage({ name, contextDir, dockerfile, contentHash }: AppImage, options: ImageOptions = {}): Promise<string> {
  const root = options.root ?? cacheRoot();
  const progress = options.progress ?? new Progress();
  const { mode, references } = await ensureImages(["node"], { ...options, root, progress });
  const base = mode === "open" ? references.node : builtTag("node");
  if (base === undefined) throw new UserError(`${name}: there is no Node base image. Run \`npm run supply -- --only node\`.`);
  const recipe = shortHash([contentHash, references.node]);
  const tag = `${builtPrefix}/${name}:${recipe}`;
  const existing = await imageId(tag);
  const id =
    existing ??
    (await progress.step({ what: `image ${name}`, typicalSeconds: 5 }, () =>
      dockerBuild(contextDir, tag, ["-f", dockerfile, "--build-arg", `BASE=${base}`]),
    ));
  await withLock(path.join(root, "locks", "images"), () =>
    recordImages(root, { [name]: { id, recipe, tag, made: new Date().toISOString() } }),
  );
  return id;
}
