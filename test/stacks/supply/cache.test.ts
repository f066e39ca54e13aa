import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { damage, entryFolder, install, type Installation } from "../../../stacks/supply/cache";

let root: string;
beforeEach(() => (root = mkdtempSync(path.join(tmpdir(), "supply-cache-"))));
afterEach(() => rmSync(root, { recursive: true, force: true }));

const made: string[] = [];
const entry = (content = "one", more: Partial<Installation> = {}): Installation => ({
  kind: "go",
  name: "tool",
  version: "1.0.0",
  recipe: "r1",
  make: async (folder) => {
    made.push(content);
    mkdirSync(path.join(folder, "bin"));
    writeFileSync(path.join(folder, "bin/tool"), content);
    await Promise.resolve();
  },
  ...more,
});
beforeEach(() => (made.length = 0));
const tool = (): string => path.join(root, "go/tool/1.0.0/bin/tool");

describe("the cache", () => {
  test("builds a missing entry, and only once", async () => {
    const folder = await install(root, entry());
    await install(root, entry("two"));
    expect(folder).toBe(entryFolder(root, entry()));
    expect(readFileSync(tool(), "utf8")).toBe("one");
    expect(made).toEqual(["one"]);
  });

  test("builds an entry again if its recipe has changed", async () => {
    await install(root, entry());
    await install(root, entry("two", { recipe: "r2" }));
    expect(readFileSync(tool(), "utf8")).toBe("two");
  });

  test("reports a changed file and builds the entry again", async () => {
    await install(root, entry());
    writeFileSync(tool(), "bad");
    // Two writes within some milliseconds can have the same modification time.
    utimesSync(tool(), 1, 1);
    const damages: string[] = [];
    await install(root, entry("two", { onDamage: (what) => damages.push(what) }));
    expect(damages).toEqual(["bin/tool has changed (its SHA-256 differs)"]);
    expect(readFileSync(tool(), "utf8")).toBe("two");
  });

  test("reports a missing file", async () => {
    const folder = await install(root, entry());
    rmSync(tool());
    expect(await damage(folder, "r1")).toBe("bin/tool is missing");
  });

  test("accepts a file with a changed modification time and the same content", async () => {
    const folder = await install(root, entry());
    utimesSync(tool(), 1, 1);
    expect(await damage(folder, "r1")).toBeUndefined();
  });

  test("leaves no files when a build fails", async () => {
    const make = (): Promise<void> => Promise.reject(new Error("no network"));
    await expect(install(root, entry("", { make }))).rejects.toThrow("no network");
    expect(existsSync(path.join(root, "go/tool/1.0.0"))).toBe(false);
    expect(existsSync(path.join(root, "locks/go-tool-1.0.0"))).toBe(false);
  });

  test("keeps the old entry when building a new one fails", async () => {
    await install(root, entry());
    const make = (): Promise<void> => Promise.reject(new Error("no network"));
    await expect(install(root, entry("", { make, recipe: "r2" }))).rejects.toThrow("no network");
    expect(readFileSync(tool(), "utf8")).toBe("one");
  });

  test("keeps symbolic links, also to folders, and detects a link with a changed target", async () => {
    const make = async (folder: string): Promise<void> => {
      mkdirSync(path.join(folder, "share"));
      writeFileSync(path.join(folder, "share/a"), "a");
      symlinkSync("share", path.join(folder, "lib"));
      await Promise.resolve();
    };
    const folder = await install(root, entry("", { make }));
    expect(await damage(folder, "r1", true)).toBeUndefined();
    rmSync(path.join(folder, "lib"));
    symlinkSync("share/a", path.join(folder, "lib"));
    expect(await damage(folder, "r1")).toContain("lib has changed");
  });

  test("refuses an entry without any file", async () => {
    await expect(install(root, entry("", { make: () => Promise.resolve() }))).rejects.toThrow("tool 1.0.0: the build produced no files");
  });

  test("removes unfinished entries of a killed run and builds them again", async () => {
    mkdirSync(path.join(root, "making/go-tool-1.0.0-killed/bin"), { recursive: true });
    mkdirSync(path.join(root, "go/tool/1.0.0"), { recursive: true });
    await install(root, entry());
    expect(existsSync(path.join(root, "making/go-tool-1.0.0-killed"))).toBe(false);
    expect(readFileSync(tool(), "utf8")).toBe("one");
  });

  test("keeps unfinished entries of other versions and of tools with a longer name, which other processes may build", async () => {
    const others = ["making/go-tool-1.0.1-running", "making/go-tool-language-nodejs-1.0.0-running"].map((name) => path.join(root, name));
    for (const other of others) mkdirSync(other, { recursive: true });
    await install(root, entry());
    expect(others.map((other) => existsSync(other))).toEqual([true, true]);
  });

  test("builds an entry only once if it is requested twice at the same time", async () => {
    await Promise.all([install(root, entry("a")), install(root, entry("b"))]);
    expect(made).toHaveLength(1);
  });
});
