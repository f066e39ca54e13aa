import { execFileSync } from "node:child_process";
import { repo } from "./sources";

const git = (...args: readonly string[]): string | undefined => {
  try {
    return execFileSync("git", args, { cwd: repo, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  } catch {
    return undefined;
  }
};

const lines = (text: string | undefined): string[] => (text ?? "").split("\n").filter((line) => line !== "");

/**
 * Base commit for finding changed files: `MONITORING_BASE` if it is set, otherwise the commit at which the branch left main. On main, or
 * without a main branch, it is the parent of HEAD (the first parent of a merge). Undefined without git history.
 */
export function baseCommit(): string | undefined {
  const named = process.env["MONITORING_BASE"];
  if (named !== undefined && named !== "") return named;
  const head = git("rev-parse", "HEAD");
  const left = ["main", "origin/main"].map((main) => git("merge-base", "HEAD", main)).find((commit) => commit !== undefined);
  return left === undefined || left === head ? git("rev-parse", "--verify", "HEAD~1") : left;
}

/** Returns the files that differ from the base commit, including uncommitted files. Empty without git history. */
export function changedFiles(): string[] {
  const base = baseCommit();
  if (base === undefined) return [];
  return [...new Set([...lines(git("diff", "--name-only", base)), ...lines(git("ls-files", "--others", "--exclude-standard"))])].sort();
}
