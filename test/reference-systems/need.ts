import type { Evidence } from "./lookups";
import type { RowId } from "./rows";

/** Something that must be monitored in a reference system. */
export interface Need {
  /** What is monitored, in one sentence. */
  readonly what: string;
  /** When it is a problem; absent if the need is not an alert. */
  readonly when?: string;
  /** How severe that is, as alert severities. */
  readonly severity?: string;
  /** What is missing, in one sentence; absent when the whole need is met. */
  readonly missing?: string;
  /** Names of what was generated for it. Each is looked up. */
  readonly by: readonly Evidence[];
}

/** All needs whose ids begin with this prefix. */
export type NeedsOf<Prefix extends string> = Readonly<Record<Extract<RowId, `${Prefix}-${string}`>, Need>>;
