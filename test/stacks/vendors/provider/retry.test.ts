import type { Answer } from "../../../../stacks/vendors/provider/client/answer";
import { afterTry, attempts, backoffMs, isAmbiguous, longestWaitMs, retryAfterMs } from "../../../../stacks/vendors/provider/client/retry";

const answer = (status: number, headers: Record<string, string> = {}): Answer => ({
  status,
  body: undefined,
  header: (name) => headers[name],
});

test("a Retry-After header can contain seconds or a date", () => {
  expect(retryAfterMs("3", 0)).toBe(3000);
  expect(retryAfterMs("Thu, 01 Jan 1970 00:00:10 GMT", 4000)).toBe(6000);
  expect(retryAfterMs("Thu, 01 Jan 1970 00:00:10 GMT", 40_000)).toBe(0);
  expect(retryAfterMs("soon", 0)).toBeUndefined();
  expect(retryAfterMs(undefined, 0)).toBeUndefined();
});

test("the wait between attempts doubles from half a second to 15 s, with a jitter of a quarter", () => {
  expect([1, 2, 3, 4, 5, 6, 7].map((attempt) => backoffMs(attempt, 0.5))).toEqual([500, 1000, 2000, 4000, 8000, 15_000, 15_000]);
  expect([backoffMs(1, 0), backoffMs(1, 1)]).toEqual([375, 625]);
});

test("after a lost response or a 5xx status, a request is sent again unless it is a POST", () => {
  for (const status of [0, 500, 502, 503]) {
    expect(afterTry("GET", answer(status), 1, 0, 0.5)).toEqual({ waitMs: 500 });
    expect(afterTry("DELETE", answer(status), 2, 0, 0.5)).toEqual({ waitMs: 1000 });
    expect(afterTry("POST", answer(status), 1, 0, 0.5)).toBe("give");
    expect(isAmbiguous(answer(status))).toBe(true);
  }
});

test("after a 429 status, any request is sent again after the requested wait, because it had no effect", () => {
  expect(afterTry("POST", answer(429, { "retry-after": "7" }), 1, 0, 0.5)).toEqual({ waitMs: 7000 });
  expect(afterTry("POST", answer(429), 3, 0, 0.5)).toEqual({ waitMs: 2000 });
  expect(isAmbiguous(answer(429))).toBe(false);
});

test("no request is sent again after the final attempt, or if the requested wait is too long", () => {
  expect(afterTry("GET", answer(503), attempts, 0, 0.5)).toBe("give");
  expect(afterTry("GET", answer(429, { "retry-after": String(longestWaitMs / 1000 + 1) }), 1, 0, 0.5)).toBe("give");
});

test("a response with any other status is returned to the caller and not retried", () => {
  for (const status of [200, 201, 204, 301, 400, 401, 403, 404, 409, 422]) expect(afterTry("GET", answer(status), 1, 0, 0.5)).toBe("give");
});
