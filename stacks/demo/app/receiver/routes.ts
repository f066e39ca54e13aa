import { BadRequest, readJson, type Answer, type Handler } from "../http";
import type { Served } from "../server-span";
import type { Found, Kind, Message } from "./message";
import { page } from "./page";
import type { MessageStore } from "./store";
import { parseDiscord, parsePagerDuty, parseSlack, parseWebhook } from "./vendors";

/** The number of heartbeats that arrived at `/heartbeat`, and the time of the last one. The page does not list heartbeats as messages. */
export class Heartbeat {
  private last: number | null = null;
  private count = 0;

  beat(now: number): void {
    this.last = now;
    this.count += 1;
  }

  state(now: number): { lastReceivedAt: number | null; ageSeconds: number | null; count: number } {
    return { lastReceivedAt: this.last, ageSeconds: this.last === null ? null : (now - this.last) / 1000, count: this.count };
  }
}

export interface ReceiverParts {
  readonly store: MessageStore;
  readonly heartbeat: Heartbeat;
  readonly now: () => number;
  /** Called after each message is stored. */
  readonly onMessage: (message: Message) => void;
}

const names = { channel: "[A-Za-z0-9][A-Za-z0-9_.-]{0,63}" };
// The channel is optional, because the address of the real PagerDuty has none.
const pagerDuty = new RegExp(`^/pagerduty(?:/(${names.channel}))?/v2/enqueue$`);
const slack = new RegExp(`^/slack/(${names.channel})$`);
const discord = new RegExp(`^/discord/(${names.channel})(?:/slack)?$`);
const webhook = new RegExp(`^/(${names.channel})$`);
const readable = ["/", "/api/messages", "/api/alerts", "/heartbeat", "/health"];
const secure = { type: "text/html; charset=utf-8" };

/** Stores the alerts of one notification as messages, and calls `onMessage` for each message. */
export function keep(parts: ReceiverParts, channel: string, kind: Kind, found: readonly Found[]): void {
  for (const alert of found) {
    const message: Message = { receivedAt: parts.now(), channel, kind, ...alert };
    parts.store.add(message);
    parts.onMessage(message);
  }
}

/** Returns the method and the route pattern of a request to the receiver. All paths without a handler are one route, `unmatched`. */
export function servedBy(method: string | undefined, pathname: string): Served {
  if (method === "GET" || method === "HEAD") return { method, route: readable.includes(pathname) ? pathname : "unmatched" };
  if (method !== "POST") return { method: "_OTHER", route: "unmatched" };
  if (pathname === "/heartbeat") return { method, route: pathname };
  const patterns = [
    [pagerDuty, "/pagerduty/:channel/v2/enqueue"],
    [slack, "/slack/:channel"],
    [discord, "/discord/:channel"],
    [webhook, "/:channel"],
  ] as const;
  return { method, route: patterns.find(([pattern]) => pattern.test(pathname))?.[1] ?? "unmatched" };
}

/** Handles all requests to the receiver. */
export function receiverRoutes(parts: ReceiverParts): Handler {
  return async (request, url) => {
    if (request.method === "GET" || request.method === "HEAD") return answerReader(parts, url);
    if (request.method !== "POST") throw new BadRequest("Expected GET or POST.", 405);
    const body = await readJson(request);
    const { pathname } = url;
    if (pathname === "/heartbeat") {
      parts.heartbeat.beat(parts.now());
      return { body: { status: "ok" } };
    }
    const toPagerDuty = pagerDuty.exec(pathname);
    if (toPagerDuty) {
      keep(parts, toPagerDuty[1] ?? "pagerduty", "pagerduty", parsePagerDuty(body));
      return { status: 202, body: { status: "success", message: "Event processed" } };
    }
    const toSlack = slack.exec(pathname)?.[1];
    if (toSlack !== undefined) {
      keep(parts, toSlack, "slack", parseSlack(body));
      return { body: "ok" };
    }
    const toDiscord = discord.exec(pathname)?.[1];
    if (toDiscord !== undefined) {
      keep(parts, toDiscord, "discord", parseDiscord(body));
      return { status: 204, body: "" };
    }
    const channel = webhook.exec(pathname)?.[1];
    if (channel === undefined) throw new BadRequest("Unknown path.", 404);
    const found = parseWebhook(body);
    if (found.length === 0) throw new BadRequest("No alerts in the body: expected an Alertmanager webhook of version 4.");
    keep(parts, channel, "webhook", found);
    return { body: { status: "ok" } };
  };
}

function answerReader({ store, heartbeat, now }: ReceiverParts, url: URL): Answer {
  const since = url.searchParams.get("since");
  if (since !== null && !/^\d+$/.test(since)) throw new BadRequest(`since is "${since}": expected milliseconds since the epoch.`);
  const text = (name: string): string | undefined => url.searchParams.get(name) ?? undefined;
  switch (url.pathname) {
    case "/":
      return { ...secure, body: page(store.find(), heartbeat.state(now()).lastReceivedAt, now()) };
    case "/api/messages":
      return {
        body: store.find({
          since: since === null ? 0 : Number(since),
          alertname: text("alertname"),
          channel: text("channel"),
          status: text("status"),
        }),
      };
    case "/api/alerts":
      return { body: store.times() };
    case "/heartbeat":
      return { body: heartbeat.state(now()) };
    case "/health":
      return { body: { status: "ok" } };
    default:
      throw new BadRequest("Expected /, /api/messages, /api/alerts, /heartbeat or /health.", 404);
  }
}
