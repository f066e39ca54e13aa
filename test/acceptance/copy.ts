import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { projectFiles, repo } from "../support/sources";

/** A copy of the repository that works like a fresh clone and has the same installed dependencies. */
export interface Copy {
  readonly root: string;
  remove(): void;
}

function git(root: string, ...args: readonly string[]): string {
  const person = ["-c", "user.name=Acceptance", "-c", "user.email=acceptance@example.com"];
  const all = [...person, "-c", "commit.gpgsign=false", "-c", "core.hooksPath=/dev/null", ...args];
  return execFileSync("git", all, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
}

/** Commits all changes in a copy. Makes a commit even if nothing has changed. */
export function commit(root: string, message: string): void {
  git(root, "add", "--all");
  git(root, "commit", "--quiet", "--allow-empty", "--message", message);
}

/** The tracked files of a copy that differ from the commit before the latest one. */
export const changedIn = (root: string): string[] =>
  git(root, "diff", "--name-only", "HEAD~1")
    .split("\n")
    .filter((file) => file !== "");

/** Makes a copy in a temporary folder. The copy has all of the project's files, one commit, and a link to `node_modules`. */
export function copyOfRepository(name: string): Copy {
  const root = mkdtempSync(path.join(tmpdir(), `monitoring-${name}-`));
  for (const file of projectFiles().filter((known) => existsSync(path.join(repo, known)))) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    cpSync(path.join(repo, file), path.join(root, file));
  }
  symlinkSync(path.join(repo, "node_modules"), path.join(root, "node_modules"), "dir");
  git(root, "init", "--quiet");
  // Exclude the link `node_modules`, because .gitignore excludes only a folder of this name.
  writeFileSync(path.join(root, ".git/info/exclude"), "/node_modules\n");
  commit(root, "A fresh clone");
  return { root, remove: () => rmSync(root, { recursive: true, force: true }) };
}
