import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildDemoContext } from "../../../stacks/demo/build";
import { postgresFiles, redisFiles } from "../../../stacks/demo/files";
import { kinds, pick, tenants } from "../../../stacks/demo/app/loadgen/plan";
import { every, rarely } from "../../../stacks/demo/app/program";

describe("the build context of the demo's image", () => {
  const folders: string[] = [];
  const folder = (): string => {
    const path = mkdtempSync(join(tmpdir(), "demo-"));
    folders.push(path);
    return path;
  };
  afterAll(() => folders.forEach((path) => rmSync(path, { recursive: true })));

  it("is reproducible, runs, and stays unchanged by a second build", async () => {
    const [first, second] = [await buildDemoContext(folder()), await buildDemoContext(folder())];
    expect(first.contentHash).toMatch(/^[0-9a-f]{64}$/);
    expect(second.contentHash).toBe(first.contentHash);
    const bundle = join(first.contextDir, "app.js");
    const before = statSync(bundle).mtimeMs;
    await buildDemoContext(first.contextDir);
    expect(statSync(bundle).mtimeMs).toBe(before);
    expect(readFileSync(bundle, "utf8")).not.toContain(process.cwd());
    // Without a program's name, the bundle prints its usage.
    expect(() => execFileSync(process.execPath, [bundle], { stdio: "pipe" })).toThrow(
      "usage: app.js orders|prices|storefront|orders-worker|loadgen|receiver | health <port> | fault <name> <json> [<port>]",
    );
  }, 30_000);
});

describe("the files of the demo's databases", () => {
  it("contain no password, and pass no secret as an argument", () => {
    expect(Object.keys(postgresFiles())).toEqual(["postgres-entry.sh", "postgresql.conf", "pg_hba.conf", "roles.sql", "schema.sql"]);
    expect(Object.keys(redisFiles())).toEqual(["redis-entry.sh", "redis.conf", "users.acl"]);
    expect(redisFiles()["users.acl"]).not.toMatch(/ >/);
    expect(postgresFiles()["pg_hba.conf"]).not.toMatch(/\b(trust|password|md5)\s*$/m);
  });

  it.each([
    ["postgres", "postgres-entry.sh", "primary", /does not run as root|must name a file|no initdb in this image/],
    ["redis", "redis-entry.sh", "", /ADMIN_PASSWORD_FILE must name a file that is readable and not empty/],
  ])("refuse to start %s if its secrets are missing", (kind, script, role, message) => {
    const env = { PATH: process.env["PATH"], PGDATA: "/nonexistent/data" };
    const run = (): unknown => execFileSync("sh", [join(__dirname, "../../../stacks/demo", kind, script), role], { env, stdio: "pipe" });
    expect(run).toThrow(message);
  });
});

describe("the demo's load generator", () => {
  it("chooses requests by weight", () => {
    const total = kinds.reduce((sum, { weight }) => sum + weight, 0);
    const chosen = Array.from({ length: total }, (_, index) => pick(kinds, (index + 0.5) / total));
    expect(kinds.map((kind) => chosen.filter((one) => one === kind).length)).toEqual(kinds.map(({ weight }) => weight));
    expect([pick(tenants, 0).name, pick(tenants, 0.999).name, pick(tenants, 1).name]).toEqual(["acme", "initech", "initech"]);
    expect(() => pick([], 0)).toThrow("nothing to pick from");
  });
});

describe("the helpers of the demo's programs", () => {
  it("log the same message at most once every 30 s", () => {
    const written: string[] = [];
    let now = 0;
    const log = rarely(
      (message) => written.push(message),
      () => now,
    );
    log("a");
    log("a");
    log("b");
    now = 30_000;
    log("a");
    expect(written).toEqual(["a", "b", "a"]);
  });

  it("continue a loop after an error, and end it when it is stopped", async () => {
    jest.useFakeTimers();
    let rounds = 0;
    const errors: unknown[] = [];
    const end = every(
      1000,
      () => {
        rounds += 1;
        return rounds === 1 ? Promise.reject(new Error("x")) : Promise.resolve();
      },
      (error) => errors.push(error),
    );
    await jest.advanceTimersByTimeAsync(2000);
    end();
    await jest.advanceTimersByTimeAsync(5000);
    expect([rounds, errors.length]).toEqual([3, 1]);
    jest.useRealTimers();
  });
});
