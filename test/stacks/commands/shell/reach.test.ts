import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { loadCatalogue } from "../../../../exporters/model/catalogue";
import { chosenStack } from "../../../../stacks/commands/shell/chosen";
import { queryUrl, resultText } from "../../../../stacks/commands/shell/query";
import { adminReachOf, imageWith, reachOf, targetOf } from "../../../../stacks/commands/shell/reach";
import { shop, web } from "../../../exporters/model/support";
import { input } from "../../../fixtures/catalogue";

const catalogue = loadCatalogue(input);
const local = catalogue.view("local");
const running = ["prometheus", "blackbox-exporter", "otelcol", "postgres-exporter-demo-postgres", "redis-exporter-demo-redis", "orders"];
const demo = { demo: "demo" };

describe("how a shell reaches a service", () => {
  it("reaches a database in the network of its exporter, with the exporter's host, port and database", () => {
    expect(reachOf(local, "demo/postgres", running, demo)).toEqual({
      about: "demo/postgres",
      workload: "postgres-exporter-demo-postgres",
      client: "psql",
      env: { HOST: "postgres.demo", PORT: "5432", DATABASE: "orders", TLS: "no" },
    });
    expect(reachOf(local, "demo/redis", running, demo)).toMatchObject({ workload: "redis-exporter-demo-redis", client: "redis-cli" });
  });

  it("uses TLS for every server outside the demo, as the exporters do", () => {
    expect(reachOf(local, "demo/postgres", running).env["TLS"]).toBe("yes");
  });

  it("reaches a service with metrics through Prometheus, and a service without through the prober", () => {
    expect(reachOf(local, "demo/orders", running, demo)).toMatchObject({
      workload: "prometheus",
      env: { HOST: "orders.demo", PORT: "9464", URL: "http://orders.demo:9464/metrics" },
    });
    const external = loadCatalogue(
      shop({ name: "vendor", kind: "external", owner: "shop", uptime: [{ name: "api", url: "https://api.example.com/health" }] }),
    ).view("production");
    expect(reachOf(external, "shop/vendor", running)).toMatchObject({
      workload: "blackbox-exporter",
      env: { HOST: "api.example.com", PORT: "443", URL: "https://api.example.com/health" },
    });
  });

  it("reaches a program of the stack in its own network", () => {
    expect(reachOf(local, "prometheus", running)).toMatchObject({ workload: "prometheus", env: { HOST: "127.0.0.1", PORT: "9090" } });
  });

  it("names a similar service or program if the name is unknown", () => {
    expect(() => reachOf(local, "demo/postgre", running)).toThrow(
      /got "demo\/postgre"; services of local: .*did you mean "demo\/postgres"\?/,
    );
    expect(() => reachOf(local, "promethus", running)).toThrow(/did you mean "prometheus"\?/);
  });

  it("says that a service's program does not run, or that none reaches the service", () => {
    expect(() => reachOf(local, "demo/postgres", ["prometheus"])).toThrow(
      "demo/postgres: its program postgres-exporter-demo-postgres does not run in this stack, so nothing can reach the service from here. Running: prometheus.",
    );
    const pushing = loadCatalogue(shop({ ...web, instrumentation: { profile: "opentelemetry", buckets: [1] } })).view("production");
    expect(() => reachOf(pushing, "shop/web", running)).toThrow("no program of the stack connects to it");
  });

  it("an administrator of the demo is in the server's container, and of another server in the exporter's network", () => {
    const all = [...running, "postgres"];
    expect(adminReachOf(local, "demo/postgres", all, demo)).toEqual({
      about: "demo/postgres",
      workload: "postgres",
      server: "psql",
      env: { HOST: "postgres.demo", PORT: "5432", DATABASE: "orders", TLS: "no" },
    });
    expect(adminReachOf(local, "demo/postgres", all)).toEqual(reachOf(local, "demo/postgres", all));
    expect(() => adminReachOf(local, "demo/orders", all, demo)).toThrow("--as: demo/orders is no PostgreSQL or Redis server");
    expect(() => adminReachOf(local, "prometheus", all, demo)).toThrow("--as: prometheus is no PostgreSQL or Redis server");
  });

  it("finds a service or a program that does not run", () => {
    expect(targetOf(local, "prometheus", ["prometheus"])).toEqual({ program: "prometheus" });
    expect(targetOf(local, "demo/orders", [])).toMatchObject({ system: { id: "demo" }, service: { name: "orders" } });
  });

  it("takes the image that has the command", () => {
    const database = reachOf(local, "demo/postgres", running, demo);
    expect(imageWith(undefined, database)).toBe("postgres");
    expect(imageWith("openssl", reachOf(local, "blackbox-exporter", running))).toBe("postgres");
    expect(imageWith("redis-cli", reachOf(local, "demo/redis", running, demo))).toBe("redis");
    expect(imageWith("wget", reachOf(local, "prometheus", running))).toBeUndefined();
  });
});

