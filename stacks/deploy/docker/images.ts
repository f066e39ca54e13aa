import { getRegistryImage } from "@pulumi/docker/getRegistryImage";
import type { Settings } from "../../config/settings";
import { allPrograms } from "../../../exporters/programs";
import { imageNameOf, type ImageName } from "../../config/image-names";

/** Gets the digest of a tag from a registry. */
export const digestOf = async (reference: string): Promise<string> => (await getRegistryImage({ name: reference })).sha256Digest;

/** Images of the programs that the stack runs, with or without the demo. */
export const imagesFor = ({ demo }: Pick<Settings, "demo">): ImageName[] => [
  ...new Set(allPrograms.filter((program) => demo || program.demo !== true).map(imageNameOf)),
];
