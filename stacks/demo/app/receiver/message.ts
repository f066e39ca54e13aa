export type Kind = "webhook" | "slack" | "pagerduty" | "discord" | "email";
export type Status = "firing" | "resolved";
export type Labels = Readonly<Record<string, string>>;

/** One alert of one notification to one channel. */
export interface Message {
  /** In milliseconds since the epoch. */
  readonly receivedAt: number;
  /** The recipient: the name in the request's path, or `pagerduty` if a PagerDuty path has no name; for e-mails, the addresses. */
  readonly channel: string;
  readonly kind: Kind;
  readonly status: Status;
  readonly alertname: string;
  readonly labels: Labels;
  readonly summary: string;
  /** Key of Alertmanager's alert group: `groupKey` of a webhook or `dedup_key` of PagerDuty. Other kinds of notifications have no key. */
  readonly group?: string;
}

/** An alert that a parser finds in a payload. It has no time, no recipient and no kind yet. */
export type Found = Pick<Message, "status" | "alertname" | "labels" | "summary" | "group">;

/** The alert name of a notification in which no alert was recognised. The page still shows such a notification. */
export const unknownAlert = "unknown";

/** Returns the value if it is a plain object, else an empty object. */
export function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

/** Returns the value if it is a list, else an empty list. */
export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}

export function str(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** The string-valued entries of an object. */
export function strings(value: unknown): Record<string, string> {
  return Object.fromEntries(Object.entries(record(value)).filter((entry): entry is [string, string] => typeof entry[1] === "string"));
}
