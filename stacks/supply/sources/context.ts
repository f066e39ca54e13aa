import type { Progress } from "../progress";

/** Whether releases and images can be had from their makers, or package registries alone. */
export type Mode = "open" | "registries";

/** What every source is told. */
export interface SourceContext {
  readonly root: string;
  readonly progress: Progress;
}
