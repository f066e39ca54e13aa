import { allPrograms, type ProgramWithImage } from "../../exporters/programs";
import { demoImage } from "../../exporters/programs/demo";
import type { Program } from "../../exporters/programs/model";

/** Names of the images of the stack and the demo. Containers of the image `loader` prepare volumes for the programs. */
export type ImageName = ProgramWithImage | typeof demoImage | "loader";

const ofPrograms = allPrograms.flatMap(({ name, image }) => ("of" in image ? [] : [name as ProgramWithImage]));

/** The names of all images. They are the keys of `monitoring:imageReferences`. */
export const imageNames: readonly ImageName[] = [...ofPrograms, demoImage, "loader"];

const isImageName = (name: string): name is ImageName => (imageNames as readonly string[]).includes(name);

/** Name of the image that a program runs from. Throws Error when the program's definition names an unknown image. */
export function imageNameOf({ name, image }: Pick<Program, "name" | "image">): ImageName {
  const found = "of" in image ? image.of : name;
  if (!isImageName(found)) throw new Error(`${name} runs from the image "${found}", but no program defines it and nothing builds it.`);
  return found;
}
