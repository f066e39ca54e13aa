import { once } from "node:events";
import { connect, type Socket } from "node:net";

/** Opens a stream and waits for its first bytes. Later errors of the connection are ignored. `headers` are further lines. */
export async function openStream(port: number, route: string, ...headers: readonly string[]): Promise<Socket> {
  const socket = connect(port, "127.0.0.1");
  socket.on("error", () => undefined);
  socket.write([`GET ${route} HTTP/1.1`, "Host: 127.0.0.1", ...headers, "", ""].join("\r\n"));
  await once(socket, "data");
  socket.resume();
  return socket;
}

/** Opens a WebSocket. */
export const openWebSocket = (port: number, route: string): Promise<Socket> =>
  openStream(
    port,
    route,
    "Connection: Upgrade",
    "Upgrade: websocket",
    "Sec-WebSocket-Version: 13",
    `Sec-WebSocket-Key: ${Buffer.alloc(16).toString("base64")}`,
  );

const opcodes = { text: 1, close: 8 } as const;

/** A masked frame of WebSocket, as clients send it. */
export const frame = (kind: keyof typeof opcodes, text = ""): Buffer =>
  Buffer.concat([Buffer.from([0x80 | opcodes[kind], 0x80 | text.length, 0, 0, 0, 0]), Buffer.from(text)]);

/** Reads a whole response. Returns undefined if it breaks. */
export const wholeStream = (port: number, route: string): Promise<string | undefined> =>
  fetch(`http://127.0.0.1:${port}${route}`)
    .then((response) => response.text())
    .catch(() => undefined);

/** Clients that keep this many streams open. They open a stream again after a second if it ends, unless `away` is set. */
export class Clients {
  away = false;
  private readonly sockets = new Set<Socket>();
  private ended = false;

  constructor(
    private readonly port: number,
    private readonly route: string,
    private readonly count: number,
  ) {}

  start(): void {
    for (let number = 0; number < this.count; number += 1) void this.keepOpen();
  }

  /** Breaks all connections at once, without a regular end. */
  breakAll(): void {
    for (const socket of this.sockets) socket.resetAndDestroy();
  }

  end(): void {
    this.ended = true;
    this.breakAll();
  }

  private async keepOpen(): Promise<void> {
    while (!this.ended) {
      if (!this.away) {
        const socket = connect(this.port, "127.0.0.1");
        socket.on("error", () => undefined);
        socket.resume();
        socket.write(`GET ${this.route} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`);
        this.sockets.add(socket);
        await new Promise<void>((resolve) => socket.once("close", () => resolve()));
        this.sockets.delete(socket);
      }
      await new Promise<void>((resolve) => setTimeout(resolve, 1000));
    }
  }
}
