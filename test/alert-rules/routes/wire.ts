/** The title and the text of a notification, as the vendor receives them. */
export interface Wire {
  readonly title: string;
  readonly text: string;
  /** The size of the message: bytes for PagerDuty, UTF-16 code units for other vendors. */
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

/** Reads the title and text of a delivered notification, by type of receiver. */
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
