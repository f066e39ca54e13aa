import { getRegistryImage } from "@pulumi/docker/getRegistryImage";
import type { Settings } from "../../config/settings";
import { allPrograms } from "../../../exporters/programs";
import { imageNameOf, type ImageName } from "../../config/image-names";

/** Gets the digest of a tag from a registry. */
export const digestOf = async (reference: string): Promise<string> => (await getRegistryImage({ name: reference })).sha256Digest;

/** Names of the images of all programs. The demo's images are included if the stack runs the demo. */
export const imagesFor = ({ demo }: Pick<Settings, "demo">): ImageName[] => [
  ...new Set(allPrograms.filter((program) => demo || program.demo !== true).map(imageNameOf)),
];
