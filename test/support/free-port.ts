import { randomInt } from "node:crypto";
import { createServer } from "node:net";

export const loopback = "127.0.0.1";

/**
 * Ports below those that systems give to outgoing connections (Linux from 32768, IANA's range from 49152).
 * A port from that range can be taken by any connection before the program that gets it listens.
 */
const [first, end] = [20_000, 29_000];
/** Ports this process gave away. Two programs that start together do not get the same one. */
const given = new Set<number>();

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, () => server.close(() => resolve(true)));
  });

/** Returns a port that is free on all addresses. It stays free of outgoing connections until a program listens. */
export async function freePort(): Promise<number> {
  for (let trial = 0; trial < 100; trial++) {
    const port = randomInt(first, end);
    if (given.has(port) || !(await isFree(port))) continue;
    given.add(port);
    return port;
  }
  throw new Error(`No port from ${first} to ${end - 1} is free: 100 were tried. End programs that listen there.`);
}
