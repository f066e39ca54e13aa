import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { Refusal, type Answer, type Call } from "./answer";
import { Faults } from "./faults";
import { parse, recordOf, type Recorded } from "./requests";

/** The vendor-specific parts of a server. */
export interface Vendor {
  readonly token: string;
  /** Answers one request, or throws a `Refusal`. Any other error is a bug in the simulation, and `stop()` throws it again. */
  handle(call: Call): Answer;
  /** The path prefix of the API, as in the vendor's address. Default: no prefix. */
  readonly prefix?: string;
  /** The response to a request without the right token. Undefined if the token is right, or if the path needs no token. */
  authenticate(headers: IncomingHttpHeaders, path: string): Answer | undefined;
  /** Headers for every response. If the request exceeds the rate limit, also the response that refuses it. */
  limit?(): { readonly headers: Readonly<Record<string, string>>; readonly refusal?: Answer };
  /** The body of a response that a fault creates. */
  faultBody(status: number): unknown;
}

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
  // The process must not hang if a test fails before it calls `stop()`.
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
