import { allPrograms, type ProgramWithImage } from "../../exporters/programs";
import { demoImage } from "../../exporters/programs/demo";
import type { Program } from "../../exporters/programs/model";

/** Names of images the stack and the demo run; the loader puts files into volumes and is never started. */
export type ImageName = ProgramWithImage | typeof demoImage | "loader";

const ofPrograms = allPrograms.flatMap(({ name, image }) => ("of" in image ? [] : [name as ProgramWithImage]));

/** Every image, by name: the keys of `monitoring:imageReferences`. */
export const imageNames: readonly ImageName[] = [...ofPrograms, demoImage, "loader"];

const isImageName = (name: string): name is ImageName => (imageNames as readonly string[]).includes(name);

/** Name of the image a program runs from. Throws for a definition that names none there is. */
export function imageNameOf({ name, image }: Pick<Program, "name" | "image">): ImageName {
  const found = "of" in image ? image.of : name;
  if (!isImageName(found)) throw new Error(`${name} runs from the image "${found}", which no program has and nothing builds.`);
  return found;
}
