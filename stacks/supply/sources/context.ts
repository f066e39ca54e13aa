import type { Progress } from "../progress";

/** Network access. With `open`, upstream releases and images are available. With `registries`, only package registries are. */
export type Mode = "open" | "registries";

/** What every source needs: the cache folder and the progress. */
export interface SourceContext {
  readonly root: string;
  readonly progress: Progress;
}
