import type { Evidence } from "./lookups";
import type { RowId } from "./rows";

/** One thing that a reference system needs watched. */
export interface Need {
  /** What is watched, in one sentence. */
  readonly what: string;
  /** When it is trouble; absent where the need is no alert. */
  readonly when?: string;
  /** How bad that is, in the severities of the alerts. */
  readonly severity?: string;
  /** What is missing, in one sentence; absent when the whole need is met. */
  readonly missing?: string;
  /** Names of what was generated for it, each of which is looked up. */
  readonly by: readonly Evidence[];
}

/** The needs whose ids begin with this prefix, complete. */
export type NeedsOf<Prefix extends string> = Readonly<Record<Extract<RowId, `${Prefix}-${string}`>, Need>>;
