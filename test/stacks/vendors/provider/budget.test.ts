import { RequestBudget } from "../../../../stacks/vendors/provider/client/budget";
import { fakeClock } from "./fake-clock";

const header =
  (headers: Record<string, string>) =>
  (name: string): string | undefined =>
    headers[name];

async function times(budget: RequestBudget, clock: { now: () => number }, count: number): Promise<number[]> {
  const start = clock.now();
  const all: number[] = [];
  for (let request = 0; request < count; request++) {
    await budget.take();
    all.push((clock.now() - start) / 1000);
  }
  return all;
}

test("with ten requests per minute, the eleventh request waits until the first one is a minute old", async () => {
  const clock = fakeClock();
  const waits: [number, number | undefined][] = [];
  const budget = new RequestBudget(10, clock, (seconds, perMinute) => waits.push([seconds, perMinute]));
  expect(await times(budget, clock, 21)).toEqual([...Array<number>(10).fill(0), ...Array<number>(10).fill(60), 120]);
  expect(waits).toEqual([
    [60, 10],
    [60, 10],
  ]);
});

test("without a rate limit, no request waits", async () => {
  const clock = fakeClock();
  expect(await times(new RequestBudget(undefined, clock), clock, 100)).toEqual(Array(100).fill(0));
});

test("the rate limit in a vendor's response replaces the free plan's limit", async () => {
  const clock = fakeClock();
  const budget = new RequestBudget(10, clock);
  await budget.take();
  budget.learn(header({ "x-ratelimit-limit": "20" }));
  expect(await times(budget, clock, 20)).toEqual([...Array<number>(19).fill(0), 60]);
});

test("if a response reports that the limit is used up, requests wait until the reset, given in seconds or as a time", async () => {
  const clock = fakeClock();
  const budget = new RequestBudget(10, clock);
  budget.learn(header({ "x-ratelimit-remaining": "0", "x-ratelimit-reset": "12" }));
  expect(await times(budget, clock, 1)).toEqual([12]);
  budget.learn(header({ "x-ratelimit-remaining": "0", "x-ratelimit-reset": "99999999999" }));
  expect(await times(budget, clock, 1)).toEqual([60]);
});

test("a pause of the request budget delays every request", async () => {
  const clock = fakeClock();
  const budget = new RequestBudget(undefined, clock);
  budget.pause(5000);
  expect(await times(budget, clock, 2)).toEqual([5, 5]);
});
