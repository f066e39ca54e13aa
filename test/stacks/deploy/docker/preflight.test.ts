import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { UserError } from "../../../../stacks/config/errors";
import { dockerClient, holderOf, isFree, preflight, type AskDocker } from "../../../../stacks/deploy/docker/preflight";

const containers = [
  { Names: ["/monitoring-dev-prometheus"], Labels: { "monitoring.stack": "dev" }, Ports: [{ PublicPort: 9090 }, {}] },
  { Names: ["/foreign"], Labels: {}, Ports: [{ PublicPort: 3000 }] },
];
const answering: AskDocker = () => Promise.resolve({ status: 200, body: JSON.stringify(containers) });
const base = { stack: "dev", dockerHost: "unix:///var/run/docker.sock", ports: {}, ask: answering };

test("a port that the stack's own container uses is not reported", () => {
  expect(holderOf(9090, "dev", containers)).toBe("ours");
  expect(holderOf(9090, "other", containers)).toEqual({ container: "monitoring-dev-prometheus" });
  expect(holderOf(1, "dev", containers)).toBeUndefined();
});

test("ports in use are reported together, each with the program that uses it and the remedy", async () => {
  const free = (port: number) => Promise.resolve(port !== 8080);
  await expect(preflight({ ...base, ports: { prometheus: 9090, grafana: 3000, orders: 8080, loki: 3100 }, free })).rejects.toThrow(
    new UserError(
      [
        "Ports on 127.0.0.1 are already in use; nothing was changed.",
        "  port 3000 for grafana is used by the container foreign: free it, or `pulumi config set --stack dev --path 'monitoring:ports.grafana' <port>` (or off)",
        "  port 8080 for orders is used by another program: free it, or `pulumi config set --stack dev --path 'monitoring:ports.orders' <port>` (or off)",
      ].join("\n"),
    ),
  );
});

test("a Docker daemon that does not answer and a daemon that refuses the user lead to different errors", async () => {
  const ask =
    (body: string): AskDocker =>
    () =>
      Promise.resolve({ status: 0, body });
  await expect(preflight({ ...base, ask: ask("ENOENT") })).rejects.toThrow(
    new UserError(
      "Docker at unix:///var/run/docker.sock does not respond (ENOENT). Start it (`systemctl start docker`, or `dockerd &`), or choose another daemon: `pulumi config set monitoring:dockerHost <address>`.",
    ),
  );
  await expect(preflight({ ...base, ask: ask("EACCES") })).rejects.toThrow(/denies access to this user\. Add the user to the group docker/);
});

test("the Docker client reports why it cannot reach a socket", async () => {
  await expect(dockerClient("unix:///nowhere/docker.sock")?.("/_ping")).resolves.toEqual({ status: 0, body: "ENOENT" });
  expect(dockerClient("ssh://deploy@example.com")).toBeUndefined();
});

test("a port is free until a program listens on it", async () => {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  expect(await isFree(port)).toBe(false);
  await new Promise((done) => server.close(done));
  expect(await isFree(port)).toBe(true);
});
