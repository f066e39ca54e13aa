import { allPrograms, type ProgramWithImage } from "../../exporters/programs";
import { demoImage, demoVersion } from "../../exporters/programs/demo";
import type { HttpProbe } from "../../exporters/programs/model";
import type { ImageName } from "../config/image-names";
import { images } from "./image-table";

/** What is pinned of one image. */
export interface ImagePin {
  /** Version of the program in it. */
  readonly version: string;
  /** The image its makers publish, and what in it can ask an HTTP endpoint. */
  readonly upstream?: { readonly repository: string; readonly tag: string; readonly probe: HttpProbe };
  /** Whether package registries alone suffice to build it. */
  readonly buildable: boolean;
}

const pins = allPrograms.flatMap(({ name, version, image }): [string, ImagePin][] =>
  "of" in image ? [] : [[name, { version, upstream: image, buildable: images[name as ProgramWithImage].built !== undefined }]],
);

/** Images the stack and the demo run, by name. */
export const imagePins: Readonly<Record<ImageName, ImagePin>> = {
  ...(Object.fromEntries(pins) as Record<ProgramWithImage, ImagePin>),
  [demoImage]: { version: demoVersion, buildable: true },
  // Never started; it must have no user, or the daemon would give the files it loads to that user.
  loader: { version: "1.37.0", upstream: { repository: "busybox", tag: "1.37.0", probe: "none" }, buildable: true },
};
