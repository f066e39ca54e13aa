import { execFile } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { proofFacts } from "../../alert-rules/proofs/facts";
import { proofFiles, type ProofFile } from "../../alert-rules/proofs/promtool";
import { renderRules } from "../../alert-rules/render-rules";
import { ruleGroups } from "../../alert-rules/rules";

const run = promisify(execFile);
const links = { grafana: "http://grafana.example", runbooks: "http://runbooks.example/OPERATIONS.md" };

/** Where the generated test files are; ignored by git. */
export const proofFolder = path.resolve(__dirname, "../promtool");

/** Writes the rules of the proof environment and every alert's test file; gives the test files. */
export function writeProofs(folder = proofFolder): ProofFile[] {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(path.join(folder, "rules"), { recursive: true });
  const groups = ruleGroups(proofFacts);
  const rules = renderRules(groups, "rules", links);
  for (const file of rules) writeFileSync(path.join(folder, file.path), file.content);
  const files = proofFiles(
    groups,
    rules.map((file) => file.path),
  );
  for (const file of files) writeFileSync(path.join(folder, file.name), file.content);
  return files;
}

/** Runs promtool over one generated test file. Throws with promtool's own report when a check fails. */
export async function runProof(promtool: string, file: ProofFile, folder = proofFolder): Promise<void> {
  try {
    await run(promtool, ["test", "rules", path.join(folder, file.name)]);
  } catch (error) {
    const { stdout = "", stderr = "" } = error as { stdout?: string; stderr?: string };
    throw new Error(`${file.name}: promtool says\n${stdout}${stderr}`);
  }
}
