import { imageNames, type ImageName } from "../../../stacks/supply/image-table";
import { missingImages } from "./images";

const isImage = (name: string): name is ImageName => (imageNames as readonly string[]).includes(name);

/** Tries to obtain the images that the arguments name. Prints the unavailable programs and the reason as JSON, or `null`. */
async function main(names: readonly string[]): Promise<void> {
  const unknown = names.filter((name) => !isImage(name));
  if (unknown.length > 0) throw new Error(`got ${unknown.join(", ")}; images: ${imageNames.join(", ")}`);
  console.log(JSON.stringify((await missingImages(names.filter(isImage))) ?? null));
}

void main(process.argv.slice(2));
