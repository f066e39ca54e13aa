import type { Answer, Method } from "./answer";

/** How often one request is tried, the first time included. */
export const attempts = 6;
/** The longest wait between two tries, in milliseconds; a vendor that asks for more is told of instead. */
export const longestWaitMs = 120_000;
const firstWaitMs = 500;
const backoffCapMs = 15_000;

/** Whether sending the same request again cannot do a thing twice. A POST can: the one before may have been carried out. */
const repeatable = (method: Method): boolean => method !== "POST";

/** Milliseconds that `Retry-After` asks for, as seconds or as a date; undefined without one. */
export function retryAfterMs(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/** Wait before try number `attempt + 1` (the first try is 1): doubling from half a second, to 15 s at most, spread by `random` (0..1). */
export const backoffMs = (attempt: number, random: number): number =>
  Math.round(Math.min(backoffCapMs, firstWaitMs * 2 ** (attempt - 1)) * (0.75 + random / 2));

/** What to do after a try: give the answer to the caller, or wait and try again. 429 means that nothing was done, so it repeats any method. */
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
  const waitMs = retryAfterMs(answer.header("retry-after"), now) ?? backoffMs(attempt, random);
  return waitMs > longestWaitMs ? "give" : { waitMs };
}

/** Whether a POST may have been carried out although its answer is none of success. */
export const isAmbiguous = ({ status }: Answer): boolean => status === 0 || status >= 500;
