import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { promtoolEnv } from "../support/promtool-env";
import type { Rule } from "./rules";
import { variantIn, type Test } from "./variants";

const run = promisify(execFile);

/** Tests, and the rules on which they run: the unchanged rules and their variants. */
export interface TestFile {
  readonly rules: readonly Rule[];
  readonly tests: readonly Test[];
}

/** The index of the unchanged rules in an outcome. */
export const unchanged = -1;

/** Result of one test. Variants are given by their indexes. */
export interface Outcome {
  /** Variants whose checks fail. */
  readonly failing: ReadonlySet<number>;
  /** Variants that Prometheus cannot evaluate. Such a variant aborts the test, so there are no results for other variants. */
  readonly broken: ReadonlySet<number>;
}

/** Runs the tests of a file. Returns one outcome for each test. */
export type Run = (file: TestFile) => Promise<readonly Outcome[]>;

/** Writes the rules, and tests that have the same interval. Returns the path of the file with the tests. */
function write(folder: string, { rules, tests }: TestFile): string {
  writeFileSync(path.join(folder, "rules.json"), JSON.stringify({ groups: [{ name: "mutants", rules }] }));
  const body = {
    rule_files: ["rules.json"],
    evaluation_interval: tests[0]?.interval,
    tests: tests.map((test, number) => ({ ...test, name: `test ${number}` })),
  };
  const file = path.join(folder, "tests.json");
  writeFileSync(file, JSON.stringify(body));
  return file;
}

/** Errors about invalid PromQL. A mutant with such an error is a fault of its operator and must not count as caught. */
const unreadable = /could not parse expression|groupname: .* rule .* parse error/u;

function outcomeOf(inside: string): Outcome {
  const failing = new Set<number>();
  const broken = new Set<number>();
  for (const [, text = ""] of inside.matchAll(/<failure>(.*?)<\/failure>/gsu)) {
    if (unreadable.test(text)) throw new Error(`a mutant is no PromQL: ${text}`);
    const rule = /^\s*rule: (\S+), time/u.exec(text)?.[1];
    const expr = /^\s*expr: (.*?), time: /su.exec(text)?.[1];
    if (rule === undefined && expr === undefined) throw new Error(`promtool fails:\n${text}`);
    if (rule !== undefined) broken.add(variantIn(rule) ?? unchanged);
    if (expr !== undefined) failing.add(variantIn(expr) ?? unchanged);
  }
  return { failing, broken };
}

function outcomesIn(report: string, { tests }: TestFile): Outcome[] {
  const cases = [...report.matchAll(/<testcase name="test \d+"[^>]*?(?:\/>|>(.*?)<\/testcase>)/gsu)];
  if (cases.length !== tests.length) throw new Error(`promtool reports ${cases.length} of ${tests.length} tests:\n${report}`);
  return cases.map(([, inside = ""]) => outcomeOf(inside));
}

async function outcomesBy(promtool: string, file: TestFile): Promise<Outcome[]> {
  const folder = mkdtempSync(path.join(tmpdir(), "mutation-"));
  try {
    const written = write(folder, file);
    const report = path.join(folder, "report.xml");
    // In TMPDIR, promtool creates a folder with the series of each test. All these folders are removed with `folder`.
    const temporary = path.join(folder, "tmp");
    mkdirSync(temporary);
    const env = { ...promtoolEnv(), TMPDIR: temporary };
    const { stderr = "" } = await run(promtool, ["test", `--junit=${report}`, "rules", written], { env, maxBuffer: 256e6 }).catch(
      (error: unknown) => error as { readonly stderr?: string },
    );
    let text: string;
    try {
      text = readFileSync(report, "utf8");
    } catch {
      throw new Error(`promtool wrote no report:\n${stderr.slice(0, 2000)}`);
    }
    return outcomesIn(text, file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs promtool once for each interval, because a file has one evaluation interval. */
async function byInterval(promtool: string, { rules, tests }: TestFile): Promise<Outcome[]> {
  const outcomes = new Map<Test, Outcome>();
  for (const interval of new Set(tests.map((test) => test.interval))) {
    const own = tests.filter((test) => test.interval === interval);
    const found = await outcomesBy(promtool, { rules, tests: own });
    own.forEach((test, index) => {
      const outcome = found[index];
      if (outcome !== undefined) outcomes.set(test, outcome);
    });
  }
  return tests.flatMap((test) => outcomes.get(test) ?? []);
}

export const runWith =
  (promtool: string): Run =>
  (file) =>
    byInterval(promtool, file);
