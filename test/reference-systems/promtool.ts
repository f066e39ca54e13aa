import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { stringify } from "yaml";
import { notation, step, type RawSeries } from "../../alert-rules/proofs/samples";
import { parsePromql } from "../../alert-rules/promql/parse";
import { promtoolEnv } from "../support/promtool-env";
import type { Rule, RuleGroupFile } from "./rendered";

const run = promisify(execFile);

/** An expression that must return exactly the `expected` samples when promtool evaluates it. `id` identifies the check in the result. */
export interface Check {
  readonly id: string;
  readonly raw: readonly RawSeries[];
  readonly expr: string;
  readonly expected: readonly { readonly labels: string; readonly value: number }[];
  /** The service, and the symptom of the alert or the name of the panel. Checks with the same `about` may read the same series. */
  readonly about: string;
  /** The names of alerts and series that the expression reads. */
  readonly reads: readonly string[];
}

/** The evaluation interval in seconds. A long interval saves time, because each evaluation includes every rule. */
const evaluation = 60;

const identityOf = ({ metric, labels }: RawSeries): string => `${metric}${JSON.stringify(Object.entries(labels).sort())}`;

/**
 * Groups checks that can share a promtool test. No two checks in a group have the same series, so their samples do not conflict. No two
 * checks in a group have the same `about`, because the series of one check could change the result of the other check.
 */
function worldsOf(checks: readonly Check[]): Check[][] {
  const worlds: { readonly checks: Check[]; readonly taken: Set<string> }[] = [];
  for (const check of checks) {
    const wanted = [...check.raw.map(identityOf), check.about];
    let world = worlds.find(({ taken }) => !wanted.some((name) => taken.has(name)));
    if (world === undefined) worlds.push((world = { checks: [], taken: new Set() }));
    world.checks.push(check);
    for (const name of wanted) world.taken.add(name);
  }
  return worlds.map((world) => world.checks);
}

const usesCache = new Map<string, readonly string[]>();
const usesOf = (expr: string): readonly string[] => {
  const uses = usesCache.get(expr) ?? parsePromql(expr).uses.map(({ metric }) => metric);
  usesCache.set(expr, uses);
  return uses;
};

/** Returns a function that finds all rules behind the given names, directly or through other rules, in evaluation order. */
export function rulesReader(groups: readonly RuleGroupFile[]): (reads: readonly string[]) => RuleGroupFile[] {
  const byName = new Map<string, Rule[]>();
  for (const rule of groups.flatMap((group) => group.rules ?? [])) {
    const name = rule.record ?? rule.alert ?? "";
    byName.set(name, [...(byName.get(name) ?? []), rule]);
  }
  return (reads) => {
    const needed = new Set<Rule>();
    const visit = (name: string): void => {
      for (const rule of byName.get(name) ?? []) {
        if (needed.has(rule)) continue;
        needed.add(rule);
        for (const use of usesOf(rule.expr ?? "")) visit(use);
      }
    };
    for (const name of reads) visit(name);
    return groups
      .map((group) => ({ ...group, rules: (group.rules ?? []).filter((rule) => needed.has(rule)) }))
      .filter(({ rules }) => rules.length > 0);
  };
}

const series = ({ metric, labels }: RawSeries): string =>
  `${metric}{${Object.entries(labels)
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
    .join(", ")}}`;

/** Checks that use the same set of rules. */
export interface Run {
  readonly groups: readonly RuleGroupFile[];
  readonly checks: readonly Check[];
}

const yaml = (value: object): string => stringify(value, { version: "1.1", aliasDuplicateObjects: false, lineWidth: 0 });

const worldTest = (checks: readonly Check[], run: number, at: number): object => ({
  interval: `${step}s`,
  input_series: checks.flatMap(({ raw }) => raw.map((one) => ({ series: series(one), values: notation(one.samples) }))),
  // When an expression fails, promtool prints the expression and its comment. The comment identifies the check.
  promql_expr_test: checks.map(({ id, expr, expected }) => ({
    expr: `${expr}\n# check ${run}:${id}.`,
    eval_time: `${at}s`,
    exp_samples: expected,
  })),
});

/** Writes one run's rules and tests to files. Returns the path of the test file. */
function write(folder: string, { groups, checks }: Run, run: number, at: number): string {
  const rules = `rules-${run}.yml`;
  writeFileSync(path.join(folder, rules), yaml({ groups: rulesReader(groups)(checks.flatMap(({ reads }) => reads)) }));
  const tests = worldsOf(checks).map((world) => worldTest(world, run, at));
  const file = path.join(folder, `test-${run}.yml`);
  writeFileSync(file, yaml({ rule_files: [rules], evaluation_interval: `${evaluation}s`, tests }));
  return file;
}

/**
 * Runs all checks in one call of promtool. Expressions are evaluated `at` seconds after the start. Returns the IDs of the failed checks for
 * each run. Throws if promtool cannot read its input.
 */
export async function failing(promtool: string, runs: readonly Run[], at: number): Promise<ReadonlySet<string>[]> {
  const red = runs.map(() => new Set<string>());
  const folder = mkdtempSync(path.join(tmpdir(), "monitoring-needs-"));
  try {
    const files = runs.flatMap((one, index) => (one.checks.length === 0 ? [] : [write(folder, one, index, at)]));
    if (files.length > 0) await run(promtool, ["test", "rules", ...files], { maxBuffer: 2 ** 26, env: promtoolEnv() });
  } catch (error) {
    const { stdout = "", stderr = "" } = error as { stdout?: string; stderr?: string };
    const found = [...`${stdout}${stderr}`.matchAll(/# check (\d+):(\S+)\./g)];
    if (found.length === 0) throw new Error(`promtool says\n${stdout}${stderr || String(error)}`);
    for (const [, index, id] of found) red[Number(index)]?.add(id ?? "");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return red;
}
