import type { Kind, Message } from "./message";

/** When one channel was notified that an alert fires, and that it is resolved. */
export interface AlertTimes {
  readonly channel: string;
  readonly kind: Kind;
  readonly alertname: string;
  readonly labels: Message["labels"];
  /** First firing notification of the current or last incident, in milliseconds since the epoch. */
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

/** The last messages and alert times, in memory, with a maximum size. */
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

  /** Messages received at or after `since` that match, oldest first. */
  find({ since = 0, alertname, channel, status }: Query = {}): Message[] {
    return this.messages.filter(
      (message) =>
        message.receivedAt >= since &&
        (alertname === undefined || message.alertname === alertname) &&
        (channel === undefined || message.channel === channel) &&
        (status === undefined || message.status === status),
    );
  }

  /** Alert times; the last notified is last. */
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
