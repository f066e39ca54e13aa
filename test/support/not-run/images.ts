import { ensureImages, type EnsuredImages } from "../../../stacks/supply/images";
import type { ImageName } from "../../../stacks/supply/image-table";

/** Programs whose images are not available here, and why. */
export interface Missing {
  readonly programs: readonly string[];
  readonly reason: string;
}

type Obtain = (names: readonly ImageName[]) => Promise<Pick<EnsuredImages, "unavailable">>;

/**
 * Tries to obtain images as `npm run up` does: pulled where registries answer. Undefined when all are available. A registry that answers
 * and then refuses an image is an error, and so is a Docker that does not answer: neither is a reason to leave out a test.
 */
export async function missingImages(names: readonly ImageName[], obtain: Obtain = ensureImages): Promise<Missing | undefined> {
  const { unavailable } = await obtain(names);
  if (unavailable.length === 0) return undefined;
  const programs = [...unavailable].sort();
  return { programs, reason: `Image registries do not answer, and ${programs.join(", ")} run from their makers' images only.` };
}
