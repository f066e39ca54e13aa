import { execFile } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { proofFacts } from "../../alert-rules/proofs/facts";
import { forProofs } from "../../alert-rules/proofs/closure";
import { proofFiles, type ProofFile } from "../../alert-rules/proofs/promtool";
import { renderRules } from "../../alert-rules/render-rules";
import { ruleGroups } from "../../alert-rules/rules";
import { promtoolEnv } from "./promtool-env";
import { recall, remember, runKey } from "./remembered";

const run = promisify(execFile);
/** Folder of the generated test files. Git ignores it. */
export const proofFolder = path.resolve(__dirname, "../promtool");

/** Empties the folder, and writes test files and the rules that the proofs need, for every alert. Returns the test files. */
export function writeProofs(folder = proofFolder): ProofFile[] {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(path.join(folder, "rules"), { recursive: true });
  const groups = ruleGroups(proofFacts);
  return groups.flatMap((group) =>
    group.alerts.flatMap((alert) => {
      const { rules: needed, catalogue } = forProofs(alert, groups);
      const rules = renderRules([needed], "rules");
      for (const file of rules) writeFileSync(path.join(folder, file.path), file.content);
      const tests = proofFiles(
        alert,
        rules.map((file) => file.path),
        catalogue,
      );
      for (const test of tests) writeFileSync(path.join(folder, test.name), test.content);
      return tests;
    }),
  );
}

/**
 * Runs promtool on one generated test file. Throws an error with promtool's report if a check fails. A run that passed before, with the
 * same rules and checks, is not repeated.
 */
export async function runProof(promtool: string, file: ProofFile, folder = proofFolder): Promise<void> {
  const key = runKey(promtool, [file.content, ...file.ruleFiles.map((rules) => readFileSync(path.join(folder, rules), "utf8"))]);
  if (recall(key) === "passed") return;
  try {
    await run(promtool, ["test", "rules", path.join(folder, file.name)], { env: promtoolEnv() });
  } catch (error) {
    const { stdout = "", stderr = "" } = error as { stdout?: string; stderr?: string };
    throw new Error(`${file.name}: promtool says\n${stdout}${stderr}`);
  }
  remember(key, "passed");
}