describe("the stack of a command", () => {
  let root: string;
  const stack = (name: string, ...lines: readonly string[]): void => {
    writeFileSync(path.join(root, `Pulumi.${name}.yaml`), ["config:", ...lines.map((line) => `  monitoring:${line}`), ""].join("\n"));
  };
  const manage = ["sentry:\n    manage: false", "uptime:\n    manage: false"];
  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), "stacks-"));
    stack("local", "target: docker");
    stack("live", "environment: production", ...manage);
    stack("staging", "target: docker", ...manage);
    stack("staging-2", "environment: staging", ...manage);
  });
  afterEach(() => {
    rmSync(root, { recursive: true });
  });

  it("is the local one, the named one, or the one that deploys the environment", () => {
    expect(chosenStack(root, catalogue, {}).settings.stack).toBe("local");
    expect(chosenStack(root, catalogue, { stack: "staging-2" }).view.environment.id).toBe("staging");
    expect(chosenStack(root, catalogue, { environment: "production" }).settings.stack).toBe("live");
    expect(chosenStack(root, catalogue, { environment: "staging" }).settings.stack).toBe("staging");
  });

  it("is refused if it is unknown, ambiguous or chosen twice", () => {
    expect(() => chosenStack(root, catalogue, { environment: "stagin" })).toThrow(/--environment: got "stagin".*did you mean "staging"\?/);
    expect(() => chosenStack(root, catalogue, { stack: "liv" })).toThrow(/--stack: got "liv".*did you mean "live"\?/);
    stack("live-2", "environment: production", ...manage);
    expect(() => chosenStack(root, catalogue, { environment: "production" })).toThrow(
      "--environment: production is deployed by the stacks live, live-2. Choose one with --stack.",
    );
    expect(() => chosenStack(root, catalogue, { stack: "local", environment: "local" })).toThrow("Give either --stack or --environment");
  });
});

describe("the result of a query", () => {
  const vector = (result: unknown) => JSON.stringify({ status: "success", data: { resultType: "vector", result } });

  it("has a row for each series", () => {
    const text = resultText(vector([{ metric: { __name__: "up", service: "orders", job: "a" }, value: [1, "0"] }]));
    expect(text).toContain('up{job="a", service="orders"}');
    expect(text).toMatch(/ 0\b/);
    expect(resultText(vector([]))).toBe("No series.");
  });

  it("is an error if Prometheus refuses the query", () => {
    expect(() => resultText(JSON.stringify({ status: "error", error: "parse error" }))).toThrow(
      "Prometheus refused the query: parse error",
    );
    expect(() => resultText("<html>")).toThrow("Prometheus did not return JSON: <html>");
  });

  it("is asked for with an encoded URL", () => {
    expect(queryUrl('up{a="b"} > 0', "9090")).toBe("http://127.0.0.1:9090/api/v1/query?query=up%7Ba%3D%22b%22%7D%20%3E%200");
  });
});
