import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { gunzipSync } from "node:zlib";
import type { Cleanup } from "../../exporters/contracts/recorder/harness/cleanup";
import { loopback } from "../free-port";

/** A request that the vendor has accepted. `body` is the uncompressed OTLP message, in which texts are readable. */
interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A simulated destination: an HTTP server that accepts OTLP. */
export interface Vendor {
  readonly url: string;
  /** HTTP status code of the next responses. Tests can change it. */
  answer: number;
  readonly requests: readonly Received[];
  /** The log lines `line <n>` in accepted requests, including duplicates. */
  readonly lines: () => string[];
}

/** Starts a `Vendor` on a loopback port. It responds with 200 until `answer` is changed, and accepts only requests with this response. */
export async function startVendor(cleanup: Cleanup): Promise<Vendor> {
  const requests: Received[] = [];
  const vendor = { answer: 200 };
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const sent = Buffer.concat(parts);
      const body = (request.headers["content-encoding"] === "gzip" ? gunzipSync(sent) : sent).toString("latin1");
      if (vendor.answer === 200) requests.push({ path: request.url ?? "", headers: request.headers, body });
      response.writeHead(vendor.answer).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, loopback, resolve));
  cleanup.add(
    () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  );
  return Object.assign(vendor, {
    url: `http://${loopback}:${(server.address() as AddressInfo).port}/otlp`,
    requests,
    lines: () => requests.filter(({ path }) => path.endsWith("/v1/logs")).flatMap(({ body }) => body.match(/line \d+/g) ?? []),
  });
}
