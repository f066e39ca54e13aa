import { existsSync } from "node:fs";
import path from "node:path";
import { leftOutAt, rotating, rotatingTests } from "./rotation";
import { repo } from "./sources";

const isIn = (folder: string, name: string): boolean => existsSync(path.join(repo, folder, `${name}.test.ts`));

test("every engine test that takes turns exists, and is listed once", () => {
  const missing = rotatingTests.filter((name) => !isIn("test/engine", name) && !isIn("test/reference-systems/engine", name));
  // `npm run init` may have removed the tests of the reference systems.
  expect(missing).toEqual(existsSync(path.join(repo, "test/reference-systems")) ? [] : ["upgrade-docker", "upgrade-kubernetes"]);
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
