import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { withoutLogs } from "../../../stacks/supply/pulumi-log";

let home: string;
beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), "supply-log-"));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

describe("the CLI's automatic log", () => {
  test("has no folder, and cannot create one", async () => {
    await withoutLogs(home);
    expect(() => mkdirSync(path.join(home, "logs"), { recursive: true })).toThrow("EEXIST");
    expect(readFileSync(path.join(home, "logs"), "utf8")).toContain("pulumi up --logtostderr --logflow --verbose=9");
  });

  test("goes where earlier runs left one", async () => {
    mkdirSync(path.join(home, "logs"));
    writeFileSync(path.join(home, "logs/pulumi-20261122T004415.log"), "everything");
    await withoutLogs(home);
    expect(statSync(path.join(home, "logs")).isFile()).toBe(true);
  });

  test("is prevented by one file that is written once", async () => {
    await withoutLogs(home);
    utimesSync(path.join(home, "logs"), 0, 0);
    await withoutLogs(home);
    expect(statSync(path.join(home, "logs")).mtimeMs).toBe(0);
  });
});
