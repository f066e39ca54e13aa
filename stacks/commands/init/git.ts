import { execFileSync } from "node:child_process";
import { UserError } from "../../config/errors";

function git(root: string, ...args: readonly string[]): string | undefined {
  try {
    return execFileSync("git", args, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trimEnd();
  } catch {
    return undefined;
  }
}

/** Throws UserError when one of the files has uncommitted changes, which `init` would overwrite, and outside a git repository. */
export function assertCommitted(root: string, files: readonly string[]): void {
  const status = git(root, "status", "--porcelain", "--untracked-files=all", "--", ...files);
  if (status === undefined)
    throw new UserError("This folder is not a git repository, so changes could not be undone; nothing was written. Run this in a clone.");
  const changed = status.split("\n").filter((line) => line !== "");
  if (changed.length === 0) return;
  const shown = changed.slice(0, 10).map((line) => line.slice(3));
  const more = changed.length > shown.length ? [`and ${changed.length - shown.length} more`] : [];
  throw UserError.of("Files that would be written have uncommitted changes; nothing was written. Commit or undo them:", [
    ...shown,
    ...more,
  ]);
}

/** Derives the web address of `docs/OPERATIONS.md` from the HTTP, HTTPS or SSH address of a remote; undefined for other addresses. */
export function documentsAddress(remote: string | undefined, branch: string): string | undefined {
  const match = /^(?:https?:\/\/(?:[^@/]+@)?|ssh:\/\/(?:[^@/]+@)?|[^@/\s]+@)([\w.-]+\.[a-z]+)(?::\d+)?[:/](.+?)(?:\.git)?\/?$/.exec(
    remote ?? "",
  );
  return match === null ? undefined : `https://${match[1] ?? ""}/${match[2] ?? ""}/blob/${branch}/docs/OPERATIONS.md`;
}

/** The web address of `docs/OPERATIONS.md` in this clone's remote `origin`; undefined when it cannot be derived. */
export function documentsOf(root: string): string | undefined {
  return documentsAddress(git(root, "remote", "get-url", "origin"), git(root, "branch", "--show-current") || "main");
}
