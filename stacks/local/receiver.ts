import { z } from "zod";
import { getJson } from "./http";

const message = z.object({
  receivedAt: z.number(),
  channel: z.string(),
  kind: z.string(),
  status: z.enum(["firing", "resolved"]),
  alertname: z.string(),
  labels: z.record(z.string(), z.string()),
  summary: z.string(),
  group: z.string().optional(),
});
/** One alert in one notification to one channel. */
export type Message = z.output<typeof message>;

/**
 * The messages since `since` (milliseconds since the epoch), of all alerts or only of `alertname`. Undefined when the receiver does not
 * respond or returns an error.
 */
export async function messages(base: string, since = 0, alertname?: string): Promise<Message[] | undefined> {
  const filter = alertname === undefined ? "" : `&alertname=${encodeURIComponent(alertname)}`;
  const parsed = z.array(message).safeParse(await getJson(`${base}/api/messages?since=${since}${filter}`));
  return parsed.success ? parsed.data : undefined;
}

const beat = z.object({ lastReceivedAt: z.number().nullable(), ageSeconds: z.number().nullable(), count: z.number() });
export type Heartbeat = z.output<typeof beat>;

/** The heartbeats of the dead man's switch at the receiver; undefined when the receiver does not respond or returns an error. */
export async function heartbeat(base: string): Promise<Heartbeat | undefined> {
  const parsed = beat.safeParse(await getJson(`${base}/heartbeat`));
  return parsed.success ? parsed.data : undefined;
}
