import { execFileSync, spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { catalogue } from "../../fixtures/catalogue";
import { applicationOf, cliEnvironment, releaseSteps } from "../../../stacks/commands/sentry-release/release";
import { hasSpecification, startReleases } from "../support/sentry-releases";

const root = path.resolve(__dirname, "../../..");
const command = "test/fixtures/commands/sentry-release.ts";
const token = "sntrys_canary-1234567890";
const view = catalogue().view("production");
const options = { release: "api@1", sourceMaps: [], commits: true, deploy: true };

/** Runs the command with the fixture catalogue. `folder` is where the user runs npm, which passes it on in `INIT_CWD`. */
const run = (args: readonly string[], folder = root): Promise<{ code: number | null; output: string }> =>
  new Promise((resolve) => {
    const env = { ...process.env, SENTRY_AUTH_TOKEN: "" };
    const child = spawn(process.execPath, ["--import", "tsx", command, ...args], { cwd: root, env: { ...env, INIT_CWD: folder } });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
    child.on("close", (code) => resolve({ code, output }));
  });

/** Creates a repository with a built application, a source map and a token. */
function builtApplication(folder: string): void {
  const git = (...args: readonly string[]): void =>
    void execFileSync("git", ["-c", "user.name=A", "-c", "user.email=a@example.com", ...args], { cwd: folder, stdio: "ignore" });
  mkdirSync(path.join(folder, "dist"));
  writeFileSync(path.join(folder, "dist/app.js"), "console.log(1);\n//# sourceMappingURL=app.js.map\n");
  const map = { version: 3, file: "app.js", sources: ["app.ts"], sourcesContent: ["console.log(1)"], names: [], mappings: "AAAA" };
  writeFileSync(path.join(folder, "dist/app.js.map"), JSON.stringify(map));
  git("init", "--quiet");
  git("remote", "add", "origin", "https://git.example.com/journal/web.git");
  git("add", ".");
  git("-c", "core.hooksPath=/dev/null", "commit", "--quiet", "--message", "Journal opens");
  writeFileSync(path.join(folder, "token"), `${token}\n`, { mode: 0o600 });
}

test("the real sentry-cli creates a release with source maps, commits and a deployment, and never prints the token from the file", async () => {
  const sentry = await startReleases();
  const folder = mkdtempSync(path.join(tmpdir(), "sentry-release-"));
  try {
    builtApplication(folder);
    const said = ["--environment", "production", "--service", "trades/web", "--release", "web@1", "--url", sentry.url];
    const maps = ["--source-maps", "dist", "--url-prefix", "~/_next"];
    const { code, output } = await run([...said, ...maps, "--token-file", "token"], folder);
    expect({ code, output }).toMatchObject({ code: 0 });
    expect(output).toContain("Release web@1 of trades/web is at Sentry");
    expect(output).not.toContain(token);
    expect([...new Set(sentry.seen.map(({ authorization }) => authorization))]).toEqual([`Bearer ${token}`]);

    const bodies = (call: string): unknown[] => sentry.seen.filter((seen) => seen.call === call).map(({ body }) => body);
    const releases = "/api/0/organizations/example/releases/";
    expect(bodies(`POST ${releases}`)[0]).toMatchObject({ version: "web@1", projects: ["trades-web-production"] });
    expect(bodies(`PUT ${releases}web@1/`)).toEqual([
      { commits: [expect.objectContaining({ message: "Journal opens\n" })] },
      expect.objectContaining({ dateReleased: expect.any(String) as string }),
    ]);
    expect(bodies(`POST ${releases}web@1/deploys/`)).toEqual([expect.objectContaining({ environment: "production" })]);
    expect(sentry.bundles).toHaveLength(1);
    for (const name of ["~/_next/app.js", "~/_next/app.js.map"]) expect(output).toContain(name);
    expect(sentry.bundles[0]?.includes("app.js.map")).toBe(true);
    expect(sentry.refused).toEqual([]);
  } finally {
    sentry.stop();
    rmSync(folder, { recursive: true });
  }
}, 60_000);

(hasSpecification ? test : test.skip)(
  "the simulated Sentry detects calls that Sentry's API description does not allow",
  async () => {
    const sentry = await startReleases();
    try {
      await fetch(`${sentry.url}/api/0/organizations/example/releases/`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ version: 5, projects: ["p"] }),
      });
      expect(sentry.refused).toEqual([expect.stringContaining("/requestBody/version must be string") as string]);
    } finally {
      sentry.stop();
    }
  },
  30_000,
);

test("npm run sentry:release uses this repository's catalogue and refuses an unknown environment", () => {
  const args = ["run", "--silent", "sentry:release", "--", "--environment", "no-such-one", "--service", "a/b", "--release", "x"];
  const { status, stderr } = spawnSync("npm", args, { cwd: root, encoding: "utf8" });
  expect([status, stderr]).toEqual([1, expect.stringContaining('environments: got "no-such-one"; environments: ') as string]);
}, 60_000);

test("a missing token and an unknown service are reported, each in a sentence", async () => {
  const wanted = ["--environment", "production", "--release", "x"];
  expect(await run([...wanted, "--service", "studio/api"])).toMatchObject({
    code: 1,
    output: expect.stringContaining("No Sentry token: set SENTRY_AUTH_TOKEN, or give --token-file <path>.") as string,
  });
  expect(() => applicationOf(view, "studio/apis")).toThrow('did you mean "studio/api"?');
}, 60_000);

test("the steps depend on the service's settings, and no argument contains the token", () => {
  const web = applicationOf(view, "trades/web");
  const steps = releaseSteps(web, { ...options, sourceMaps: [".next"], urlPrefix: "~/_next" });
  expect(steps.map(({ args }) => args.join(" "))).toEqual([
    "releases new api@1",
    "sourcemaps upload --release api@1 --url-prefix ~/_next .next",
    "releases set-commits api@1 --auto --ignore-missing",
    "releases finalize api@1",
    "deploys new --release api@1 --env production",
  ]);
  expect(cliEnvironment(web, token)).toMatchObject({
    SENTRY_ORG: "example",
    SENTRY_PROJECT: "trades-web-production",
    SENTRY_AUTH_TOKEN: token,
  });
  expect(() => releaseSteps(applicationOf(view, "studio/api"), { ...options, sourceMaps: ["dist"] })).toThrow(
    "studio/api has no source maps to upload",
  );
  expect(() => releaseSteps(web, { ...options, release: "a b" })).toThrow('--release: got "a b"');
});
