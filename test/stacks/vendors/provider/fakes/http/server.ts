import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { Refusal, type Answer, type Call } from "./answer";
import { Faults } from "./faults";
import { parse, recordOf, type Recorded } from "./requests";

/** How a vendor's fake takes part in the server. */
export interface Vendor {
  readonly token: string;
  /** Answers one request, or throws a `Refusal`. Any other error is a mistake of the fake: `stop()` throws it. */
  handle(call: Call): Answer;
  /** Path before every path of the API, as in the vendor's own address; default none. */
  readonly prefix?: string;
  /** Answers a request that does not carry the token; undefined lets it pass. */
  authenticate(headers: IncomingHttpHeaders, path: string): Answer | undefined;
  /** Headers of every answer, and an answer instead of the effect when too many requests came. */
  limit?(): { readonly headers: Readonly<Record<string, string>>; readonly refusal?: Answer };
  /** Body of an answer that a fault makes. */
  faultBody(status: number): unknown;
}

/** A running server. */
export interface Server {
  readonly url: string;
  readonly requests: readonly Recorded[];
  readonly faults: Faults;
  stop(): Promise<void>;
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

function send(response: ServerResponse, { status, body, headers }: Answer): void {
  const text = body === undefined ? "" : JSON.stringify(body);
  response.writeHead(status, { ...(text === "" ? {} : { "content-type": "application/json" }), ...headers });
  response.end(text);
}

/** Starts a vendor's server on a free port of the loopback. */
export async function startServer(vendor: Vendor): Promise<Server> {
  const requests: Recorded[] = [];
  const faults = new Faults();
  const mistakes: Error[] = [];
  let url = "";

  const effect = (call: Call, headers: IncomingHttpHeaders): Answer => {
    try {
      return vendor.authenticate(headers, call.path) ?? vendor.handle(call);
    } catch (error) {
      if (error instanceof Refusal) return error.answer;
      mistakes.push(error instanceof Error ? error : new Error(String(error)));
      return { status: 500, body: { detail: `The fake is wrong: ${String(error)}` } };
    }
  };

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const text = await textOf(request);
    const { pathname, search, searchParams } = new URL(request.url ?? "/", url);
    const method = request.method ?? "GET";
    const record = (status: Recorded["status"]): void => {
      requests.push(recordOf(method, `${pathname}${search}`, text, status, vendor.token));
    };
    const drop = (): void => {
      record("dropped");
      request.socket.destroy();
    };
    const limit = vendor.limit?.() ?? { headers: {} };
    const reply = (answer: Answer): void => {
      record(answer.status);
      send(response, { ...answer, headers: { ...limit.headers, ...answer.headers } });
    };

    const { latency, fault } = faults.take(method, pathname);
    if (latency > 0) await wait(latency);
    const broken = (): Answer | undefined => {
      if (fault?.kind !== "status") return undefined;
      const headers = fault.retryAfter === undefined ? {} : { "retry-after": String(fault.retryAfter) };
      return { status: fault.status, body: vendor.faultBody(fault.status), headers };
    };
    if (fault?.kind === "drop" && fault.when === "before") {
      drop();
      return;
    }
    const early = fault?.kind === "status" && fault.when !== "after" ? broken() : limit.refusal;
    if (early !== undefined) {
      reply(early);
      return;
    }
    const call: Call = { method, path: pathname, query: searchParams, body: parse(text), origin: url };
    const answer = effect(call, request.headers);
    if (fault?.kind === "drop") drop();
    else reply(broken() ?? answer);
  };

  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      mistakes.push(error instanceof Error ? error : new Error(String(error)));
      request.socket.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // A test that fails before `stop()` must not hang.
  server.unref();
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    requests,
    faults,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      if (mistakes.length > 0) throw new AggregateError(mistakes, mistakes.map(({ message }) => message).join("\n"));
    },
  };
}
