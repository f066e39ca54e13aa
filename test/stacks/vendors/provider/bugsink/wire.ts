import { createServer, type IncomingMessage } from "node:http";
import { buffer } from "node:stream/consumers";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import type { Cleanup } from "../../../../exporters/contracts/recorder/harness/cleanup";
import { freePort, loopback } from "../../../../support/free-port";

/** Traffic between the SDKs and Bugsink. */
export interface Wire {
  /** The address that SDKs send to. */
  readonly port: number;
  /** Every envelope as text, oldest first. */
  readonly envelopes: readonly string[];
}

const plain = (body: Buffer, encoding: string | undefined): Buffer =>
  encoding === "gzip" ? gunzipSync(body) : encoding === "br" ? brotliDecompressSync(body) : body;

/** What Bugsink reads from the request headers. */
const headersOf = ({ headers }: IncomingMessage): [string, string][] =>
  ["content-type", "content-encoding", "x-sentry-auth"].flatMap((name) => {
    const value = headers[name];
    return typeof value === "string" ? [[name, value]] : [];
  });

/** A proxy in front of Bugsink that stores a copy: Bugsink drops transactions and envelope headers, Sentry keeps both. */
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
