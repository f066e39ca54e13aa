import type { Evidence } from "./lookups";
import type { RowId } from "./rows";

/** A monitoring requirement of a reference system. */
export interface Need {
  /** What must be monitored, in sentences. */
  readonly what: string;
  /** The condition under which on-call must be notified. Absent if the need is not an alert. */
  readonly when?: string;
  /** The severities of the alerts, and the channels if the need names them. */
  readonly severity?: string;
  /** What is missing, in sentences. Absent if the whole need is met. */
  readonly missing?: string;
  /** The names of what meets the need, such as rendered objects and tests. A test checks that everything in the list exists. */
  readonly by: readonly Evidence[];
}

/** All needs whose IDs begin with this prefix. */
export type NeedsOf<Prefix extends string> = Readonly<Record<Extract<RowId, `${Prefix}-${string}`>, Need>>;
