import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { freshArtefacts } from "../../../stacks/artefacts/fresh";

let root = "";
let compared = 0;
const files = [{ path: "exporters/rendered/local/a.yml", content: "a\n" }];
const ask = (program: string | undefined) =>
  freshArtefacts({ root, folder: path.join(root, "memory"), program }, "local", () => {
    compared += 1;
    return Promise.resolve(files);
  });

beforeEach(() => {
  compared = 0;
  root = mkdtempSync(path.join(tmpdir(), "fresh-"));
  for (const area of ["exporters", "alert-rules", "dashboards"]) mkdirSync(path.join(root, area, "rendered/local"), { recursive: true });
  writeFileSync(path.join(root, "exporters/rendered/local/a.yml"), "a\n");
});
afterEach(() => rmSync(root, { recursive: true }));

test("rendered files are compared with the catalogue once, and again only after a change", async () => {
  expect(await ask("one")).toEqual(files);
  expect(await ask("one")).toEqual(files);
  expect(compared).toBe(1);
});

test("a different version of the program compares the rendered files again", async () => {
  await ask("one");
  await ask("two");
  expect(compared).toBe(2);
});

test.each([
  ["a changed file", () => writeFileSync(path.join(root, "exporters/rendered/local/a.yml"), "changed\n")],
  ["a touched file", () => utimesSync(path.join(root, "exporters/rendered/local/a.yml"), 1, 1)],
  ["an added file", () => writeFileSync(path.join(root, "dashboards/rendered/local/b.json"), "{}")],
  ["a removed file", () => rmSync(path.join(root, "exporters/rendered/local/a.yml"))],
])("%s makes the next run compare the rendered files again", async (_, change) => {
  await ask("one");
  change();
  await ask("one");
  expect(compared).toBe(2);
});

test("every run compares again if the program's version or a rendered folder is missing", async () => {
  await ask(undefined);
  await ask(undefined);
  expect(compared).toBe(2);
  rmSync(path.join(root, "dashboards"), { recursive: true });
  await ask("one");
  await ask("one");
  expect(compared).toBe(4);
});

test("after a failed comparison, the next run compares again", async () => {
  const failing = () => Promise.reject(new Error("stale"));
  await expect(freshArtefacts({ root, folder: path.join(root, "memory"), program: "one" }, "local", failing)).rejects.toThrow("stale");
  await ask("one");
  expect(compared).toBe(1);
});
