import { duration, Progress } from "../../../stacks/supply/progress";

describe("the progress output", () => {
  test("shows each step with its position, its duration and its usual duration", async () => {
    let now = 0;
    let text = "";
    const progress = new Progress({ write: (part) => (text += part), tty: false, now: () => now });
    progress.expect([
      { what: "one", typicalSeconds: 10 },
      { what: "two", typicalSeconds: 20 },
    ]);
    await progress.step({ what: "one", typicalSeconds: 10 }, () => {
      now += 95_000;
      return Promise.resolve();
    });
    await expect(progress.step({ what: "two", typicalSeconds: 200 }, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(text).toBe(
      "[1/2] one: started, typically 10 s\n[1/2] one: done after 1 min 35 s\n[2/2] two: started, typically 3 min 20 s\n[2/2] two: failed after 0 s\n",
    );
  });

  test("counts each remaining step once, and shows the typical duration of all steps", async () => {
    let text = "";
    const progress = new Progress({ write: (part) => (text += part), tty: false, now: () => 0 });
    const [build, test] = [
      { what: "build", typicalSeconds: 60 },
      { what: "test", typicalSeconds: 90 },
    ];
    progress.expect([build, test]);
    progress.expect([test]);
    await progress.step(build, () => Promise.resolve());
    await progress.step({ what: "a surprise", typicalSeconds: 5 }, () => Promise.resolve());
    await progress.step(test, () => Promise.resolve());
    expect(text.split("\n").filter((line) => !line.includes("started"))).toEqual([
      "2 steps to do, typically 2 min 30 s in total.",
      "[1/2] build: done after 0 s",
      "[2/3] a surprise: done after 0 s",
      "[3/3] test: done after 0 s",
      "",
    ]);
  });

  test("shows durations in minutes and seconds", () => {
    expect([3, 89, 90, 240, 250].map(duration)).toEqual(["3 s", "89 s", "1 min 30 s", "4 min", "4 min 10 s"]);
  });
});
