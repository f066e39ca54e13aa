export type Kind = "webhook" | "slack" | "pagerduty" | "discord" | "email";
export type Status = "firing" | "resolved";
export type Labels = Readonly<Record<string, string>>;

/** One alert in one notification to one channel. */
export interface Message {
  /** Milliseconds since the epoch. */
  readonly receivedAt: number;
  /** Recipient: the receiver's name, the Slack, Discord or PagerDuty channel in the path, or the e-mail address. */
  readonly channel: string;
  readonly kind: Kind;
  readonly status: Status;
  readonly alertname: string;
  readonly labels: Labels;
  readonly summary: string;
  /** The group of Alertmanager that was notified: `groupKey` of a webhook, `dedup_key` of PagerDuty. Other kinds do not name it. */
  readonly group?: string;
}

/** What a parser finds in a payload: everything except time and recipient. */
export type Found = Pick<Message, "status" | "alertname" | "labels" | "summary" | "group">;

/** The name of a message without a recognised alert, which is still shown. */
export const unknownAlert = "unknown";

/** A value as a plain object; empty if it is not one. */
export function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

/** A value as a list; empty if it is not one. */
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
