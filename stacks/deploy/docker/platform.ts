import type { Settings } from "../../config/settings";
import { builtImages, imageMode, imageOf, resolveBuilt, resolveUpstream, sharedLayer, withLoader, type Images } from "../images";
import { dockerClient, preflight } from "./preflight";
import { cacheRoot } from "../../supply/paths";
import { DockerTarget } from "./target";
import { restrictedOf } from "./args";
import { digestOf, imagesFor } from "./images";
import { assertOwnVolumes, programsWithVolume } from "./volumes";
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
  check: (workloads, _view, previous) => assertOwnVolumes(settings.stack, workloads, previous, dockerClient(settings.dockerHost)),
  leftData: (programs, previous) => programsWithVolume(settings.stack, programs, previous, dockerClient(settings.dockerHost)),
  target: ({ workloads, images: found, secrets, parent }) => {
    const { stack, dockerHost: host } = settings;
    const restricted = restrictedOf(workloads);
    const loaderImage = imageOf(found, "loader").reference;
    return new DockerTarget("docker", { stack, host, loaderImage, secrets, restricted }, { parent });
  },
});
