/** Sends requests over some connections, each with one request at a time. `send` returns the HTTP status. Throws if a status is not 200. */
export async function sendAll(requests: number, connections: number, send: () => Promise<number>): Promise<void> {
  await Promise.all(
    Array.from({ length: connections }, async () => {
      for (let number = 0; number < requests / connections; number++) {
        const status = await send();
        if (status !== 200) throw new Error(`The gateway answered ${status}.`);
      }
    }),
  );
}
