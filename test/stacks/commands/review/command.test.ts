import { execFileSync, spawnSync } from "node:child_process";
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { loadCatalogue, type CatalogueInput } from "../../../../exporters/model/catalogue";
import { allArtefacts } from "../../../../stacks/artefacts/artefacts";
import { renderedRoots, writeArtefacts } from "../../../../stacks/artefacts/artefacts-on-disk";
import { input } from "../../../fixtures/catalogue";
import { isUserError } from "../../../../stacks/config/errors";
import { reviewCommand } from "../../../../stacks/commands/review/command";
import { repo } from "../../../support/sources";
import { withService } from "./support";

const root = mkdtempSync(path.join(tmpdir(), "monitoring-review-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const git = (...args: readonly string[]): string =>
  execFileSync(
    "git",
    ["-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false", "-c", "core.hooksPath=/dev/null", ...args],
    { cwd: root, encoding: "utf8" },
  );

function commit(message: string): void {
  git("add", "--all");
  git("commit", "--quiet", "--message", message);
}

const render = (catalogue: CatalogueInput): void => void writeArtefacts(root, allArtefacts(loadCatalogue(catalogue)), renderedRoots);

const files = allArtefacts(loadCatalogue(input));

interface Ended {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command in this process with the test catalogue. A separate process would take seconds to start. */
async function run(...args: readonly string[]): Promise<Ended> {
  const printed: string[] = [];
  const log = jest.spyOn(console, "log").mockImplementation((line: string) => void printed.push(line));
  const progress = jest.spyOn(process.stderr, "write").mockImplementation(() => true);
  try {
    await reviewCommand({ root, rendered: () => Promise.resolve(files) }).parseAsync([...args], { from: "user" });
    return { status: 0, stdout: printed.join("\n").trim(), stderr: "" };
  } catch (error) {
    if (!isUserError(error)) throw error;
    return { status: 1, stdout: printed.join("\n").trim(), stderr: error.message };
  } finally {
    log.mockRestore();
    progress.mockRestore();
  }
}

function runAlone(folder: string, env: NodeJS.ProcessEnv, ...args: readonly string[]): Ended {
  const command = ["--import", "tsx", "test/fixtures/commands/review.ts", folder, ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: repo, encoding: "utf8", env: { ...process.env, ...env } });
  return { status: status ?? -1, stdout: stdout.trim(), stderr: stderr.trim() };
}

beforeAll(() => {
  mkdirSync(path.join(root, "docs"));
  writeFileSync(path.join(root, "README.md"), "Nothing is rendered yet.\n");
  git("init", "--quiet", "--initial-branch=main");
  commit("chore: begin");
  render(
    withService("trades", "web", (service) => ({
      ...service,
      thresholds: { latencyP95: { warning: "1s", critical: "5s" }, errorRatio: { warning: "0.5%", critical: "1%" } },
    })),
  );
  commit("feat: first rules");
  render(input);
}, 120_000);

describe("npm run review", () => {
  it("compares the working tree, including uncommitted changes, with a base, and says what changes for on-call", async () => {
    const id = git("rev-parse", "--short=10", "HEAD").trim();
    const { status, stdout } = await run("--base", "main");
    expect(stdout).toBe(
      [
        "1 change for on-call: 1 tightened.",
        `From main (${id}, "feat: first rules") to the working tree, with 4 uncommitted rendered files.`,
        "",
        "production and staging",
        "  Thresholds",
        "    tightened  trades/web: latencyP95 critical 5s -> 2s",
        "",
        "Nothing changes for on-call in local.",
      ].join("\n"),
    );
    expect(status).toBe(0);
  }, 120_000);

  it("prints Markdown for pull requests, and JSON for programs", async () => {
    const markdown = (await run("--base", "main", "--format", "markdown")).stdout.split("\n\n");
    expect(markdown[0]).toBe("## 1 change for on-call: 1 tightened.");
    expect(markdown.slice(2)).toEqual([
      "### production and staging",
      "**Thresholds**",
      "- **tightened** trades/web: latencyP95 critical 5s -\\> 2s",
      "Nothing changes for on-call in local.",
    ]);
    const { changes } = JSON.parse((await run("--base", "main", "--format", "json")).stdout) as { changes: unknown };
    expect(changes).toEqual([
      {
        environments: ["production", "staging"],
        subject: "Thresholds",
        effect: "tightened",
        text: "trades/web: latencyP95 critical 5s -> 2s",
      },
    ]);
  }, 120_000);

  it("compares two commits, and says if nothing changes", async () => {
    appendFileSync(path.join(root, "README.md"), "Rendered.\n");
    commit("docs: say so");
    const { stdout } = await run("--base", "HEAD~1", "--head", "HEAD~1");
    expect(stdout.split("\n")[0]).toBe("Nothing changes for on-call.");
    expect((await run("--base", "HEAD~1", "--head", "HEAD")).stdout.split("\n")[0]).toBe("1 change for on-call: 1 tightened.");
  }, 120_000);

  it("refuses a working tree with stale rendered files, and names the files", () => {
    const file = path.join(root, "alert-rules/rendered/staging/rules/thresholds.rules.yml");
    const content = readFileSync(file, "utf8");
    writeFileSync(file, `${content}# by hand\n`);
    const { status, stdout, stderr } = runAlone(root, {}, "--base", "main");
    writeFileSync(file, content);
    expect([status, stdout]).toEqual([1, ""]);
    expect(stderr).toContain(
      "Rendered files do not match the catalogue. Run `npm run render`, then review again:\n  alert-rules/rendered/staging/rules/thresholds.rules.yml (different)",
    );
  }, 120_000);

  it("refuses a base that is not a commit or has no rendered files, and says which base to use", async () => {
    const unknown = await run("--base", "no-such-branch");
    expect([unknown.status, unknown.stderr]).toEqual([
      1,
      '--base: got "no-such-branch", which is not a commit in this repository. Give a branch, tag or commit, e.g. main.',
    ]);
    const first = git("rev-list", "--max-parents=0", "HEAD").trim().slice(0, 10);
    const empty = await run("--base", first);
    expect([empty.status, empty.stderr]).toEqual([
      1,
      `--base: ${first} (${first}, "chore: begin") has no files in ${renderedRoots.join(", ")}, so there is nothing to compare with.`,
    ]);
    expect(runAlone(root, {}).stderr).toBe("error: required option '--base <ref>' not specified");
  }, 120_000);

  it("refuses a folder that is not a git repository", () => {
    const folder = mkdtempSync(path.join(tmpdir(), "monitoring-no-git-"));
    const { status, stderr } = runAlone(folder, { GIT_CEILING_DIRECTORIES: tmpdir() }, "--base", "main");
    rmSync(folder, { recursive: true });
    expect([status, stderr]).toEqual([1, `${folder} is not a git repository, so there is nothing to compare with. Run this in a clone.`]);
  }, 60_000);
});
