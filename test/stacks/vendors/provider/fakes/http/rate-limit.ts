import type { Answer } from "./answer";

export interface RateLimit {
  /** The allowed number of requests per window. */
  readonly requests: number;
  /** The length of a window in milliseconds. */
  readonly windowMs: number;
}

/**
 * Counts requests in fixed windows, as vendors do. Returns the limit, the remaining requests and the end of the window as headers, with
 * times in seconds. Above the limit, also returns the response that refuses the request.
 */
export function limiter({ requests, windowMs }: RateLimit, refusal: Answer): () => { headers: Record<string, string>; refusal?: Answer } {
  let begun = Date.now();
  let used = 0;
  return () => {
    const at = Date.now();
    if (at - begun >= windowMs) {
      begun = at;
      used = 0;
    }
    used++;
    const left = Math.max(1, Math.ceil((begun + windowMs - at) / 1000));
    const headers = {
      "x-ratelimit-limit": String(requests),
      "x-ratelimit-remaining": String(Math.max(0, requests - used)),
      "x-ratelimit-reset": String(Math.ceil((begun + windowMs) / 1000)),
    };
    if (used <= requests) return { headers };
    return { headers, refusal: { ...refusal, headers: { ...refusal.headers, "retry-after": String(left) } } };
  };
}
