import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { renderedOf } from "../fixtures/catalogue";
import { describeWith } from "../support/tools";
import { environment } from "./names";

const cases = path.resolve(__dirname, "../fixtures/cases");
const names = readdirSync(cases).filter((name) => name.endsWith(".yml"));

/** promtool's words about a test file that stands beside the rules under test, in `rules/`. */
function verdict(promtool: string, name: string): { readonly passed: boolean; readonly says: string } {
  const folder = mkdtempSync(path.join(tmpdir(), "field-case-"));
  try {
    mkdirSync(path.join(folder, "rules"));
    for (const { path: file, content } of renderedOf(environment))
      if (file.endsWith(".rules.yml")) writeFileSync(path.join(folder, "rules", path.basename(file)), content);
    cpSync(path.join(cases, name), path.join(folder, name));
    const { status, stdout, stderr } = spawnSync(promtool, ["test", "rules", path.join(folder, name)], { encoding: "utf8" });
    return { passed: status === 0, says: `${stdout}${stderr}` };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describeWith("promtool", "cases that people reported in public", (promtool) => {
  it.each(names)("%s has its right value", (name) => {
    const { passed, says } = verdict(promtool, name);
    expect({ passed, says: passed ? "" : says }).toEqual({ passed: true, says: "" });
    // A rule file that is not there is only a warning to promtool.
    expect(says).not.toContain("no file match");
  });
});

it("there are cases", () => {
  expect(names.length).toBeGreaterThan(1);
});
