import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, rmSync, statSync } from "node:fs";
import { mkdtemp, realpath, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { parse } from "yaml";
import { commands } from "./commands";
import { kubeconfig } from "./kubeconfig";
import { makeLayout, tokenFile, type Layout } from "./layout";

const tokens = { admin: "a", restricted: "r", "kube-controller-manager": "c", "kube-scheduler": "s", kwok: "k" };
const layout: Layout = {
  folder: "/cluster",
  ports: { api: 1, etcd: 2, etcdPeer: 3 },
  tokens,
  file: (name) => `/cluster/${name}`,
};

describe("the servers of the test cluster", () => {
  const all = Object.entries(commands).map(([name, command]) => [name, command(layout)] as const);

  test("listen on loopback, or not at all", () => {
    const addresses = all.flatMap(([, args]) => args.filter((argument) => /^--(bind-|advertise-)?address=|^--listen-/.test(argument)));
    expect(addresses).toEqual([
      "--listen-client-urls=http://127.0.0.1:2",
      "--listen-peer-urls=http://127.0.0.1:3",
      "--bind-address=127.0.0.1",
      "--advertise-address=127.0.0.1",
    ]);
    expect(all.flatMap(([name, args]) => (args.includes("--secure-port=0") || args.includes("--node-port=0") ? [name] : []))).toEqual([
      "kube-controller-manager",
      "kube-scheduler",
      "kwok",
    ]);
  });

  test("get no token on their command line", () => {
    const secrets = Object.values({ ...tokens, admin: "secret-of-admin" });
    const marked: Layout = { ...layout, tokens: { ...tokens, admin: "secret-of-admin" } };
    const texts = Object.values(commands).flatMap((command) => command(marked));
    expect(texts.filter((text) => secrets.some((secret) => text.includes(`=${secret}`)))).toEqual([]);
  });
});

describe("the kubeconfig", () => {
  test("has a context per user, the first of them current, and trusts only the server's certificate", () => {
    const read: unknown = parse(
      kubeconfig("https://127.0.0.1:1", "PEM", [
        { context: "one", token: "t1" },
        { context: "two", token: "t2" },
      ]),
    );
    expect(read).toEqual({
      apiVersion: "v1",
      kind: "Config",
      clusters: [{ name: "monitoring-test", cluster: { server: "https://127.0.0.1:1", "certificate-authority-data": "UEVN" } }],
      users: [
        { name: "one", user: { token: "t1" } },
        { name: "two", user: { token: "t2" } },
      ],
      contexts: [
        { name: "one", context: { cluster: "monitoring-test", user: "one" } },
        { name: "two", context: { cluster: "monitoring-test", user: "two" } },
      ],
      "current-context": "one",
    });
  });

  test("belongs to users of the token file", () => {
    expect(tokenFile(tokens).split("\n").slice(0, 2)).toEqual(["a,admin,admin,system:masters", "r,restricted,restricted,viewers"]);
  });
});

describe("the folder", () => {
  test("is accessible only to this user, and so is every secret in it", async () => {
    const { folder, file, ports } = await makeLayout();
    try {
      expect(statSync(folder).mode & 0o077).toBe(0);
      for (const name of ["tokens.csv", "service-account.key", "service-account.pub"]) expect(statSync(file(name)).mode & 0o077).toBe(0);
      expect(new Set(Object.values(ports)).size).toBe(3);
      expect(readFileSync(file("tokens.csv"), "utf8")).toMatch(/^[0-9a-f]{48},admin,/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe("the guard", () => {
  test("ends processes that work in the folder when its starter is gone, removes the folder, and touches nothing else", async () => {
    const folder = await realpath(await mkdtemp(path.join(tmpdir(), "guard-test-")));
    await writeFile(path.join(folder, "state"), "");
    const inside = spawn("sleep", ["60"], { cwd: folder });
    const outside = spawn("sleep", ["60"], { cwd: "/" });
    const guard = spawn("/bin/sh", [path.resolve(__dirname, "guard.sh"), folder], {
      stdio: ["pipe", "ignore", "inherit"],
    });
    try {
      guard.stdin.write(`${inside.pid ?? ""}\n${outside.pid ?? ""}\n`);
      guard.stdin.end();
      await once(guard, "exit");
      if (inside.signalCode === null) await once(inside, "exit");
      expect(inside.signalCode).toBe("SIGKILL");
      expect(existsSync(folder)).toBe(false);
      expect(outside.exitCode).toBeNull();
      expect(outside.signalCode).toBeNull();
    } finally {
      inside.kill("SIGKILL");
      outside.kill("SIGKILL");
    }
  });
});
