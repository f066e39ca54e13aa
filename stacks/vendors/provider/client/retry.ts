import type { Answer, Method } from "./answer";
import { untilResetMs } from "./budget";

/** Maximum number of attempts for a request, including the first. */
export const attempts = 6;
/** Maximum wait between two attempts in milliseconds. If the vendor asks for a longer wait, the request is not retried. */
export const longestWaitMs = 120_000;
const firstWaitMs = 500;
const backoffCapMs = 15_000;

/** Whether a request can be retried safely. A POST cannot: if the first attempt succeeded, the second would create another object. */
const repeatable = (method: Method): boolean => method !== "POST";

/** Converts the header `Retry-After`, which has seconds or a date, to milliseconds; undefined if the header is missing or invalid. */
export function retryAfterMs(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/**
 * Milliseconds to wait after attempt number `attempt`. The wait doubles from 0.5 s up to 15 s. `random` (0 to 1) then changes it by up to
 * 25 % in either direction, as jitter.
 */
export const backoffMs = (attempt: number, random: number): number =>
  Math.round(Math.min(backoffCapMs, firstWaitMs * 2 ** (attempt - 1)) * (0.75 + random / 2));

/**
 * What to do after an attempt: wait and retry, or return the response (`give`). Retries after status 429 and, except for a POST, after a
 * server error or without a response. The wait is `Retry-After`, else the backoff. After status 429 without `Retry-After`, the wait lasts
 * at least until the rate limit resets. Gives up after the last attempt, or if the wait would be longer than `longestWaitMs`.
 */
export function afterTry(
  method: Method,
  answer: Answer,
  attempt: number,
  now: number,
  random: number,
): { readonly waitMs: number } | "give" {
  const limited = answer.status === 429;
  const failed = answer.status === 0 || answer.status >= 500;
  if (!limited && !(failed && repeatable(method))) return "give";
  if (attempt >= attempts) return "give";
  const reset = limited ? untilResetMs(answer.header, now) : undefined;
  // If this machine's clock and the vendor's differ by a second, the limit may seem to be reset already, so wait at least for the backoff.
  const untilReset = reset === undefined ? undefined : Math.max(reset, backoffMs(attempt, random));
  const waitMs = retryAfterMs(answer.header("retry-after"), now) ?? untilReset ?? backoffMs(attempt, random);
  return waitMs > longestWaitMs ? "give" : { waitMs };
}

/** Whether a POST may have succeeded: there is no response, or a server error. */
export const isAmbiguous = ({ status }: Answer): boolean => status === 0 || status >= 500;
