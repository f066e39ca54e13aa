import type { Progress } from "../progress";

/** Network access: upstream releases and images are available (`open`), or only package registries. */
export type Mode = "open" | "registries";

/** Context of every source. */
export interface SourceContext {
  readonly root: string;
  readonly progress: Progress;
}
