import { existsSync } from "node:fs";
import path from "node:path";
import { deadExports } from "./support/exports";
import { projectFiles, repo } from "./support/sources";

/** Catalogues that a test loads by file name. */
const loaded = /^test\/exporters\/model\/(good|bad)\//;
const files = projectFiles().filter((file) => /\.tsx?$/.test(file) && existsSync(path.join(repo, file)));

it("every export is used by another file", () => {
  expect(files.length).toBeGreaterThan(500);
  // In a project without the reference systems, helpers of the removed tests and systems remain in test/ and the catalogue, maybe unused.
  const whole = files.some((file) => file.startsWith("test/reference-systems/"));
  const checked = whole ? files : files.filter((file) => !/^(test|exporters\/catalogue)\//.test(file));
  const dead = deadExports(files).filter(({ file }) => !loaded.test(file) && checked.includes(file));
  expect(dead.map(({ file, line, name }) => `${file}:${line} ${name}`)).toEqual([]);
});

it("the check reports an export that only files outside the list use", () => {
  const alone = deadExports(["test/support/exports.ts", "test/support/sources.ts"]);
  expect(alone.map(({ name }) => name)).toEqual(["deadExports", "projectFiles", "importsOf"]);
});
