import PostalMime from "postal-mime";
import { SMTPServer } from "smtp-server";
import type { Found } from "./message";
import { findAlerts } from "./text";

/** Finds the alerts in an e-mail. Alertmanager sends HTML by default; a template can also send plain text. */
export async function parseMail(raw: Uint8Array): Promise<Found[]> {
  const mail = await PostalMime.parse(raw);
  // Do not use the library's conversion of HTML to text, because it drops line breaks.
  return findAlerts(mail.subject ?? "", mail.html ? toText(mail.html) : (mail.text ?? ""));
}

/** Converts HTML to lines of text, in which labels can be found. The result must not be shown as HTML. */
export function toText(html: string): string {
  return html
    .replace(/<(style|head|script)\b[\s\S]*?<\/\1>/gi, "")
    .replace(/<br\b[^>]*>|<\/(p|div|tr|td|h\d|li|table|strong)>/gi, "\n")
    .replace(/<[^>]*>/g, "")
    .replace(/&(lt|gt|quot|#34|#39|nbsp|#43|amp);/g, (_, name: string) => entities[name] ?? "")
    .replace(/[ \t]*\n[ \t\n]*/g, "\n");
}

const entities: Readonly<Record<string, string>> = { lt: "<", gt: ">", quot: '"', "#34": '"', "#39": "'", nbsp: " ", "#43": "+", amp: "&" };

/** Starts a mail server without login and TLS. It accepts every e-mail of at most 1 MiB and forwards none. */
export function serveMail(
  port: number,
  onMail: (to: string, raw: Uint8Array) => Promise<void>,
  onError: (error: Error) => void,
): Promise<SMTPServer> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["AUTH", "STARTTLS"],
    disableReverseLookup: true,
    size: 1024 * 1024,
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        if (stream.sizeExceeded) {
          done(new Error("the mail is larger than 1 MiB"));
          return;
        }
        const to = session.envelope.rcptTo.map(({ address }) => address).join(", ");
        onMail(to, Buffer.concat(chunks)).then(
          () => done(),
          (error: unknown) => done(error instanceof Error ? error : new Error(String(error))),
        );
      });
    },
  });
  server.on("error", onError);
  return new Promise((ready, failed) => {
    server.server.once("error", failed);
    server.listen(port, "0.0.0.0", () => ready(server));
  });
}
