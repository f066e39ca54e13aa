/** Fetches an address and returns the parsed JSON. If the status is not 2xx, throws an error with the status and the start of the body. */
export async function json(url: string, headers: Readonly<Record<string, string>> = {}): Promise<unknown> {
  const answer = await fetch(url, { headers: { accept: "application/json", ...headers } });
  const body = await answer.text();
  if (!answer.ok) throw new Error(`GET ${url}: ${answer.status} ${body.slice(0, 300)}`);
  return JSON.parse(body) as unknown;
}

/** Calls `ask` every second until it returns a value. Throws after 90 seconds without a value, and immediately if `ask` throws. */
export async function eventually<T>(what: string, ask: () => Promise<T | undefined>): Promise<T> {
  for (let left = 90; ; left--) {
    const found = await ask();
    if (found !== undefined) return found;
    if (left === 0) throw new Error(`${what}: no answer after a minute and a half`);
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
}
