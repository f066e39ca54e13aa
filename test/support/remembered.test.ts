import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { runProof } from "./proofs";
import type * as remembered from "./remembered";
import { recall, remember, runKey } from "./remembered";
import { describeWith } from "./tools";

let folder = "";
const before = { ...process.env };

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "remembered-"));
  process.env["MONITORING_CACHE"] = folder;
});

afterEach(() => {
  process.env = { ...before };
  rmSync(folder, { recursive: true, force: true });
});

describe("remembered results of promtool", () => {
  it("are found by everything that the run reads, and by the program file", () => {
    const program = path.join(folder, "promtool");
    writeFileSync(program, "one");
    const key = runKey(program, ["checks", "rules"]);
    remember(key, "passed");
    expect(recall(runKey(program, ["checks", "rules"]))).toBe("passed");
    expect(recall(runKey(program, ["checks", "other rules"]))).toBeUndefined();
    expect(recall(runKey(program, ["checksr", "ules"]))).toBeUndefined();
    writeFileSync(program, "another version");
    expect(recall(runKey(program, ["checks", "rules"]))).toBeUndefined();
  });

  it("are ignored on request", () => {
    remember("key", "passed");
    expect(recall("key")).toBe("passed");
    process.env["MONITORING_PROMTOOL_RESULTS"] = "fresh";
    expect(recall("key")).toBeUndefined();
  });

  it("are deleted 30 days after their last use", () => {
    const file = (name: string): string => path.join(folder, "promtool-results", name);
    const daysAgo = (days: number): Date => new Date(Date.now() - days * 86_400_000);
    mkdirSync(path.join(folder, "promtool-results"));
    for (const [name, days] of [["old", 31] as const, ["recent", 29] as const]) {
      writeFileSync(file(name), '"passed"');
      utimesSync(file(name), daysAgo(days), daysAgo(days));
    }
    jest.isolateModules(() => {
      jest.requireActual<typeof remembered>("./remembered").remember("new", "passed");
    });
    expect([existsSync(file("old")), existsSync(file("recent")), existsSync(file("new"))]).toEqual([false, true, true]);
  });
});

describeWith("promtool", "a proof", (promtool) => {
  const rules = "groups: [{ name: one, rules: [{ record: one, expr: vector(1) }] }]";
  const test = (value: number): string =>
    JSON.stringify({
      rule_files: ["one.yml"],
      evaluation_interval: "15s",
      tests: [{ input_series: [], promql_expr_test: [{ expr: "one", eval_time: "15s", exp_samples: [{ labels: "one", value }] }] }],
    });
  const prove = (value: number): Promise<void> => {
    const file = { name: "one.test.yml", content: test(value), ruleFiles: ["one.yml"], checks: 1 };
    writeFileSync(path.join(folder, "one.yml"), rules);
    writeFileSync(path.join(folder, file.name), file.content);
    return runProof(promtool, file, folder);
  };

  it("that passed is remembered", async () => {
    await prove(1);
    expect(recall(runKey(promtool, [test(1), rules]))).toBe("passed");
  });

  it("that failed runs again, and fails again", async () => {
    await expect(prove(2)).rejects.toThrow("one.test.yml: promtool says");
    await expect(prove(2)).rejects.toThrow("one.test.yml: promtool says");
  });
});
