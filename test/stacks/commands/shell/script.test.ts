import { execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { secretFileText } from "../../../../exporters/programs/secret-files";
import { adminScript } from "../../../../stacks/commands/shell/admin-script";
import { shellScript, type Login } from "../../../../stacks/commands/shell/script";

/** A password with characters that are special in a passfile, JSON and a shell. */
const password = `p:a\\ss"w$o'rd`;
const env = { HOST: "db.shop", PORT: "6543", DATABASE: "orders", TLS: "no", ABOUT: "shop/db", AS: "monitor" };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "shell-"));
  for (const name of ["bin", "secrets"]) mkdirSync(path.join(folder, name));
  writeFileSync(path.join(folder, "secrets/postgres-password"), password);
  writeFileSync(
    path.join(folder, "secrets/redis-passwords.json"),
    secretFileText({ json: { "redis://monitor@db.shop:6543": "key" } }, () => password),
  );
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Creates an executable POSIX shell script in the folder `bin`. */
function program(name: string, script: string): void {
  const file = path.join(folder, "bin", name);
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
}

const run = (
  client: "psql" | "redis-cli" | undefined,
  command: readonly string[],
  more: Readonly<Record<string, string>> = {},
  login: Login = "monitor",
) =>
  spawnSync(
    "sh",
    [
      "-c",
      shellScript(client === undefined ? {} : { client }, client !== undefined, login, path.join(folder, "secrets")),
      "shell",
      ...command,
    ],
    { env: { ...env, ...more, PATH: `${path.join(folder, "bin")}:${process.env["PATH"] ?? ""}` }, encoding: "utf8" },
  );

it("psql gets the password from a file that only this user can read, and no variable has it", () => {
  program("psql", `env; stat -c 'mode=%a' "$PGPASSFILE"; cat "$PGPASSFILE"; printf ' %s' "$@"`);
  const { stdout, status } = run("psql", ["psql", "-c", "select 'a b'"]);
  expect(status).toBe(0);
  for (const line of ["PGHOST=db.shop", "PGPORT=6543", "PGDATABASE=orders", "PGUSER=monitor", "PGSSLMODE=disable", "mode=600"])
    expect(stdout.split("\n")).toContain(line);
  // In a passfile, libpq expects a backslash before `:` and `\`.
  expect(stdout).toContain(`*:*:*:*:p\\:a\\\\ss"w$o'rd`);
  expect(stdout).not.toContain(password);
  expect(stdout).toContain(` -c select 'a b'`);
  const passfile = /PGPASSFILE=(.+)/.exec(stdout)?.[1] ?? "";
  expect(existsSync(passfile)).toBe(false);
});

it("psql uses TLS for a server outside the demo", () => {
  program("psql", `echo "$PGSSLMODE"`);
  expect(run("psql", ["psql"], { TLS: "yes" }).stdout).toBe("require\n");
});

it("redis-cli alone has the password in its environment; its arguments and the shell have not", () => {
  program("redis-cli", `echo "auth=$REDISCLI_AUTH"; printf ' %s' "$@"`);
  const { stdout, status } = run("redis-cli", ["sh", "-c", "env; redis-cli info memory"]);
  expect(status).toBe(0);
  expect(stdout.split(password).length).toBe(2);
  expect(stdout).toContain(`auth=${password}\n`);
  expect(stdout).toContain(" -h db.shop -p 6543 --user monitor --no-auth-warning info memory");
  expect(stdout).not.toContain("--tls");
});

it("redis-cli uses TLS for a server outside the demo", () => {
  program("redis-cli", `printf ' %s' "$@"`);
  expect(run("redis-cli", ["redis-cli", "ping"], { TLS: "yes" }).stdout).toContain(" --tls ping");
});

it("a command's exit code is the shell's, and nothing stays behind", () => {
  const before = readdirSync("/dev/shm");
  const { status, stdout } = run("psql", ["sh", "-c", 'echo "$HOME"; exit 7']);
  expect(status).toBe(7);
  expect(existsSync(stdout.trim())).toBe(false);
  expect(readdirSync("/dev/shm")).toEqual(before);
});

it("no part of the script is executed because of a word of the command", () => {
  expect(run(undefined, ["printf", "%s", `$(id) \`id\` "'`]).stdout).toBe(`$(id) \`id\` "'`);
});

it("without a command it reads commands from its input", () => {
  const script = shellScript({}, false);
  const output = execFileSync("sh", ["-c", script], {
    env: { ...env, PATH: process.env["PATH"] },
    input: 'echo "at $HOST:$PORT"\n',
    encoding: "utf8",
    stdio: ["pipe", "pipe", "ignore"],
  });
  expect(output).toContain("at db.shop:6543");
});

