import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";

/** A response of the demo's servers. A string body is sent as text, any other value as JSON. */
export interface Answer {
  readonly status?: number;
  readonly type?: string;
  readonly body: unknown;
}
export type Handler = (request: IncomingMessage, url: URL) => Promise<Answer> | Answer;

/** An invalid request. The response contains the error's message. */
export class BadRequest extends Error {
  constructor(
    message: string,
    readonly status = 400,
  ) {
    super(message);
  }
}

/** Starts an HTTP server with one handler. Errors of the handler become error responses and do not crash the process. */
export function serve(port: number, handler: Handler, host = "0.0.0.0"): Promise<Server> {
  const server = createServer((request, response) => {
    void respond(handler, request, response);
  });
  return new Promise((done, failed) => {
    server.once("error", failed);
    server.listen(port, host, () => done(server));
  });
}

async function respond(handler: Handler, request: IncomingMessage, response: ServerResponse): Promise<void> {
  let answer: Answer;
  try {
    answer = await handler(request, new URL(request.url ?? "/", "http://local"));
  } catch (error) {
    const status = error instanceof BadRequest ? error.status : 500;
    answer = { status, body: { error: error instanceof Error ? error.message : String(error) } };
  }
  const asText = typeof answer.body === "string";
  response.writeHead(answer.status ?? 200, { "content-type": answer.type ?? (asText ? "text/plain; charset=utf-8" : "application/json") });
  response.end(answer.status === 204 ? undefined : asText ? answer.body : JSON.stringify(answer.body));
}

/** Reads the JSON body of a request; an empty body gives `{}`. Throws BadRequest if the body is not JSON or exceeds `limit` bytes. */
export async function readJson(request: IncomingMessage, limit = 1024 * 1024): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit) throw new BadRequest(`The body is larger than ${limit} bytes.`, 413);
    chunks.push(chunk);
  }
  const raw = Buffer.concat(chunks).toString("utf8");
  if (raw === "") return {};
  try {
    return JSON.parse(raw) as unknown;
  } catch {
    throw new BadRequest("The body is not JSON.");
  }
}

/** Stops accepting connections, closes open ones, and resolves when the port is free. */
export function close(server: Server): Promise<void> {
  return new Promise((done) => {
    server.close(() => done());
    server.closeAllConnections();
  });
}
