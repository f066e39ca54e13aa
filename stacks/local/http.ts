/** Timeout of a request in milliseconds. */
const timeout = 5000;

/**
 * Sends a GET request with a timeout. Returns undefined when there is no response or `read` fails. The timeout uses setTimeout, because
 * AbortSignal.timeout does not keep the process alive: if a connection hangs, Node would exit silently.
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

/** Sends a GET request and returns the parsed JSON. Undefined without a response, and for a response that is an error or not JSON. */
export const getJson = (url: string): Promise<unknown> => get(url, async (response) => (response.ok ? response.json() : undefined));

/** Whether a GET request to the address returns a 2xx status. */
export const answers = async (url: string): Promise<boolean> =>
  (await get(url, async (response) => {
    await response.arrayBuffer();
    return response.ok;
  })) ?? false;
