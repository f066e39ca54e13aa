import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { step } from "../../alert-rules/proofs/samples";
import type { Rule } from "./rules";

const run = promisify(execFile);

/** Tests and the rules on which they run. */
export interface TestFile {
  readonly rules: readonly Rule[];
  readonly tests: readonly object[];
}

/** Runs tests. Returns the numbers of the failing tests for each file. */
export type Run = (files: readonly TestFile[]) => Promise<readonly (readonly number[])[]>;

/** Removes the annotations. No proof reads them, and promtool would expand their templates at every evaluation. */
const bare = (rule: Rule): Rule => ({ ...rule, annotations: undefined });

function write(folder: string, index: number, { rules, tests }: TestFile): string {
  const ruleFile = `rules-${index}.json`;
  writeFileSync(path.join(folder, ruleFile), JSON.stringify({ groups: [{ name: "mutant", rules: rules.map(bare) }] }));
  const body = {
    rule_files: [ruleFile],
    evaluation_interval: `${step}s`,
    tests: tests.map((test, number) => ({ ...test, name: `test ${number}` })),
  };
  const file = path.join(folder, `tests-${index}.json`);
  writeFileSync(file, JSON.stringify(body));
  return file;
}

/** Errors about invalid PromQL. A mutant with such an error is a fault of its operator and must not count as caught. */
const unreadable = /could not parse expression|groupname: .* rule .* parse error/u;

/** Returns the numbers of the failing tests from one file's part of the report. */
function failing(report: string, file: string, count: number): number[] {
  const suites = report.split("<testsuite ").slice(1);
  const own = suites.find((suite) => suite.startsWith(`name="${file}"`));
  const cases = [...(own ?? "").matchAll(/<testcase name="test (\d+)"[^>]*?(?:\/>|>(.*?)<\/testcase>)/gsu)];
  if (cases.length !== count) throw new Error(`promtool reports ${cases.length} of ${count} tests of ${file}:\n${own ?? report}`);
  for (const [, , inside = ""] of cases)
    if (unreadable.test(inside)) throw new Error(`a mutant is no PromQL: ${inside}\n${readFileSync(file, "utf8").slice(0, 300)}`);
  return cases.flatMap(([, number = "", inside = ""]) => (inside.trim() === "" ? [] : [Number(number)]));
}

/** Runs several files in one promtool process. Returns the numbers of the failing tests for each file. */
export async function failingTests(promtool: string, files: readonly TestFile[]): Promise<number[][]> {
  const folder = mkdtempSync(path.join(tmpdir(), "mutation-"));
  try {
    const written = files.map((file, index) => write(folder, index, file));
    const report = path.join(folder, "report.xml");
    // In TMPDIR, promtool creates a folder with the series of each test.
    const temporary = path.join(folder, "tmp");
    mkdirSync(temporary);
    const env = { ...process.env, GOGC: "400", TMPDIR: temporary };
    const { stderr = "" } = await run(promtool, ["test", `--junit=${report}`, "rules", ...written], { env, maxBuffer: 256e6 }).catch(
      (error: unknown) => error as { readonly stderr?: string },
    );
    let text: string;
    try {
      text = readFileSync(report, "utf8");
    } catch {
      throw new Error(`promtool wrote no report:\n${stderr.slice(0, 2000)}`);
    }
    return written.map((file, index) => failing(text, file, files[index]?.tests.length ?? 0));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Returns a function that runs files with this promtool binary. */
export const runWith =
  (promtool: string): Run =>
  (files) =>
    failingTests(promtool, files);
