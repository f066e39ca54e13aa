import { ensureImages, type EnsuredImages } from "../../../stacks/supply/images";
import type { ImageName } from "../../../stacks/supply/image-table";

/** Programs whose images are not available here, and the reason. */
export interface Missing {
  readonly programs: readonly string[];
  readonly reason: string;
}

type Obtain = (names: readonly ImageName[]) => Promise<Pick<EnsuredImages, "unavailable">>;

/**
 * Tries to obtain images as `npm run up` does: pulls them if registries respond, and otherwise builds those that it can build. Returns
 * undefined if all images are available. Throws if a registry responds but refuses an image, or if Docker does not respond. Neither is a
 * reason to skip a test.
 */
export async function missingImages(names: readonly ImageName[], obtain: Obtain = ensureImages): Promise<Missing | undefined> {
  const { unavailable } = await obtain(names);
  if (unavailable.length === 0) return undefined;
  const programs = [...unavailable].sort();
  return { programs, reason: `Image registries do not answer, and ${programs.join(", ")} run from their makers' images only.` };
}
