import { execFileSync } from "node:child_process";
import { UserError } from "../../config/errors";

/** Contents of files, by path from the repository's root. */
export type Files = ReadonlyMap<string, string>;

function git(root: string, args: readonly string[], input?: string): Buffer {
  return execFileSync("git", args, {
    cwd: root,
    maxBuffer: 1 << 30,
    stdio: ["pipe", "pipe", "pipe"],
    ...(input === undefined ? {} : { input }),
  });
}

function tryGit(root: string, ...args: readonly string[]): string | undefined {
  try {
    return git(root, args).toString("utf8").trimEnd();
  } catch {
    return undefined;
  }
}

/** A resolved commit. */
export interface Commit {
  /** The name that the user gave, such as a branch. */
  readonly name: string;
  /** The first ten hexadecimal digits of the commit's hash. */
  readonly id: string;
  readonly subject: string;
}

/** Resolves a name to a commit. Throws UserError outside a git repository, and for a name that does not resolve to a commit. */
export function commitOf(root: string, option: string, name: string): Commit {
  if (tryGit(root, "rev-parse", "--git-dir") === undefined)
    throw new UserError(`${root} is not a git repository, so there is nothing to compare with. Run this in a clone.`);
  const id = name.startsWith("-") ? undefined : tryGit(root, "rev-parse", "--verify", "--quiet", `${name}^{commit}`);
  if (id === undefined) {
    const known = tryGit(
      root,
      "for-each-ref",
      "--count=5",
      "--sort=-committerdate",
      "--format=%(refname:short)",
      "refs/heads",
      "refs/remotes",
    );
    const shallow = tryGit(root, "rev-parse", "--is-shallow-repository") === "true";
    const hint = shallow ? "This clone is shallow; fetch the rest with `git fetch --unshallow`, or give" : "Give";
    throw new UserError(
      `${option}: got ${JSON.stringify(name)}, which is not a commit in this repository. ${hint} a branch, tag or commit, e.g. ${(known ?? "").split("\n").filter(Boolean).join(", ") || "HEAD~1"}.`,
    );
  }
  return { name, id: id.slice(0, 10), subject: tryGit(root, "log", "-1", "--format=%s", id) ?? "" };
}

/** Parses the output of `git cat-file --batch`: for each blob, a line with the hash, type and size, then the content and a line break. */
function blobs(output: Buffer, paths: readonly string[]): Map<string, string> {
  const found = new Map<string, string>();
  let at = 0;
  for (const path of paths) {
    const end = output.indexOf(10, at);
    const size = Number(output.toString("utf8", at, end).split(" ")[2]);
    found.set(path, output.toString("utf8", end + 1, end + 1 + size));
    at = end + 1 + size + 1;
  }
  return found;
}

/** Reads a commit's files in the given folders, without a checkout. */
export function filesAt(root: string, commit: Commit, folders: readonly string[]): Files {
  const lines = git(root, ["ls-tree", "-r", "-z", "--full-tree", commit.id, "--", ...folders])
    .toString("utf8")
    .split("\0")
    .filter((line) => line.includes(" blob "));
  const entries = lines.map((line) => ({ id: line.split("\t")[0]?.split(" ")[2] ?? "", path: line.slice(line.indexOf("\t") + 1) }));
  if (entries.length === 0) return new Map();
  const output = git(root, ["cat-file", "--batch"], entries.map(({ id }) => `${id}\n`).join(""));
  return blobs(
    output,
    entries.map(({ path }) => path),
  );
}

/** Number of files in some folders that git reports as changed or untracked; 0 when git fails. */
export const changedFiles = (root: string, folders: readonly string[]): number =>
  (tryGit(root, "status", "--porcelain", "--untracked-files=all", "--", ...folders) ?? "").split("\n").filter((line) => line !== "").length;
