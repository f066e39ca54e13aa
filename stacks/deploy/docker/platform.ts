import type { Settings } from "../../config/settings";
import { builtImages, imageMode, imageOf, resolveBuilt, resolveUpstream, sharedLayer, withLoader, type Images } from "../images";
import { dockerClient, preflight } from "./preflight";
import { cacheRoot } from "../../supply/paths";
import { dataVolume } from "./args";
import { DockerTarget } from "./target";
import { digestOf, imagesFor } from "./images";
import type { Platform } from "../platform";

async function images(settings: Settings): Promise<Images> {
  const found = builtImages(cacheRoot());
  const names = [...imagesFor(settings), "loader" as const];
  if (imageMode(settings.images, found) === "upstream") return resolveUpstream(names, found, digestOf, settings.imageReferences);
  const filter = encodeURIComponent(JSON.stringify({ reference: [sharedLayer] }));
  const listing = await dockerClient(settings.dockerHost)?.(`/images/json?filters=${filter}`);
  return resolveBuilt(names, found && listing?.status === 200 ? withLoader(found, listing.body) : found, settings.imageReferences);
}

/** The platform that runs workloads in a Docker daemon. */
export const dockerPlatform = (settings: Settings): Platform => ({
  reach: () => preflight({ stack: settings.stack, dockerHost: settings.dockerHost, ports: settings.ports }),
  images: () => images(settings),
  check: () => Promise.resolve(),
  leftData: async (programs) => {
    const ask = dockerClient(settings.dockerHost);
    if (ask === undefined) return [];
    const there = await Promise.all(
      programs.map(async (name) => (await ask(`/volumes/${dataVolume(settings.stack, name)}`)).status === 200),
    );
    return programs.filter((_name, index) => there[index]);
  },
  target: ({ images: found, secrets, parent }) => {
    const { stack, dockerHost: host } = settings;
    return new DockerTarget("docker", { stack, host, loaderImage: imageOf(found, "loader").reference, secrets }, { parent });
  },
});
