import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { catalogue } from "../../exporters/catalogue";
import { applicationOf, cliEnvironment, releaseSteps } from "../../stacks/sentry/release";

const root = path.resolve(__dirname, "../..");
const token = "sntrys_canary-1234567890";
const view = catalogue().view("production");
const options = { release: "api@1", sourceMaps: [], commits: true, deploy: true };

interface Seen {
  readonly call: string;
  readonly authorization: string | undefined;
  readonly body: string;
}

/** Takes every call as Sentry does, and remembers it. */
async function startSentry(seen: Seen[]): Promise<{ server: Server; url: string }> {
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      seen.push({ call: `${request.method} ${request.url}`, authorization: request.headers.authorization, body });
      const answer = { version: "api@1", projects: [], dateCreated: "2026-01-01T00:00:00Z", environment: "production", id: "1" };
      response.writeHead(request.method === "POST" ? 201 : 200, { "content-type": "application/json" }).end(JSON.stringify(answer));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

const run = (args: readonly string[]): Promise<{ code: number | null; output: string }> =>
  new Promise((resolve) => {
    const env = { ...process.env, SENTRY_AUTH_TOKEN: "" };
    const child = spawn("npx", ["tsx", "stacks/sentry/main.ts", ...args], { cwd: root, env });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
    child.on("close", (code) => resolve({ code, output }));
  });

test("the real sentry-cli makes, ends and deploys a release, with the token of the file, which is nowhere in the output", async () => {
  const seen: Seen[] = [];
  const { server, url } = await startSentry(seen);
  const folder = mkdtempSync(path.join(tmpdir(), "sentry-release-"));
  try {
    writeFileSync(path.join(folder, "token"), `${token}\n`, { mode: 0o600 });
    const arguments_ = ["--environment", "production", "--service", "tenant-ai/api", "--release", "api@1", "--no-commits", "--url", url];
    const { code, output } = await run([...arguments_, "--token-file", path.join(folder, "token")]);
    expect({ code, output }).toMatchObject({ code: 0 });
    expect(output).toContain("Release api@1 of tenant-ai/api is at Sentry");
    expect(output).not.toContain(token);
    expect([...new Set(seen.map(({ authorization }) => authorization))]).toEqual([`Bearer ${token}`]);
    expect(seen.map(({ call }) => call)).toEqual([
      "POST /api/0/organizations/example/releases/",
      "PUT /api/0/organizations/example/releases/api@1/",
      "POST /api/0/organizations/example/releases/api@1/deploys/",
    ]);
    expect(JSON.parse(seen[2]?.body ?? "{}")).toMatchObject({ environment: "production" });
  } finally {
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true });
  }
}, 60_000);

test("a missing token and an unknown service are told in a sentence", async () => {
  const wanted = ["--environment", "production", "--release", "x"];
  expect(await run([...wanted, "--service", "tenant-ai/api"])).toMatchObject({
    code: 1,
    output: expect.stringContaining("No token of Sentry: set SENTRY_AUTH_TOKEN, or give --token-file <path>.") as string,
  });
  expect(() => applicationOf(view, "tenant-ai/apis")).toThrow('did you mean "tenant-ai/api"?');
}, 60_000);

test("steps follow what the service has; the token is in no argument", () => {
  const web = applicationOf(view, "trading-journal/web");
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
    SENTRY_PROJECT: "trading-journal-web-production",
    SENTRY_AUTH_TOKEN: token,
  });
  expect(() => releaseSteps(applicationOf(view, "tenant-ai/api"), { ...options, sourceMaps: ["dist"] })).toThrow(
    "tenant-ai/api has none to upload",
  );
  expect(() => releaseSteps(web, { ...options, release: "a b" })).toThrow('--release: got "a b"');
});
