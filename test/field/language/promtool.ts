import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promtoolEnv } from "../../support/promtool-env";
import { recall, remember, runKey } from "../../support/remembered";
import { notation, seriesName, type Series } from "./notation";

/** A query at a time of the test (`at`, in seconds). promtool prints the answer as "got". */
export interface Question {
  readonly expr: string;
  readonly at: number;
}

/** A world: one test of a promtool file, with input series and questions (queries). */
export interface World {
  /** Interval of samples and evaluations in seconds. */
  readonly every: number;
  readonly series: readonly Series[];
  readonly questions: readonly Question[];
}

export interface Answer {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/**
 * Returns promtool's test file as JSON, which is valid YAML. Every question expects an empty result, so promtool prints all other results.
 */
export const testFile = (ruleFiles: readonly string[], { every, series, questions }: World): string =>
  JSON.stringify({
    rule_files: ruleFiles,
    evaluation_interval: `${every}s`,
    tests: [
      {
        interval: `${every}s`,
        input_series: series.map((each) => ({ series: seriesName(each), values: notation(each.samples) })),
        promql_expr_test: questions.map(({ expr, at }) => ({ expr, eval_time: `${at}s`, exp_samples: [] })),
      },
    ],
  });

const sample = /\{((?:[^{}"]|"(?:[^"\\]|\\.)*")*)\} ([-+0-9.eE]+|[-+]?Inf|NaN)(?=, \{|$)/gu;
const label = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\]|\\.)*)"/gu;

/** Parses the answers in a line `got: {a="b"} 1, {a="c"} 2`. */
export function answersIn(line: string): readonly Answer[] {
  const answers = [...line.matchAll(sample)].map(([, labels = "", value]) => ({
    labels: Object.fromEntries([...labels.matchAll(label)].map(([, name = "", text = ""]) => [name, text])),
    value: Number(value),
  }));
  if (answers.length === 0) throw new Error(`promtool's answer cannot be read: ${line}`);
  return answers;
}

/**
 * Runs a world with rule files. Returns one list of answers per question. Throws if promtool neither succeeds nor prints an answer. Caches
 * promtool's output by promtool binary, world and rules.
 */
export function ask(promtool: string, ruleFiles: readonly string[], world: World): readonly (readonly Answer[])[] {
  const key = runKey(promtool, [JSON.stringify(world), ...ruleFiles.map((file) => readFileSync(file, "utf8"))]);
  const known = recall(key);
  if (typeof known === "string") return read(known, world.questions);
  const printed = outputOf(promtool, ruleFiles, world);
  const answers = read(printed, world.questions);
  remember(key, printed);
  return answers;
}

function outputOf(promtool: string, ruleFiles: readonly string[], world: World): string {
  const folder = mkdtempSync(path.join(tmpdir(), "field-"));
  try {
    const file = path.join(folder, "test.yml");
    writeFileSync(file, testFile(ruleFiles, world));
    const { stdout, stderr } = spawnSync(promtool, ["test", "rules", file], {
      encoding: "utf8",
      maxBuffer: 64e6,
      env: promtoolEnv(),
    });
    return `${stdout}\n${stderr}`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Parses promtool's output. It has one block per question with an answer: `expr: "...", time: 1h,`, `exp: ...`, `got: ...`. */
function read(printed: string, questions: readonly Question[]): readonly (readonly Answer[])[] {
  const lines = printed.split("\n").map((line) => line.trim());
  const answers = new Map<string, readonly Answer[]>();
  lines.forEach((line, index) => {
    const asked = /^expr: "((?:[^"\\]|\\.)*)", time: (\S+),/u.exec(line);
    if (asked === null) return;
    const got = lines.slice(index + 1).find((each) => each.startsWith("got:"));
    if (got === undefined) throw new Error(`promtool gave no answer to ${line}`);
    answers.set(JSON.parse(`"${asked[1] ?? ""}"`) as string, answersIn(got.slice("got:".length).trim()));
  });
  const succeeded = lines.some((line) => line === "SUCCESS");
  if (answers.size === 0 && !succeeded) throw new Error(`promtool neither passed nor answered:\n${printed.slice(0, 2000)}`);
  return questions.map(({ expr }) => answers.get(expr) ?? []);
}
