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
  test("makes what is missing, once", async () => {
    const folder = await install(root, entry());
    await install(root, entry("two"));
    expect(folder).toBe(entryFolder(root, entry()));
    expect(readFileSync(tool(), "utf8")).toBe("one");
    expect(made).toEqual(["one"]);
  });

  test("makes it anew when the recipe changed", async () => {
    await install(root, entry());
    await install(root, entry("two", { recipe: "r2" }));
    expect(readFileSync(tool(), "utf8")).toBe("two");
  });

  test("says what is wrong with a changed file, and makes it anew", async () => {
    await install(root, entry());
    writeFileSync(tool(), "bad");
    // The clock of files may stand still for some milliseconds.
    utimesSync(tool(), 1, 1);
    const told: string[] = [];
    await install(root, entry("two", { onDamage: (what) => told.push(what) }));
    expect(told).toEqual(["bin/tool is not what was put there (its SHA-256 differs)"]);
    expect(readFileSync(tool(), "utf8")).toBe("two");
  });

  test("says what is wrong when a file is missing", async () => {
    const folder = await install(root, entry());
    rmSync(tool());
    expect(await damage(folder, "r1")).toBe("bin/tool is missing");
  });

  test("accepts a file whose time changed and whose content did not", async () => {
    const folder = await install(root, entry());
    utimesSync(tool(), 1, 1);
    expect(await damage(folder, "r1")).toBeUndefined();
  });

  test("leaves nothing behind when making fails", async () => {
    const make = (): Promise<void> => Promise.reject(new Error("no network"));
    await expect(install(root, entry("", { make }))).rejects.toThrow("no network");
    expect(existsSync(path.join(root, "go/tool/1.0.0"))).toBe(false);
    expect(existsSync(path.join(root, "locks/go-tool-1.0.0"))).toBe(false);
  });

  test("keeps the old entry when making a new one fails", async () => {
    await install(root, entry());
    const make = (): Promise<void> => Promise.reject(new Error("no network"));
    await expect(install(root, entry("", { make, recipe: "r2" }))).rejects.toThrow("no network");
    expect(readFileSync(tool(), "utf8")).toBe("one");
  });

  test("keeps links, to folders too, and notices when one leads elsewhere", async () => {
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
    expect(await damage(folder, "r1")).toContain("lib is not what was put there");
  });

  test("refuses an entry in which nothing was made", async () => {
    await expect(install(root, entry("", { make: () => Promise.resolve() }))).rejects.toThrow("tool 1.0.0: nothing was made");
  });

  test("removes what a killed run left half-made, and makes it", async () => {
    mkdirSync(path.join(root, "making/go-tool-killed/bin"), { recursive: true });
    mkdirSync(path.join(root, "go/tool/1.0.0"), { recursive: true });
    await install(root, entry());
    expect(existsSync(path.join(root, "making/go-tool-killed"))).toBe(false);
    expect(readFileSync(tool(), "utf8")).toBe("one");
  });

  test("makes a thing once when it is asked for twice at the same time", async () => {
    await Promise.all([install(root, entry("a")), install(root, entry("b"))]);
    expect(made).toHaveLength(1);
  });
});
