import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { holderOf, tryLock, withLock } from "../../../stacks/supply/lock";

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "supply-lock-"));
  file = path.join(folder, "build");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("a lock", () => {
  test("can be taken only once", () => {
    expect(tryLock(file)).toBe(true);
    expect(tryLock(file)).toBe(false);
    expect(holderOf(file)?.pid).toBe(process.pid);
  });

  test("of an ended process can be taken over", () => {
    writeFileSync(file, JSON.stringify({ pid: 2 ** 22 + 1, began: "1" }));
    expect(tryLock(file)).toBe(true);
    expect((JSON.parse(readFileSync(file, "utf8")) as { pid: number }).pid).toBe(process.pid);
  });

  test("of an ended process can be taken over, even if another process has the same id", () => {
    writeFileSync(file, JSON.stringify({ pid: process.pid, began: "not when this process began" }));
    expect(tryLock(file)).toBe(true);
  });

  test("with invalid content can be taken over", () => {
    writeFileSync(file, "{");
    expect(tryLock(file)).toBe(true);
  });

  test("lets one process work at a time, and names the process that holds the lock", async () => {
    const order: string[] = [];
    const waited: number[] = [];
    const first = withLock(file, async () => {
      order.push("first begins");
      await new Promise((resolve) => setTimeout(resolve, 50));
      order.push("first ends");
    });
    const second = withLock(
      file,
      () => {
        order.push("second");
        return Promise.resolve();
      },
      (pid) => waited.push(pid),
    );
    await Promise.all([first, second]);
    expect(order).toEqual(["first begins", "first ends", "second"]);
    expect(waited).toEqual([process.pid]);
  });

  test("is released after an error", async () => {
    await expect(withLock(file, () => Promise.reject(new Error("failed")))).rejects.toThrow("failed");
    expect(existsSync(file)).toBe(false);
  });
});
