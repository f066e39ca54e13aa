/** Pauses before the second and the third attempt, in milliseconds. */
export const pauses = [300, 1500] as const;

/**
 * Makes up to three attempts at a request. Only a failed connection leads to another attempt: `fetch` then throws a TypeError. Browsers
 * close all connections when the network of the machine changes, for example when a container starts.
 */
export async function withRetries<T>(attempt: () => Promise<T>, pause: (milliseconds: number) => Promise<void>): Promise<T> {
  for (const milliseconds of pauses) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
    }
    await pause(milliseconds);
  }
  return attempt();
}
