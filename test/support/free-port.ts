import { randomInt } from "node:crypto";
import { createServer } from "node:net";

export const loopback = "127.0.0.1";

/**
 * Ports below the ranges for outgoing connections (from 32768 on Linux, from 49152 in IANA's range). An outgoing connection could take a
 * port in such a range before the program listens on the port.
 */
const [first, end] = [20_000, 29_000];
/** Ports that this process has already returned, so that two programs that start together get different ports. */
const given = new Set<number>();

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, () => server.close(() => resolve(true)));
  });

/** Returns a port that is free on all addresses, and that outgoing connections do not use. Throws if 100 random ports are not free. */
export async function freePort(): Promise<number> {
  for (let trial = 0; trial < 100; trial++) {
    const port = randomInt(first, end);
    if (given.has(port) || !(await isFree(port))) continue;
    given.add(port);
    return port;
  }
  throw new Error(`No port from ${first} to ${end - 1} is free: 100 were tried. End programs that listen there.`);
}
