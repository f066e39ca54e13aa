/** Timeout of one request, in milliseconds. */
const timeout = 5000;

/**
 * GET with a timeout; undefined when there is no response. AbortSignal.timeout does not keep the process alive, so with a connection
 * that hangs Node would exit silently. setTimeout does.
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

/** GET that returns the parsed JSON; undefined when there is no response or it is an error. */
export const getJson = (url: string): Promise<unknown> => get(url, async (response) => (response.ok ? response.json() : undefined));

/** Whether a GET of the address returns 2xx. */
export const answers = async (url: string): Promise<boolean> =>
  (await get(url, async (response) => {
    await response.arrayBuffer();
    return response.ok;
  })) ?? false;
