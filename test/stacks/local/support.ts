import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Programs } from "../../../stacks/local/programs";

/** A server on loopback that answers these paths with a status and a body, and any other path with 404. It ignores query strings. */
export async function serveAnswers(answers: Readonly<Record<string, readonly [status: number, body: unknown]>>): Promise<Server> {
  const server = createServer((request, response) => {
    const [status, body] = answers[new URL(request.url ?? "/", "http://localhost").pathname] ?? [404, "not found"];
    response.writeHead(status).end(typeof body === "string" ? body : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}

export async function end(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}

export const addressOf = (server: Server): string => `127.0.0.1:${(server.address() as AddressInfo).port}`;

/** The programs of a stack, published at these addresses. */
export const programsAt = (addresses: Readonly<Record<string, string>>): Programs =>
  Programs.from(
    JSON.stringify({
      programs: Object.fromEntries(
        Object.entries(addresses).map(([name, http]) => [name, { addresses: { http }, version: "1.0.0", image: name }]),
      ),
      leftOut: [],
    }),
  );
