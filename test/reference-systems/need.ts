import type { Evidence } from "./lookups";
import type { RowId } from "./rows";

/** Something that must be monitored in a reference system. */
export interface Need {
  /** What is monitored, in sentences. */
  readonly what: string;
  /** The condition that is a problem; absent if the need is not an alert. */
  readonly when?: string;
  /** The alert severities of the problem. */
  readonly severity?: string;
  /** What is missing, in sentences; absent if the whole need is met. */
  readonly missing?: string;
  /** Names of the generated parts that meet the need. A test looks up each name. */
  readonly by: readonly Evidence[];
}

/** All needs whose ids begin with this prefix. */
export type NeedsOf<Prefix extends string> = Readonly<Record<Extract<RowId, `${Prefix}-${string}`>, Need>>;
