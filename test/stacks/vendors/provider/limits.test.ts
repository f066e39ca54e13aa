import type { Answer, Request } from "../../../../stacks/vendors/provider/client/answer";
import type { Clock } from "../../../../stacks/vendors/provider/client/budget";
import { explainAnswer, isPlanLimit } from "../../../../stacks/vendors/provider/client/errors";
import { vendors } from "../../../../stacks/vendors/provider/vendors";
import { fakeClock } from "./fake-clock";
import { make, providerWith } from "./steps";

/** The time at which each simulated clock starts. */
const start = Date.UTC(2026, 0, 1, 12, 0, 5);

/** A Sentry that allows five requests per minute, and reports the limit as Sentry does: without `Retry-After`. Each request takes 50 ms. */
function limited({ now, sleep }: Clock) {
  let window = 0;
  let count = 0;
  return async ({ method, url }: Request): Promise<Answer> => {
    await sleep(50);
    const minute = Math.floor(now() / 60_000);
    if (minute !== window) [window, count] = [minute, 0];
    count += 1;
    const headers: Readonly<Record<string, string>> = {
      "x-sentry-rate-limit-limit": "5",
      "x-sentry-rate-limit-remaining": String(Math.max(0, 5 - count)),
      "x-sentry-rate-limit-reset": String((minute + 1) * 60),
    };
    const answer = (status: number, body: unknown): Answer => ({ status, body, header: (name) => headers[name] });
    const detail = "You are attempting to use this endpoint too frequently. Limit is 5 requests in 60 seconds";
    if (count > 5) return answer(429, { detail });
    return method === "GET" ? answer(404, {}) : answer(201, { id: String(count), slug: new URL(url).pathname.split("/").pop() || "team" });
  };
}

test("Sentry's rate limit of a minute is waited for, and all objects are created", async () => {
  const clock = fakeClock(start);
  const said: string[] = [];
  const provider = providerWith({ secrets: { "sentry-token": "t-0000" }, said, clock, sender: limited(clock) });
  for (const slug of ["a", "b", "c", "d"]) await make(provider, "sentry:Team", slug, { organization: "acme", slug });
  expect(said).toEqual(["Sentry accepts no more requests at the moment; continuing in 55 s."]);
  expect(Math.floor((clock.now() - start) / 1000)).toBe(55);
});

test("a 429 response without Retry-After is repeated when the limit resets, although the window began elsewhere", async () => {
  const clock = fakeClock(start);
  const answers: Answer[] = [
    { status: 429, body: {}, header: (name) => (name === "x-sentry-rate-limit-reset" ? String(start / 1000 + 40) : undefined) },
    { status: 404, body: {}, header: () => undefined },
    { status: 201, body: { id: "1", slug: "shop" }, header: () => undefined },
  ];
  const provider = providerWith({
    secrets: { "sentry-token": "t-0000" },
    clock,
    sender: () => Promise.resolve(answers.shift() ?? { status: 500, body: {}, header: () => undefined }),
  });
  await make(provider, "sentry:Team", "shop", { organization: "acme", slug: "shop" });
  expect((clock.now() - start) / 1000).toBe(40);
});

test.each([
  ["a time in the past", "1700000000", 0],
  ["a negative number", "-30", 0],
  ["a text", "soon", 0],
  ["nothing", "", 0],
  ["a time in milliseconds", String(Date.UTC(2026, 0, 1, 12, 0, 20)), 60],
  ["a time tomorrow", String(Date.UTC(2026, 0, 2) / 1000), 60],
  ["many seconds", "86400", 60],
  ["infinity", "Infinity", 0],
])("a reset header with %s delays the next attempt by at most a minute, and never blocks the run", async (_, reset, seconds) => {
  const clock = fakeClock(start);
  const headers: Readonly<Record<string, string>> = { "x-sentry-rate-limit-reset": reset, "x-sentry-rate-limit-remaining": "0" };
  const limit: Answer = { status: 429, body: {}, header: (name) => headers[name] };
  const answers = [limit, { ...limit, status: 404, header: () => undefined }, { ...limit, status: 201, body: { id: "1", slug: "shop" } }];
  const provider = providerWith({
    secrets: { "sentry-token": "t-0000" },
    clock,
    sender: () => Promise.resolve(answers.shift() ?? { ...limit, status: 500 }),
  });
  await make(provider, "sentry:Team", "shop", { organization: "acme", slug: "shop" });
  expect(Math.floor((clock.now() - start) / 1000)).toBe(seconds);
});

const answer = (status: number, message: string): Answer => ({ status, body: { message }, header: () => undefined });

test.each<[number, string, boolean]>([
  [402, "Payment required", true],
  [403, "You have reached the limit of 50 monitors of your plan", true],
  [422, "Your plan allows no heartbeats", true],
  [400, "Upgrade your plan to add monitors", true],
  [409, "Quota exceeded", true],
  [400, "limit must be at most 100", false],
  [400, "name: the limit of 64 characters is exceeded", false],
  [409, "A seat is already taken by another member", false],
  [409, "The monitor exceeds the limit of concurrent edits", false],
  [404, "Your plan", false],
])("status %i with %j says that the plan is used up: %s", (status, message, expected) => {
  expect(isPlanLimit(answer(status, message))).toBe(expected);
});

test("a conflict about a limit is reported as the vendor says it, without advice to buy a plan", () => {
  const deed = { verb: "create", what: "the monitor web" } as const;
  expect(explainAnswer(vendors.sentry, "sentry-token", deed, answer(409, "A seat is already taken by another member")).message).toBe(
    "Sentry: could not create the monitor web: the vendor refused it (status 409: A seat is already taken by another member). Correct the input and run the same command again.",
  );
});
