import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { withoutLogs } from "../../../stacks/supply/pulumi-log";

let home: string;
beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), "supply-log-"));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

describe("the Pulumi CLI's automatic log", () => {
  test("has no folder, and the CLI cannot create one", async () => {
    await withoutLogs(home);
    expect(() => mkdirSync(path.join(home, "logs"), { recursive: true })).toThrow("EEXIST");
    expect(readFileSync(path.join(home, "logs"), "utf8")).toContain("pulumi up --logtostderr --logflow --verbose=9");
  });

  test("is removed if an earlier run left a log folder", async () => {
    mkdirSync(path.join(home, "logs"));
    writeFileSync(path.join(home, "logs/pulumi-20261122T004415.log"), "everything");
    await withoutLogs(home);
    expect(statSync(path.join(home, "logs")).isFile()).toBe(true);
  });

  test("is prevented by a file in the folder's place, which is written only once", async () => {
    await withoutLogs(home);
    utimesSync(path.join(home, "logs"), 0, 0);
    await withoutLogs(home);
    expect(statSync(path.join(home, "logs")).mtimeMs).toBe(0);
  });
});
