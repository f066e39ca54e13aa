import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { readCredentials, sourcesOf, storeCredentials, withoutLogin } from "../../../../stacks/commands/view/sources";

const lgtm = { logs: "loki", traces: "tempo" } as const;

describe("data sources of the viewer", () => {
  it("are the stores of the environment", () => {
    const ports = { "victoria-logs": 9428, jaeger: 16686, loki: 3100, tempo: 3200 };
    expect(sourcesOf({ traces: "http://t" }, { logs: "victoria-logs", traces: "jaeger" }, ports, { traces: "Bearer x" })).toEqual([
      { uid: "victoria-logs", type: "victoria-logs", url: "http://127.0.0.1:9428" },
      { uid: "jaeger", type: "jaeger", url: "http://t", authorization: "Bearer x" },
    ]);
  });

  it("are the given addresses, else the ports that the stack publishes", () => {
    expect(sourcesOf({ logs: "https://logs.example.com/" }, lgtm, { prometheus: 9090, loki: 3100 })).toEqual([
      { uid: "prometheus", type: "prometheus", url: "http://127.0.0.1:9090" },
      { uid: "loki", type: "loki", url: "https://logs.example.com" },
    ]);
  });

  it("have the login from the file", () => {
    expect(sourcesOf({ traces: "http://t" }, lgtm, {}, { traces: "Bearer x" })).toEqual([
      { uid: "tempo", type: "tempo", url: "http://t", authorization: "Bearer x" },
    ]);
  });

  it("log in to the stores that require a password, with the stack's secrets", () => {
    const local = { logs: "victoria-logs", traces: "jaeger" } as const;
    const secrets = { "victoria-logs-password": "one", "jaeger-password": "two", "grafana-admin-password": "three" };
    const login = (password: string): string => `Basic ${Buffer.from(`monitoring:${password}`).toString("base64")}`;
    expect(storeCredentials(local, secrets)).toEqual({ logs: login("one"), traces: login("two") });
    expect(storeCredentials(local, { "jaeger-password": "two" })).toEqual({ traces: login("two") });
    expect(storeCredentials(lgtm, secrets)).toEqual({});
    expect(storeCredentials(local, secrets, { logs: "http://logs.example.com:9428", traces: "http://127.0.0.1:16686" })).toEqual({
      traces: login("two"),
    });
    const ports = { "victoria-logs": 9428, jaeger: 16686, prometheus: 9090 };
    expect(withoutLogin(sourcesOf({}, local, ports, { traces: login("two") }), local)).toEqual(["victoria-logs"]);
    expect(withoutLogin(sourcesOf({}, lgtm, { loki: 3100, tempo: 3200 }), lgtm)).toEqual([]);
  });

  it("refuses a value that is not an address", () => {
    expect(() => sourcesOf({ prometheus: "localhost:9090" }, lgtm, {})).toThrow(
      '--prometheus: got "localhost:9090"; it must be an address such as http://127.0.0.1:9090.',
    );
  });

  it("refuses a password in an address without repeating it", () => {
    const attempt = (): unknown => sourcesOf({ prometheus: "https://me:hunter2@p.example.com" }, lgtm, {});
    expect(attempt).toThrow(/contains a user or a password/);
    expect(attempt).not.toThrow(/hunter2/);
  });
});

describe("the file with logins", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "monitoring-view-"));
  const file = path.join(folder, "logins.json");
  afterAll(() => rmSync(folder, { recursive: true }));

  it("is read", () => {
    writeFileSync(file, '{"prometheus": "Bearer a"}');
    expect(readCredentials(file)).toEqual({ prometheus: "Bearer a" });
  });

  it("is refused if it has unknown keys, is not JSON, or does not exist, and the error does not show its content", () => {
    writeFileSync(file, '{"grafana": "hunter2"}');
    expect(() => readCredentials(file)).toThrow(
      `--credentials: ${file} must contain an object such as {"prometheus": "Bearer <token>"}. Allowed keys are prometheus, logs, traces.`,
    );
    writeFileSync(file, "hunter2");
    expect(() => readCredentials(file)).toThrow(`--credentials: ${file} cannot be read (it is not JSON).`);
    rmSync(file);
    expect(() => readCredentials(file)).toThrow(`--credentials: ${file} cannot be read (ENOENT).`);
  });
});
