/** The title and the text of a notification, as they arrive. */
export interface Wire {
  readonly title: string;
  readonly text: string;
  /** The size of the notification: in bytes for PagerDuty, in UTF-16 code units for other types of receivers. */
  readonly size: number;
}

interface Embed {
  readonly title?: string;
  readonly text?: string;
  readonly description?: string;
  readonly fallback?: string;
}

interface Body {
  readonly attachments?: readonly Embed[];
  readonly embeds?: readonly Embed[];
  readonly payload?: { readonly summary?: string; readonly custom_details?: Readonly<Record<string, string>> };
}

/** Reads the title, the text and the size of a delivered notification. `via` is the type of receiver. */
export function readable(via: string, delivered: string): Wire {
  if (via === "email") {
    const [title = "", ...rest] = delivered.split("\n");
    return { title, text: rest.join("\n"), size: delivered.length };
  }
  const body = JSON.parse(delivered) as Body;
  if (via === "pagerduty") {
    const { summary = "", custom_details: details = {} } = body.payload ?? {};
    return { title: summary, text: (details["firing"] ?? "") + (details["resolved"] ?? ""), size: Buffer.byteLength(delivered) };
  }
  const [embed] = body.attachments ?? body.embeds ?? [];
  const { title = "", text = embed?.description ?? "", fallback = "" } = embed ?? {};
  return { title, text, size: title.length + text.length + fallback.length };
}
