import { getRegistryImage } from "@pulumi/docker/getRegistryImage";
import type { Settings } from "../../config/settings";
import { imageNames, type ImageName } from "../../supply/image-pins";

/** Asks a registry for the digest of a tag. */
export const digestOf = async (reference: string): Promise<string> => (await getRegistryImage({ name: reference })).sha256Digest;

/** Images of the programs that the stack, with or without its demo, runs. */
export const imagesFor = ({ demo }: Pick<Settings, "demo">): ImageName[] =>
  imageNames.filter((name) => name !== "loader" && (demo || !["postgres", "redis", "demo-app"].includes(name)));
