import { createServer, type IncomingMessage } from "node:http";
import { buffer } from "node:stream/consumers";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import type { Cleanup } from "../../../../exporters/contracts/recorder/harness/cleanup";
import { freePort, loopback } from "../../../../support/free-port";

/** The captured traffic between the SDKs and Bugsink. */
export interface Wire {
  /** The local port to which SDKs send. */
  readonly port: number;
  /** All envelopes as text, oldest first. */
  readonly envelopes: readonly string[];
}

const plain = (body: Buffer, encoding: string | undefined): Buffer =>
  encoding === "gzip" ? gunzipSync(body) : encoding === "br" ? brotliDecompressSync(body) : body;

/** The request headers that Bugsink reads. */
const headersOf = ({ headers }: IncomingMessage): [string, string][] =>
  ["content-type", "content-encoding", "x-sentry-auth"].flatMap((name) => {
    const value = headers[name];
    return typeof value === "string" ? [[name, value]] : [];
  });

/** Starts a proxy in front of Bugsink that keeps all envelopes, because Bugsink, unlike Sentry, drops transactions and envelope headers. */
export async function openWire(cleanup: Cleanup, target: number): Promise<Wire> {
  const port = await freePort();
  const envelopes: string[] = [];
  const server = createServer((request, answer) => {
    void (async () => {
      const body = await buffer(request);
      envelopes.push(plain(body, request.headers["content-encoding"]).toString("utf8"));
      const { status } = await fetch(`http://${loopback}:${target}${request.url ?? ""}`, {
        method: "POST",
        headers: headersOf(request),
        body: new Uint8Array(body),
      });
      answer.writeHead(status).end();
    })().catch((error: unknown) => answer.writeHead(502).end(String(error)));
  });
  await new Promise<void>((resolve) => server.listen(port, loopback, resolve));
  cleanup.add(() => new Promise((resolve) => server.close(() => resolve()).closeAllConnections()));
  return { port, envelopes };
}
