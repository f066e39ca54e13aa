import type { Kind, Message } from "./message";

/** The times at which one channel was notified that an alert is firing and that it is resolved. */
export interface AlertTimes {
  readonly channel: string;
  readonly kind: Kind;
  readonly alertname: string;
  readonly labels: Message["labels"];
  /**
   * Time of the first firing notification of the current or latest incident, in milliseconds since the epoch; null when no firing
   * notification arrived.
   */
  readonly firedAt: number | null;
  readonly resolvedAt: number | null;
  readonly notifications: number;
}

export interface Query {
  readonly since?: number | undefined;
  readonly alertname?: string | undefined;
  readonly channel?: string | undefined;
  readonly status?: string | undefined;
}

/** Keeps the latest messages and alert times in memory, at most `limit` of each. */
export class MessageStore {
  private readonly messages: Message[] = [];
  private readonly alerts = new Map<string, AlertTimes>();

  constructor(private readonly limit = 2000) {}

  add(message: Message): void {
    this.messages.push(message);
    if (this.messages.length > this.limit) this.messages.shift();
    const key = JSON.stringify([message.channel, message.kind, message.alertname, Object.entries(message.labels).sort()]);
    const before = this.alerts.get(key);
    this.alerts.delete(key);
    this.alerts.set(key, next(before, message));
    const oldest = this.alerts.keys().next();
    if (this.alerts.size > this.limit && !oldest.done) this.alerts.delete(oldest.value);
  }

  /** Returns the messages received at or after `since` that match the query, oldest first. */
  find({ since = 0, alertname, channel, status }: Query = {}): Message[] {
    return this.messages.filter(
      (message) =>
        message.receivedAt >= since &&
        (alertname === undefined || message.alertname === alertname) &&
        (channel === undefined || message.channel === channel) &&
        (status === undefined || message.status === status),
    );
  }

  /** The alert times. The alert with the latest notification is at the end. */
  times(): AlertTimes[] {
    return [...this.alerts.values()];
  }
}

function next(before: AlertTimes | undefined, { receivedAt, status, channel, kind, alertname, labels }: Message): AlertTimes {
  const base = { channel, kind, alertname, labels, notifications: (before?.notifications ?? 0) + 1 };
  if (status === "resolved") return { ...base, firedAt: before?.firedAt ?? null, resolvedAt: receivedAt };
  const goesOn = before !== undefined && before.resolvedAt === null;
  return { ...base, firedAt: goesOn ? before.firedAt : receivedAt, resolvedAt: null };
}
