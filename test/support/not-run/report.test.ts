import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { jestStep } from "../jest-step";
import type { StepResult } from "../steps";

const repo = path.resolve(__dirname, "../../..");

/** A temporary repository whose tests Jest really runs, with the project's Jest configuration and `describeUnless`. */
const root = realpathSync(mkdtempSync(path.join(tmpdir(), "monitoring-not-run-")));
afterAll(() => rmSync(root, { recursive: true }));

const reason = "Image registries do not answer.";
const file = "test/engine/one.test.ts";
const listed = (...tests: readonly string[]) => JSON.stringify(tests.map((test) => ({ file, test, programs: ["loki"], reason })));
const write = (name: string, content: string): void => {
  mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
  writeFileSync(path.join(root, name), content);
};

/** Source of two tests in a group that needs Loki, and one test that needs no program. */
const tests = (missing: string): string => `
import { describeUnless } from ${JSON.stringify(path.join(repo, "test/support/not-run/describe"))};
describeUnless(${missing}, "a stack with Loki", () => {
  beforeAll(() => { if (${missing} !== undefined) throw new Error("it was begun"); });
  it("keeps lines", () => expect(1).toBe(1));
  describe("once more", () => it("finds lines", () => expect(1).toBe(1)));
});
it("needs nothing", () => expect(1).toBe(1));
`;
const withoutLoki = tests(JSON.stringify({ programs: ["loki"], reason }));
const both = ["a stack with Loki keeps lines", "a stack with Loki once more finds lines"];

/** Writes the test file and the committed list to `root`, and runs the tests there as CI does. */
async function ran(content: string, list: string, patienceMs?: number): Promise<StepResult> {
  write(file, content);
  write("test/not-run.json", list);
  return jestStep("nested", ["engine"], [], root, patienceMs);
}

const said: string[] = [];
beforeAll(() => {
  // The results of the Jest runs that this test starts must not be counted as results of the surrounding run.
  delete process.env["MONITORING_TEST_RESULTS"];
  process.env["CI"] = "true";
  jest.spyOn(console, "log").mockImplementation(() => undefined);
  jest.spyOn(console, "error").mockImplementation((line: string) => said.push(line.trim()));
  symlinkSync(path.join(repo, "node_modules"), path.join(root, "node_modules"), "dir");
  const config = JSON.stringify(path.join(repo, ".config/jest.config.cjs"));
  write(
    ".config/jest.config.cjs",
    `const base = require(${config});
const rootDir = ${JSON.stringify(root)};
module.exports = { ...base, rootDir, projects: base.projects.map((project) => ({ ...project, rootDir })) };`,
  );
});
beforeEach(() => said.splice(0));

test("tests whose program is not available do not count as passed, and are named", async () => {
  const result = await ran(withoutLoki, listed(...both));
  expect(said).toEqual([]);
  expect(result).toMatchObject({
    name: "nested",
    passed: 1,
    failed: 0,
    notRun: both.map((name) => ({ file, test: name, programs: ["loki"], reason })),
  });
});

test("a list that lacks one of them, and one with a test too many, each fail the run with a sentence", async () => {
  const result = await ran(withoutLoki, listed("a stack with Loki keeps lines", "a stack with Loki loses lines"));
  expect(result).toMatchObject({ passed: 1, failed: 2 });
  expect(said.map((line) => line.replace(/^FAILED /, ""))).toEqual([
    `"${both[1] ?? ""}" (${file}) did not run because loki cannot be obtained, and test/not-run.json does not list it.`,
    `test/not-run.json lists "a stack with Loki loses lines", and ${file} has no such test. Remove it from the list.`,
  ]);
});

test("where the program is available the tests run, listed or not", async () => {
  expect(await ran(tests("undefined"), listed(...both))).toMatchObject({ name: "nested", passed: 3, failed: 0, notRun: [] });
});

test("a test that is skipped in any other way fails the run in CI", async () => {
  const skipped = withoutLoki.replace('it("needs nothing"', 'it.skip("needs nothing"');
  expect(await ran(skipped, listed(...both))).toMatchObject({ passed: 0, failed: 1 });
  expect(said).toEqual(["1 tests were skipped; in CI that is a failure."]);
});

test("a test that leaves a timer behind does not keep the step from ending, and its result counts", async () => {
  const result = await ran(`it("leaves a timer", () => { setInterval(() => undefined, 1000); });`, listed(), 100);
  expect(result).toMatchObject({ passed: 1, failed: 0 });
  expect(said).toEqual([expect.stringMatching(/^Jest did not exit after its last test/)]);
});
