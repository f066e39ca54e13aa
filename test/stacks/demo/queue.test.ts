import { createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { Queue } from "bullmq";
import { Redis } from "ioredis";
import { queueName, watchStart } from "../../../stacks/demo/app/queue";

/** A server that answers like Redis until BullMQ sends its first command, and then breaks the connection. */
function breaksAtFirstCommand(): { server: Server; sockets: Set<Socket> } {
  const sockets = new Set<Socket>();
  const info = "redis_version:7.2.0\r\nloading:0\r\n";
  const server = createServer((socket) => {
    sockets.add(socket);
    let infos = 0;
    socket.on("error", () => undefined);
    socket.on("data", (data) => {
      for (const [command] of data.toString().matchAll(/^(?:info|client|hello|auth|select)$/gim)) {
        if (command.toLowerCase() !== "info") socket.write("+OK\r\n");
        else if (infos++ === 0) socket.write(`$${info.length}\r\n${info}\r\n`);
        else socket.destroy();
      }
    });
  });
  return { server, sockets };
}

describe("a queue of the demo", () => {
  it("reports a failed start, which BullMQ does not repeat", async () => {
    const { server, sockets } = breaksAtFirstCommand();
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const redis = new Redis({
      host: "127.0.0.1",
      port: (server.address() as AddressInfo).port,
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
      retryStrategy: () => null,
      disconnectTimeout: 50,
      connectTimeout: 200,
    });
    redis.on("error", () => undefined);
    const queue = new Queue(queueName, { connection: redis });
    queue.on("error", () => undefined);
    const error = await new Promise<unknown>((done) => watchStart(queue, done));
    expect(error).toBeInstanceOf(Error);
    await expect(queue.isPaused()).rejects.toThrow((error as Error).message);
    redis.disconnect();
    for (const socket of sockets) socket.destroy();
    await new Promise((done) => server.close(done));
  });
});
