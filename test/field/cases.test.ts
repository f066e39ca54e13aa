import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parse } from "yaml";
import { promtoolEnv } from "../support/promtool-env";
import { recall, remember, runKey } from "../support/remembered";
import { describeWith } from "../support/tools";
import { needed, ruleFile, words, type Group } from "./language/reachable";
import { renderedGroups } from "./rules";

const cases = path.join(__dirname, "cases");
const files = readdirSync(cases).filter((file) => file.endsWith(".yml"));

interface Case {
  /** Paths of the rule files, such as `rules/http.rules.yml`. */
  readonly rule_files: readonly string[];
  readonly tests: readonly { readonly alert_rule_test?: unknown; readonly promql_expr_test?: unknown }[];
}

/** Returns the rules that a case checks, and the rules that they read. Other rules do not change the result. */
function rulesOf({ rule_files: names, tests }: Case, groups: readonly Group[]): readonly Group[] {
  const checks = JSON.stringify(tests.map((test) => [test.alert_rule_test, test.promql_expr_test]));
  return needed(
    groups.filter(({ name }) => names.includes(`rules/${name}.rules.yml`)),
    new Set(words(checks)),
  );
}

/**
 * Each case is a promtool file with a situation reported from the field and the correct result. The rules are rendered from the fixture
 * catalogue.
 */
describeWith("promtool", "cases from the field", (promtool) => {
  const groups = renderedGroups();
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), "field-cases-"));
    mkdirSync(path.join(folder, "rules"));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(files)("%s gets the correct answer", (file) => {
    const text = readFileSync(path.join(cases, file), "utf8");
    const found = parse(text) as Case;
    const rules = rulesOf(found, groups);
    expect(rules).not.toEqual([]);
    // promtool gives the same result for the same rules and the same case, so a case that passed is not repeated.
    const key = runKey(promtool, [text, JSON.stringify(rules)]);
    if (recall(key) === "passed") return;
    for (const name of found.rule_files)
      writeFileSync(path.join(folder, name), ruleFile(rules.filter((group) => name === `rules/${group.name}.rules.yml`)));
    writeFileSync(path.join(folder, file), text);
    const { status, stdout, stderr } = spawnSync(promtool, ["test", "rules", path.join(folder, file)], {
      encoding: "utf8",
      env: promtoolEnv(),
    });
    expect({ status, output: status === 0 ? "" : `${stdout}${stderr}` }).toEqual({ status: 0, output: "" });
    remember(key, "passed");
  });
});

it("there are cases", () => {
  expect(files.length).toBeGreaterThan(2);
});
