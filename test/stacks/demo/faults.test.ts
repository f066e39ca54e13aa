import { Faults, type FaultState } from "../../../stacks/demo/app/faults";
import { PoolHog } from "../../../stacks/demo/app/orders/faults";
import type { Database } from "../../../stacks/demo/app/orders/database";

const specs = { slow: { share: { default: 0.5, min: 0, max: 1 }, seconds: { default: 3, min: 0, max: 30 } }, stuck: {} };
const at = (): Date => new Date("2026-01-01T00:00:00Z");

describe("the demo's faults", () => {
  it("are all switched off at the start", () => {
    const faults = new Faults(specs);
    expect(faults.list().map(({ name, on }) => [name, on])).toEqual([
      ["slow", false],
      ["stuck", false],
    ]);
    expect(faults.active("slow")).toBeUndefined();
    expect(faults.hits("slow", 0)).toBe(false);
  });

  it("use defaults for missing parameters, and report when they are switched on or off", async () => {
    const seen: FaultState[] = [];
    const faults = new Faults(specs, (state) => void seen.push(state), at);
    await faults.set("slow", { on: true, seconds: 1 });
    expect(seen).toEqual([{ name: "slow", on: true, params: { share: 0.5, seconds: 1 }, since: "2026-01-01T00:00:00.000Z" }]);
    expect([faults.hits("slow", 0.49), faults.hits("slow", 0.5)]).toEqual([true, false]);
  });

  it("affect every call if they have no share", async () => {
    const faults = new Faults(specs);
    await faults.set("stuck", { on: true });
    expect(faults.hits("stuck", 0.99)).toBe(true);
    await faults.set("stuck", { on: false });
    expect(faults.hits("stuck", 0)).toBe(false);
  });

  it.each([
    ["other", { on: true }, 'No fault "other". Faults: slow, stuck.'],
    ["constructor", { on: true }, 'No fault "constructor". Faults: slow, stuck.'],
    ["slow", {}, '"on" is missing: expected true or false.'],
    ["slow", { on: "yes" }, '"on" is "yes": expected true or false.'],
    ["slow", [], 'Expected a JSON object such as {"on": true}.'],
    ["slow", { on: true, second: 1 }, 'Fault "slow" has no parameter "second". Parameters: share, seconds.'],
    ["stuck", { on: true, share: 1 }, 'Fault "stuck" has no parameter "share". Parameters: none.'],
    ["slow", { on: true, share: 2 }, '"share" is 2: expected a number from 0 to 1.'],
    ["slow", { on: true, share: NaN }, '"share" is null: expected a number from 0 to 1.'],
    ["slow", { on: true, forSeconds: 0 }, '"forSeconds" is 0: expected a number from 1 to 3600.'],
  ])("refuse the fault %s with the parameters %j", async (name, body, message) => {
    const faults = new Faults(specs);
    await expect(faults.set(name, body)).rejects.toThrow(message);
    expect(faults.list().some(({ on }) => on)).toBe(false);
  });

  it("switch off after forSeconds", async () => {
    jest.useFakeTimers();
    const faults = new Faults(specs);
    await faults.set("stuck", { on: true, forSeconds: 60 });
    await jest.advanceTimersByTimeAsync(59_000);
    expect(faults.active("stuck")).toEqual({});
    await jest.advanceTimersByTimeAsync(1000);
    expect(faults.active("stuck")).toBeUndefined();
    jest.useRealTimers();
  });
});

describe("the fault pool-exhausted", () => {
  const settle = (): Promise<void> => new Promise((done) => setImmediate(done));

  function pool(max: number): { db: Database; taken: () => number } {
    let taken = 0;
    const acquire = (): Promise<{ release: () => void }> => {
      if (taken >= max) return Promise.reject(new Error("timeout"));
      taken += 1;
      return Promise.resolve({ release: () => (taken -= 1) });
    };
    return { db: { max, acquire } as unknown as Database, taken: () => taken };
  }

  it("takes all connections of the pool, and releases all of them when it is switched off", async () => {
    const { db, taken } = pool(3);
    const hog = new PoolHog(db);
    hog.take();
    hog.take();
    await settle();
    expect(taken()).toBe(3);
    hog.release();
    expect(taken()).toBe(0);
  });

  it("releases connections that it gets only after it was switched off", async () => {
    const { db, taken } = pool(3);
    const hog = new PoolHog(db);
    hog.take();
    hog.release();
    await settle();
    expect(taken()).toBe(0);
  });
});
