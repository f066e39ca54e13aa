import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { scenarioTest } from "../../alert-rules/proofs/promtool";
import { gauge, hold, type Phase } from "../../alert-rules/proofs/samples";
import type { Scenario } from "../../alert-rules/proofs/scenario";
import { describeWith } from "../support/tools";
import { Cache } from "./cache";
import { mutantsOf } from "./mutants";
import { runWith, type Run } from "./promtool";
import { rulesIn, type Rule } from "./rules";
import type { Suite } from "./suites";
import { unitsOf } from "./units";
import type { Test } from "./variants";
import { Judge } from "./verdicts";

const rules: readonly Rule[] = rulesIn(`
groups:
  - name: made up
    rules:
      - { record: "disk:used:ratio", expr: "sum by (service) (used) / sum by (service) (size)" }
      - { alert: DiskFull, expr: "disk:used:ratio > 0.9", for: 1m, labels: { severity: critical } }
`);

const scenario = (title: string, phases: readonly Phase<number>[], at: number, fires: boolean): Scenario => ({
  title,
  series: [
    gauge("used", { service: "web" }, phases),
    gauge("size", { service: "web" }, [{ for: phases.reduce((sum, phase) => sum + phase.for, 0), value: 100 }]),
  ],
  checks: [{ at, alert: "DiskFull", severity: "critical", identity: ["service"], firing: fires ? [{ service: "web" }] : [] }],
});

/** Scenarios that check far above and far below the threshold, but neither near the threshold nor near the end of `for`. */
const weak = [scenario("fires", [hold(600, 99)], 585, true), scenario("quiet", [hold(600, 10)], 585, false)];
const strong = [
  ...weak,
  scenario("quiet at its threshold", [hold(600, 90)], 585, false),
  scenario("quiet before its time", [hold(300, 10), hold(60, 99)], 345, false),
  scenario("fires at its time", [hold(300, 10), hold(120, 99)], 375, true),
];

const suiteOf = (scenarios: readonly Scenario[], name: string): Suite => {
  const tests = scenarios.map((one) => scenarioTest(one) as Test);
  return {
    alert: "DiskFull critical",
    kind: "proofs",
    rules,
    tests,
    cost: scenarios.length,
    digests: tests.map((_, index) => `${name} ${index}`),
    written: (expr) => expr,
  };
};

const folders: string[] = [];
function newCache(): Cache {
  const folder = mkdtempSync(path.join(tmpdir(), "mutation-test-"));
  folders.push(folder);
  return new Cache(path.join(folder, "verdicts.jsonl"));
}
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

const mutants = mutantsOf(unitsOf(rules, rules));

describeWith("promtool", "mutants of a made-up rule", (promtool) => {
  const survivorsOf = async (scenarios: readonly Scenario[]): Promise<string[]> => {
    const judge = new Judge(runWith(promtool), newCache(), () => [suiteOf(scenarios, String(scenarios.length))]);
    const verdicts = await judge.judge(mutants);
    return verdicts.filter(({ caughtBy }) => caughtBy === undefined).map(({ mutant }) => mutant.id);
  };

  it("survive proofs that check only values far from the threshold, and are caught by stricter proofs", async () => {
    const ofWeak = await survivorsOf(weak);
    expect(ofWeak).toEqual(
      expect.arrayContaining([
        "DiskFull critical | comparison | disk:used:ratio «> → >=» 0.9",
        "DiskFull critical | number | disk:used:ratio > «0.9 → 0.45»",
        "DiskFull critical | for | «1m → none»",
        "DiskFull critical | for | «1m → 2m»",
      ]),
    );
    const ofStrong = await survivorsOf(strong);
    expect(ofStrong.filter((id) => !ofWeak.includes(id))).toEqual([]);
    expect(ofStrong.filter((id) => id.startsWith("DiskFull critical"))).toEqual([]);
  });

  it("are not judged if a proof fails on the unchanged rules, and the error says so", async () => {
    const wrong = [scenario("fires at nothing", [hold(600, 10)], 585, true)];
    await expect(survivorsOf(wrong)).rejects.toThrow("A proof of DiskFull critical fails without any mutant");
  });
});

describe("a second run", () => {
  it("runs only tests that have changed", async () => {
    const cache = newCache();
    const runs: number[] = [];
    const run: Run = ({ tests }) => {
      runs.push(tests.length);
      return Promise.resolve(tests.map(() => ({ failing: new Set(), broken: new Set() })));
    };
    const [first] = mutants;
    if (first === undefined) throw new Error("there are no mutants");
    const runsOf = async (name: string, scenarios: readonly Scenario[]): Promise<number[]> => {
      runs.length = 0;
      const verdicts = await new Judge(run, cache, () => [suiteOf(scenarios, name)]).judge([first]);
      expect(verdicts.map(({ caughtBy }) => caughtBy)).toEqual([undefined]);
      return [...runs];
    };
    expect(await runsOf("one", weak)).toEqual([1, 1]);
    expect(await runsOf("one", weak)).toEqual([]);
    expect(await runsOf("one", strong)).toEqual([1, 2]);
    expect(await runsOf("two", weak)).toEqual([1, 1]);
  });
});

describe("a mutant that Prometheus cannot evaluate", () => {
  it("is caught, and does not abort the tests of other mutants", async () => {
    const run: Run = ({ tests, rules: of }) => {
      const has = (variant: number): boolean => of.some(({ record }) => record?.endsWith(`variant${variant}__`) === true);
      return Promise.resolve(tests.map(() => ({ failing: new Set(has(1) ? [] : [3]), broken: new Set(has(1) ? [1] : []) })));
    };
    const recordings = mutants.filter(({ key }) => key === "disk:used:ratio").slice(0, 3);
    const verdicts = await new Judge(run, newCache(), () => [suiteOf(weak.slice(0, 1), "one")]).judge(recordings);
    expect(verdicts.map(({ caughtBy }) => caughtBy)).toEqual(["DiskFull critical", undefined, "DiskFull critical"]);
  });
});
