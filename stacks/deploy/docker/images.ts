import { getRegistryImage } from "@pulumi/docker/getRegistryImage";
import type { Settings } from "../../config/settings";
import { allPrograms } from "../../../exporters/programs";
import { imageNameOf, type ImageName } from "../../config/image-names";

/** Asks a registry for the digest of a tag. */
export const digestOf = async (reference: string): Promise<string> => (await getRegistryImage({ name: reference })).sha256Digest;

/** Images of the programs that the stack, with or without its demo, runs. */
export const imagesFor = ({ demo }: Pick<Settings, "demo">): ImageName[] => [
  ...new Set(allPrograms.filter((program) => demo || program.demo !== true).map(imageNameOf)),
];
