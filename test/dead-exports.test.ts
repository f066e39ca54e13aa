import { existsSync } from "node:fs";
import path from "node:path";
import { deadExports } from "./support/exports";
import { projectFiles, repo } from "./support/sources";

/** Catalogues that a test loads by the name of their file. */
const loaded = /^test\/exporters\/model\/(good|bad)\//;
const files = projectFiles().filter((file) => /\.tsx?$/.test(file) && existsSync(path.join(repo, file)));

it("nothing is exported that no file uses", () => {
  expect(files.length).toBeGreaterThan(500);
  // Without the reference systems, helpers that only their tests use remain.
  const whole = files.some((file) => file.startsWith("test/reference-systems/"));
  const checked = whole ? files : files.filter((file) => !file.startsWith("test/"));
  const dead = deadExports(files).filter(({ file }) => !loaded.test(file) && checked.includes(file));
  expect(dead.map(({ file, line, name }) => `${file}:${line} ${name}`)).toEqual([]);
});

it("a name that only files outside of the list use is dead", () => {
  const alone = deadExports(["test/support/exports.ts", "test/support/sources.ts"]);
  expect(alone.map(({ name }) => name)).toEqual(["deadExports", "projectFiles", "importsOf"]);
});
