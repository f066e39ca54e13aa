import path from "node:path";
import type { View } from "../../exporters/model/catalogue";
import { allPrograms } from "../../exporters/programs";
import { buildDemoContext } from "../demo/build";
import { ensureAppImage, ensureDocker, ensureImages, ensurePulumi, toolsOfImages } from "../supply/ensure";
import { imageNames, images, type ImageName } from "../supply/image-table";
import { cacheRoot } from "../supply/paths";
import { Progress } from "../supply/progress";
import { demoImage } from "../../exporters/programs/demo";

/** Names of the images of the programs that the environment runs, and of the demo's base image. */
const imagesOf = (view: View): ImageName[] => {
  const here = allPrograms.filter(({ runsIn }) => runsIn?.(view) ?? true).map(({ name }) => name);
  return imageNames.filter((name) => name === "node" || here.includes(name));
};

/** Installs what `pulumi up` of the local stack needs: Docker, the Pulumi CLI with its plugins, and images. Prints the images' sources. */
export async function prepareStack(view: View, say: (line: string) => void): Promise<void> {
  const root = cacheRoot();
  const progress = new Progress();
  await ensureDocker(root, progress);
  await ensurePulumi({ next: toolsOfImages, root, progress });
  const { sentence, unavailable } = await ensureImages(imagesOf(view), { root, progress });
  say(sentence);
  for (const name of unavailable)
    say(
      `${name} ${images[name].version} is left out: its image is only on an image registry, which this machine cannot reach. Everything else is deployed.`,
    );
  const context = await buildDemoContext(path.join(root, "demo-context"));
  await ensureAppImage({ name: demoImage, ...context }, { root, progress });
}
