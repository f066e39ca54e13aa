import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { environmentIds } from "../support/shipped";
import { describeWith } from "../support/tools";
import { repo } from "../support/sources";

/** Runs pint on a folder of rules. The status is not 0 if pint reports a problem of any severity. */
function lint(pint: string, folder: string): { readonly status: number | null; readonly output: string } {
  const args = [
    "--no-color",
    "--offline",
    "--config",
    path.join(repo, ".config/pint.hcl"),
    "lint",
    "--min-severity=info",
    "--fail-on=info",
    folder,
  ];
  const { status, stdout, stderr } = spawnSync(pint, args, { cwd: repo, encoding: "utf8" });
  return { status, output: `${stdout}${stderr}` };
}

describeWith("pint", "pint", (pint) => {
  it.each(environmentIds)("reports no problem in the rules of %s", (id) => {
    const { status, output } = lint(pint, `alert-rules/rendered/${id}/rules`);
    expect({ status, output: status === 0 ? "" : output }).toEqual({ status: 0, output: "" });
    expect(output).toMatch(/entries=\d{2,}/);
  });

  it("reports an alert without a runbook link", () => {
    const folder = mkdtempSync(path.join(tmpdir(), "pint-"));
    const rule = {
      alert: "TargetDown",
      expr: "up == 0",
      labels: { severity: "critical", symptom: "target" },
      annotations: { summary: "down", impact: "much", dashboard_url: "http://x/d/monitoring-x" },
    };
    writeFileSync(path.join(folder, "bad.yml"), JSON.stringify({ groups: [{ name: "bad", rules: [rule] }] }));
    const { status, output } = lint(pint, folder);
    rmSync(folder, { recursive: true });
    expect(status).not.toBe(0);
    expect(output).toContain("runbook_url");
  });
});
