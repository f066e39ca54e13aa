import { allPrograms, type ProgramWithImage } from "../../exporters/programs";
import { demoImage, demoVersion } from "../../exporters/programs/demo";
import type { HttpProbe } from "../../exporters/programs/model";
import type { ImageName } from "../config/image-names";
import { images } from "./image-table";

/** Pinned versions of one image. */
export interface ImagePin {
  /** Version of the program in the image. */
  readonly version: string;
  /** The upstream image, and the HTTP client in it that health checks use. */
  readonly upstream?: { readonly repository: string; readonly tag: string; readonly probe: HttpProbe };
  /** Whether the image can be built from package registries alone. */
  readonly buildable: boolean;
}

const pins = allPrograms.flatMap(({ name, version, image }): [string, ImagePin][] =>
  "of" in image ? [] : [[name, { version, upstream: image, buildable: images[name as ProgramWithImage].built !== undefined }]],
);

/** The pins of all images, by image name. */
export const imagePins: Readonly<Record<ImageName, ImagePin>> = {
  ...(Object.fromEntries(pins) as Record<ProgramWithImage, ImagePin>),
  [demoImage]: { version: demoVersion, buildable: true },
  // The image must set no user. Otherwise, the daemon would make the image's user the owner of the files in a volume.
  loader: { version: "1.37.0", upstream: { repository: "busybox", tag: "1.37.0", probe: "none" }, buildable: true },
};
