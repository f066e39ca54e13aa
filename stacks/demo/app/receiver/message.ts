export type Kind = "webhook" | "slack" | "pagerduty" | "discord" | "email";
export type Status = "firing" | "resolved";
export type Labels = Readonly<Record<string, string>>;

/** One alert as one channel was told about it. */
export interface Message {
  /** Milliseconds since the epoch. */
  readonly receivedAt: number;
  /** Where it went: the receiver's name, the Slack, Discord or PagerDuty channel of the path, the mail address. */
  readonly channel: string;
  readonly kind: Kind;
  readonly status: Status;
  readonly alertname: string;
  readonly labels: Labels;
  readonly summary: string;
  /** The group of Alertmanager that was notified: `groupKey` of a webhook, `dedup_key` of PagerDuty. Other kinds do not name it. */
  readonly group?: string;
}

/** What a parser finds in a payload: everything but when and where. */
export type Found = Pick<Message, "status" | "alertname" | "labels" | "summary" | "group">;

/** The name given to a message in which no alert could be recognised; it is shown all the same. */
export const unknownAlert = "unknown";

/** A value as a plain object, empty when it is none. */
export function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

/** A value as a list, empty when it is none. */
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
