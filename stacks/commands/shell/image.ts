import { programOfInstance, programs } from "../../../exporters/programs";
import type { Settings } from "../../config/settings";
import { builtImages, imageMode } from "../../deploy/images";
import { imagePins } from "../../supply/image-pins";
import { cacheRoot } from "../../supply/paths";
import { imageWith, type Reach } from "./reach";

type ToolImage = "postgres" | "redis" | "blackbox-exporter";

/**
 * Reference of an image that the shell needs: the configured reference, else the built image if the stack uses built images, else the
 * upstream tag, which the platform pulls.
 */
function referenceOf(name: ToolImage, settings: Settings): string {
  const built = settings.target === "docker" ? builtImages(cacheRoot()) : undefined;
  const { version, upstream } = imagePins[name];
  const local = imageMode(settings.images, built) === "built" ? built?.[name] : undefined;
  return (
    settings.imageReferences[name] ?? local ?? (upstream === undefined ? `${name}:${version}` : `${upstream.repository}:${upstream.tag}`)
  );
}

/**
 * The image for a shell: the PostgreSQL or Redis image if `imageWith` chooses one, else `own`, the image of the workload. If the workload's
 * image has no shell, blackbox_exporter's image.
 */
export function imageFor(command: string | undefined, reach: Reach, own: string, settings: Settings): string {
  const name = imageWith(command, reach);
  if (name !== undefined) return referenceOf(name, settings);
  const program = programOfInstance(reach.workload);
  const hasShell = program === undefined || !("probe" in program.image) || program.image.probe !== "none";
  return hasShell ? own : referenceOf(programs["blackbox-exporter"].name, settings);
}

/** Whether the image for a command contains the client of the service. Only then does the shell get the client's secrets. */
export const hasClient = (command: string | undefined, reach: Reach): boolean =>
  reach.client !== undefined && imageWith(undefined, reach) === imageWith(command, reach);