describe("the command victoria-logs", () => {
  /** Connects as nc does, and exits when the server closes the connection. Writes its arguments and environment to files. */
  const nc = `shift; printf '%s ' "$@" > "$NOTES/arguments"; env > "$NOTES/environment"; shift 2
exec "$NODE" -e 'const [, host, port] = process.argv; const to = require("net").connect(port, host); process.stdin.pipe(to); to.pipe(process.stdout); to.on("close", () => process.exit());' "$@"`;

  async function ask(status: number, body: string): Promise<{ seen: string; stdout: string; code: number }> {
    program("busybox", nc);
    writeFileSync(path.join(folder, "secrets/victoria-logs-password"), password);
    let seen = "";
    const server = createServer((request, response) => {
      seen = `${request.url ?? ""} ${request.headers.authorization ?? ""}`;
      response.writeHead(status).end(body);
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const script = shellScript({ client: "victoria-logs" }, true, "monitor", path.join(folder, "secrets"));
    const here = { HOST: "127.0.0.1", PORT: String(port), NODE: process.execPath, NOTES: folder };
    const child = spawn("sh", ["-c", script, "shell", "victoria-logs", "/select?query=a%20b"], {
      env: { ...env, ...here, PATH: `${path.join(folder, "bin")}:${process.env["PATH"] ?? ""}` },
      stdio: ["ignore", "pipe", "ignore"],
    });
    let stdout = "";
    child.stdout.on("data", (part: Buffer) => (stdout += part.toString()));
    const [code] = (await once(child, "close")) as [number];
    server.close();
    return { seen, stdout, code };
  }

  it("sends the password, prints the body, and no argument or variable has the password", async () => {
    const { seen, stdout, code } = await ask(200, "one\n\ntwo\n");
    expect(seen).toBe(`/select?query=a%20b Basic ${Buffer.from(`monitoring:${password}`).toString("base64")}`);
    expect([stdout, code]).toEqual(["one\n\ntwo\n", 0]);
    const kept = ["arguments", "environment"].map((name) => readFileSync(path.join(folder, name), "utf8")).join("\n");
    expect(kept).toContain("127.0.0.1");
    for (const secret of [password, Buffer.from(password).toString("base64"), "Basic "]) expect(kept).not.toContain(secret);
  });

  it("fails without output if the store refuses the request", async () => {
    expect(await ask(401, "unauthorized")).toMatchObject({ stdout: "", code: 1 });
  });
});

it("the script is valid for a POSIX shell", () => {
  const file = path.join(folder, "script");
  for (const client of ["psql", "redis-cli", "victoria-logs"] as const) {
    writeFileSync(file, shellScript({ client }, true));
    execFileSync("sh", ["-n", file]);
    expect(readFileSync(file, "utf8")).toContain("/run/secrets/monitoring/");
  }
});

it("an administrator enters the password: the clients get no secret of the stack", () => {
  program("psql", `env; printf ' %s' "$@"`);
  const postgres = run("psql", ["psql", "-c", "select 1"], { AS: "postgres" }, "administrator").stdout;
  expect(postgres.split("\n")).toContain("PGUSER=postgres");
  expect(postgres).not.toContain("PGPASSFILE");
  expect(postgres).not.toContain(password);
  program("redis-cli", `env; printf ' %s' "$@"`);
  const redis = run("redis-cli", ["redis-cli", "config", "set", "timeout", "0"], { AS: "default" }, "administrator").stdout;
  expect(redis).toContain(" --user default --no-auth-warning --askpass config set timeout 0");
  expect(redis).not.toContain("REDISCLI_AUTH");
});

describe("an administrator of the demo", () => {
  const admin = (client: "psql" | "redis-cli", ...command: readonly string[]): string =>
    spawnSync("sh", ["-c", adminScript(client, path.join(folder, "secrets")), "shell", ...command], {
      env: { ...env, AS: "postgres", PATH: `${path.join(folder, "bin")}:${process.env["PATH"] ?? ""}` },
      encoding: "utf8",
    }).stdout;

  it("connects to PostgreSQL through the socket, without a password", () => {
    program("psql", `env; printf ' %s' "$@"`);
    const output = admin("psql", "psql", "-c", "select 'a b'");
    for (const line of ["PGHOST=/tmp", "PGPORT=6543", "PGDATABASE=orders", "PGUSER=postgres"]) expect(output.split("\n")).toContain(line);
    expect(output).toContain(" -c select 'a b'");
    expect(output).not.toContain("PASS");
  });

  it("connects to Redis with the password of the secret file, which is no argument", () => {
    writeFileSync(path.join(folder, "secrets/admin-password"), password);
    program("redis-cli", `echo "auth=$REDISCLI_AUTH"; printf ' %s' "$@"`);
    const output = admin("redis-cli", "redis-cli", "config", "get", "maxclients");
    expect(output).toContain(`auth=${password}\n`);
    expect(output).toContain(" -p 6543 --user postgres --no-auth-warning config get maxclients");
    expect(output.split(password).length).toBe(2);
  });
});
