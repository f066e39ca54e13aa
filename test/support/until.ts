import { setTimeout as sleep } from "node:timers/promises";

/**
 * Repeats `attempt` every quarter of a second until it returns a value. An attempt that throws is also repeated. If no attempt succeeds
 * within `seconds`, throws an error that names `what` and the latest error.
 */
export async function until<T>(what: string, attempt: () => Promise<T | undefined>, seconds = 40): Promise<T> {
  const end = Date.now() + seconds * 1000;
  let last = "";
  while (Date.now() < end) {
    try {
      const found = await attempt();
      if (found !== undefined) return found;
    } catch (error) {
      last = error instanceof Error ? `: ${error.message}` : "";
    }
    await sleep(250);
  }
  throw new Error(`${what} did not happen within ${seconds} s${last}`);
}

/** Returns the body of a 2xx response. For another status it throws an error with the status and the start of the body. */
export async function text(url: string, init: RequestInit = {}): Promise<string> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(20_000), ...init });
  if (!answer.ok) throw new Error(`${url} answers ${answer.status}: ${(await answer.text()).slice(0, 200)}`);
  return answer.text();
}
