import { existsSync } from "node:fs";
import path from "node:path";
import { leftOutAt, rotating, rotatingTests } from "./rotation";
import { repo } from "./sources";

test("every engine test that takes turns exists, and is listed once", () => {
  const folders = ["test/engine", "test/reference-systems/engine"];
  const missing = rotatingTests.filter((name) => !folders.some((folder) => existsSync(path.join(repo, folder, `${name}.test.ts`))));
  expect(missing).toEqual([]);
  expect(new Set(rotatingTests).size).toBe(rotatingTests.length);
});

test("each commit runs tests of every kind, and consecutive commits run all tests", () => {
  const length = Math.max(...rotating.map(({ tests, each }) => Math.ceil(tests.length / each)));
  const run = (turn: number): string[] => rotatingTests.filter((name) => !leftOutAt(turn).includes(name));
  for (const begin of [0, 7, 1234]) {
    const turns = Array.from({ length }, (_, index) => run(begin + index));
    for (const chosen of turns)
      for (const { tests, each } of rotating) expect(chosen.filter((name) => tests.includes(name))).toHaveLength(each);
    expect([...new Set(turns.flat())].sort()).toEqual([...rotatingTests].sort());
  }
});
