import path from "node:path";
import { differences, notRunReport, type Run } from "./compare";
import { missingImages } from "./images";
import { fileExists, listedNotRun, type NotRun } from "./list";

const repo = path.resolve(__dirname, "../../..");
const file = "test/engine/one.test.ts";
const reason = "Image registries do not answer.";
const notRun = (test: string, programs: string[] = ["loki", "tempo"]): NotRun => ({ file, test, programs, reason });
const run = (more: Partial<Run>): Run => ({
  listed: [notRun("a"), notRun("b")],
  notRun: [notRun("a"), notRun("b")],
  tests: new Map([[file, ["a", "b", "c"]]]),
  exists: () => true,
  ...more,
});

describe("tests that did not run, compared with the committed list", () => {
  it("match when they are the listed ones, in any order of programs", () => {
    expect(differences(run({ notRun: [notRun("b", ["tempo", "loki"]), notRun("a")] }))).toEqual([]);
  });

  it("match when listed tests did run, because their programs are available", () => {
    expect(differences(run({ notRun: [] }))).toEqual([]);
  });

  it("differ when one is not listed", () => {
    expect(differences(run({ listed: [notRun("a")] }))).toEqual([
      '"b" (test/engine/one.test.ts) did not run because loki, tempo cannot be obtained, and test/not-run.json does not list it.',
    ]);
  });

  it("differ when a test of the same name in another file is listed", () => {
    const other = { ...notRun("b"), file: "test/engine/two.test.ts" };
    expect(differences(run({ listed: [notRun("a"), other] }))).toHaveLength(1);
  });

  it("differ when one needs other programs than those listed", () => {
    expect(differences(run({ notRun: [notRun("a", ["grafana", "loki", "tempo"])] }))).toEqual([
      '"a" did not run because grafana, loki, tempo cannot be obtained; test/not-run.json says loki, tempo.',
    ]);
  });

  it("differ when a listed test is no longer in its file", () => {
    expect(differences(run({ tests: new Map([[file, ["a"]]]), notRun: [notRun("a")] }))).toEqual([
      'test/not-run.json lists "b", and test/engine/one.test.ts has no such test. Remove it from the list.',
    ]);
  });

  it("differ when the file of a listed test is gone, even in a run of other files", () => {
    const other = new Map([["test/other.test.ts", ["x"]]]);
    expect(differences(run({ tests: other, notRun: [], exists: () => false }))).toHaveLength(2);
    expect(differences(run({ tests: other, notRun: [] }))).toEqual([]);
  });

  it("differ when a test is listed twice", () => {
    expect(differences(run({ listed: [notRun("a"), notRun("b"), notRun("b")] }))).toEqual([
      'test/not-run.json lists "b" (test/engine/one.test.ts) twice.',
    ]);
  });
});

describe("the end of a run", () => {
  it("names the tests that did not run, by reason", () => {
    expect(notRunReport([], [notRun("a"), notRun("b")])).toBe(`2 tests did not run here (test/not-run.json):\n  ${reason}\n    a\n    b`);
  });

  it("names the listed tests where this run left out nothing", () => {
    expect(notRunReport([notRun("a")], [])).toBe(
      `1 test of \`npm run test:engine\` is listed as not run where a program cannot be obtained (test/not-run.json):\n  ${reason}\n    a`,
    );
    expect(notRunReport([], [])).toBe("");
  });
});

describe("images", () => {
  it("are available when all were obtained", async () => {
    expect(await missingImages(["loki"], () => Promise.resolve({ unavailable: [] }))).toBeUndefined();
  });

  it("are unavailable where registries do not answer, and the reason names the programs", async () => {
    expect(await missingImages(["loki", "tempo", "grafana"], (names) => Promise.resolve({ unavailable: names }))).toEqual({
      programs: ["grafana", "loki", "tempo"],
      reason: "Image registries do not answer, and grafana, loki, tempo run from their makers' images only.",
    });
  });

  it("cause an error when Docker does not answer or a registry refuses: no test is left out for that", async () => {
    await expect(missingImages(["loki"], () => Promise.reject(new Error("Docker does not answer.")))).rejects.toThrow(
      "Docker does not answer.",
    );
  });
});

it("the committed list is valid, and its files exist", () => {
  const listed = listedNotRun(repo);
  expect(listed.filter(({ file: one }) => !fileExists(repo)(one))).toEqual([]);
});
