import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Readable } from "node:stream";
import PostalMime from "postal-mime";
import { SMTPServer } from "smtp-server";

export interface Delivery {
  /** The contact that received the notification, with the name from `expected.ts`. */
  readonly contact: string;
  readonly status: "firing" | "resolved";
  readonly text: string;
}

/** Local servers that receive notifications in place of Slack, Discord, PagerDuty, webhooks and a mail server. */
export interface Sinks {
  readonly httpPort: number;
  readonly smtpPort: number;
  readonly deliveries: Delivery[];
  readonly close: () => Promise<void>;
}

async function textOf(stream: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

const statusIn = (text: string): Delivery["status"] =>
  text.includes("[RESOLVED]") || text.startsWith("Resolved: ") ? "resolved" : "firing";

interface Embed {
  readonly title?: string;
}

/** Reads a notification that arrived by HTTP. The path is the contact's name. For PagerDuty, the contact is the integration key. */
function readHttp(path: string, text: string): Delivery {
  const body = JSON.parse(text) as {
    readonly routing_key?: string;
    readonly event_action?: string;
    readonly status?: Delivery["status"];
    /** UptimeRobot's alert types: "1" is down, "2" is up. */
    readonly alertType?: string;
    readonly attachments?: readonly Embed[];
    readonly embeds?: readonly Embed[];
  };
  if (body.routing_key !== undefined)
    return { contact: body.routing_key, status: body.event_action === "resolve" ? "resolved" : "firing", text };
  const contact = path.slice(1);
  if (contact.startsWith("webhook-")) return { contact, status: body.status ?? (body.alertType === "2" ? "resolved" : "firing"), text };
  return { contact, status: statusIn(body.attachments?.[0]?.title ?? body.embeds?.[0]?.title ?? ""), text };
}

const listening = (server: Server): Promise<number> =>
  new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve((server.address() as AddressInfo).port)));

/**
 * Ignores the error of a reset connection, and throws any other error. A program that is stopped while it sends a notification resets the
 * connection. Socket errors are created outside Jest's context, so `instanceof Error` is false for them.
 */
function onlyResets(error: unknown): void {
  const reset = typeof error === "object" && error !== null && "code" in error && error.code === "ECONNRESET";
  if (!reset) throw error;
}

/** Starts the servers. The mail server accepts only this password. If the password is undefined, it accepts mail without a password. */
export async function startSinks(password: string | undefined): Promise<Sinks> {
  const deliveries: Delivery[] = [];
  const http = createServer((request, response) => {
    void textOf(request).then((text) => {
      deliveries.push(readHttp(request.url ?? "", text));
      response.statusCode = request.url === "/pagerduty" ? 202 : 200;
      response.end(request.url?.startsWith("/slack-") === true ? "ok" : "{}");
    }, onlyResets);
  });
  const smtp = new SMTPServer({
    authOptional: password === undefined,
    allowInsecureAuth: true,
    disabledCommands: ["STARTTLS"],
    logger: false,
    onAuth: (auth, _session, done) =>
      auth.password === password ? done(null, { user: auth.username }) : done(new Error("wrong password")),
    onData: (stream, session, done) => {
      void textOf(stream)
        .then((text) => PostalMime.parse(text))
        .then((mail) => {
          for (const { address } of session.envelope.rcptTo)
            deliveries.push({
              contact: `email-${address}`,
              status: statusIn(mail.subject ?? ""),
              text: `${mail.subject ?? ""}\n${mail.text ?? ""}`,
            });
          done();
        }, done);
    },
  });
  smtp.on("error", onlyResets);
  const httpPort = await listening(http);
  const smtpPort = await new Promise<number>((resolve) => {
    const server = smtp.listen(0, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
  });
  return {
    httpPort,
    smtpPort,
    deliveries,
    close: async () => {
      http.closeAllConnections();
      await Promise.all([
        new Promise<void>((resolve) => http.close(() => resolve())),
        new Promise<void>((resolve) => smtp.close(() => resolve())),
      ]);
    },
  };
}
