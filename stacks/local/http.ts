/** Milliseconds one request of the command line may take. */
const timeout = 5000;

/**
 * GET that gives up in time; undefined while nothing answers. The timer is our own because that of AbortSignal.timeout does not keep
 * the process alive: with a connection that hangs, Node would end in the middle of the wait and say nothing.
 */
async function get<T>(url: string, read: (response: Response) => Promise<T>): Promise<T | undefined> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), timeout);
  try {
    return await read(await fetch(url, { signal: abort.signal }));
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}

/** GET that gives the parsed JSON, or undefined while nothing answers or the answer is an error. */
export const getJson = (url: string): Promise<unknown> => get(url, async (response) => (response.ok ? response.json() : undefined));

/** Whether a GET of the address is answered with 2xx. */
export const answers = async (url: string): Promise<boolean> =>
  (await get(url, async (response) => {
    await response.arrayBuffer();
    return response.ok;
  })) ?? false;
