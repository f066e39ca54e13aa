import { secret } from "@pulumi/pulumi";
import { mockEngine, secretMark, settled, type Registered } from "../support/mocks";
import { imagesWithout, localView, rendered } from "../support/samples";
import type { View } from "../../../exporters/model/catalogue";
import type { Settings } from "../../../stacks/config/settings";
import { ProgramComponent } from "../../../stacks/deploy/programs/component";
import { planEnvironment } from "../../../stacks/deploy/plan";
import { localSecrets } from "../../../stacks/local/secrets";
import { restrictedOf } from "../../../stacks/deploy/docker/args";
import { DockerTarget } from "../../../stacks/deploy/docker/target";
import type { KnownSecrets } from "../../../stacks/deploy/known-secrets";

const settings: Settings = {
  stack: "dev",
  environment: "local",
  target: "docker",
  images: "built",
  demo: true,
  imageReferences: {},
  ports: { prometheus: 19090, otlp: 14318 },
  memory: {},
  secrets: {},
  allowDelete: [],
  sentry: { tokenSecret: "sentry-token", discordChannels: {} },
  uptime: {},
  deadMansSwitch: { manage: false, tokenSecret: "healthchecks-token", channels: ["*"] },
  dockerHost: "unix:///nowhere",
};

async function register(
  demo: boolean,
  unavailable: "grafana"[] = [],
  made: KnownSecrets["made"] = {},
  view: View = localView(),
): Promise<Registered[]> {
  const registered = await mockEngine("dev");
  const demoFiles = () => ({ postgres: { "postgres-entry.sh": "x" }, redis: { "redis-entry.sh": "x" } });
  const plan = planEnvironment({
    settings: { ...settings, demo },
    view,
    rendered: [...rendered, { path: "exporters/rendered/local/log-agent.yml", content: "receivers: {}\n" }],
    images: imagesWithout(...unavailable),
    demoFiles,
  });
  const target = new DockerTarget("docker", {
    stack: "dev",
    host: "unix:///nowhere",
    loaderImage: "sha256:loader",
    secrets: { given: localSecrets(view, {}, () => "canary"), made },
    restricted: restrictedOf(plan.parts.map(({ workload }) => workload)),
  });
  for (const part of plan.parts) new ProgramComponent(part, target, {});
  await settled();
  return registered;
}

const countBy = (registered: readonly Registered[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const { type } of registered) counts[type] = (counts[type] ?? 0) + 1;
  return counts;
};

let withDemo: readonly Registered[];
beforeAll(async () => {
  withDemo = await register(true);
});

test("the stack with the demo creates exactly the expected resources", () => {
  expect(countBy(withDemo)).toEqual({
    "monitoring:demo:DemoApp": 5,
    "monitoring:demo:PostgresServer": 2,
    "monitoring:demo:RedisServer": 1,
    "monitoring:docker:Target": 1,
    "monitoring:exporters:BlackboxExporter": 1,
    "monitoring:exporters:PostgresExporter": 2,
    "monitoring:exporters:RedisExporter": 1,
    "monitoring:stack:Alertmanager": 1,
    "monitoring:stack:Gatus": 1,
    "monitoring:stack:Grafana": 1,
    "monitoring:stack:Loki": 1,
    "monitoring:stack:OpenTelemetryCollector": 1,
    "monitoring:stack:Prometheus": 1,
    "monitoring:stack:StatusPage": 1,
    "monitoring:stack:Tempo": 1,
    "docker:index/network:Network": 2,
    "pulumi:providers:docker": 1,
    // 20 programs, one of them with two replicas, 13 loaders of files (Grafana has two), 16 loaders of secrets, and 8 containers that set
    // a data volume's owner.
    "docker:index/container:Container": 57,
    // 29 volumes with files or secrets, and 8 data volumes: Prometheus, Alertmanager, Grafana, the gateway, Loki, Tempo and PostgreSQL (2).
    "docker:index/volume:Volume": 36,
  });
});

test("without the demo, none of its resources are created, and a program without an available image is left out", async () => {
  const counts = countBy(await register(false, ["grafana"]));
  expect(Object.keys(counts).filter((type) => type.includes("demo") || type.includes("Grafana"))).toEqual([]);
  expect(counts["docker:index/container:Container"]).toBe(11 + 8 + 7 + 5);
});

test("with a log agent, `npm run up` starts it with a generated token, and the log file of each container names its program", async () => {
  const local = localView();
  const view: View = { ...local, environment: { ...local.environment, logAgent: "docker" } };
  expect(localSecrets(view, {}, () => "canary")).toMatchObject({ "otlp-monitoring": "canary" });
  const containers = (await register(true, [], {}, view)).filter(
    ({ type, inputs }) => type === "docker:index/container:Container" && inputs["start"] !== false && inputs["attach"] !== true,
  );
  const agent = containers.find(({ inputs }) => inputs["name"] === "monitoring-dev-log-agent");
  expect(agent?.inputs).toMatchObject({ user: "0:0", readOnly: true, capabilities: { drops: ["ALL"] } });
  expect(agent?.inputs["volumes"]).toContainEqual(
    expect.objectContaining({ hostPath: "/var/lib/docker/containers", containerPath: "/var/lib/docker/containers", readOnly: true }),
  );
  for (const { inputs } of containers) expect(inputs["logOpts"]).toMatchObject({ labels: "monitoring.stack,monitoring.workload" });
});

test("every running container has a read-only file system, no privileges, and a name that starts with the stack's name", () => {
  const running = withDemo.filter(
    ({ type, inputs }) => type === "docker:index/container:Container" && inputs["start"] !== false && inputs["attach"] !== true,
  );
  expect(running.map(({ inputs }) => inputs["name"]).sort()).toEqual([
    "monitoring-dev-alertmanager",
    "monitoring-dev-blackbox-exporter",
    "monitoring-dev-gatus",
    "monitoring-dev-grafana",
    "monitoring-dev-loadgen",
    "monitoring-dev-loki",
    "monitoring-dev-orders",
    "monitoring-dev-orders-worker",
    "monitoring-dev-otelcol",
    "monitoring-dev-postgres",
    "monitoring-dev-postgres-exporter-demo-postgres",
    "monitoring-dev-postgres-exporter-demo-postgres-replica",
    "monitoring-dev-postgres-replica",
    "monitoring-dev-prices",
    "monitoring-dev-prices-2",
    "monitoring-dev-prometheus",
    "monitoring-dev-receiver",
    "monitoring-dev-redis",
    "monitoring-dev-redis-exporter-demo-redis",
    "monitoring-dev-status-demo",
    "monitoring-dev-tempo",
  ]);
  for (const { inputs } of running) {
    expect(inputs["readOnly"]).toBe(true);
    expect(inputs["user"]).toMatch(/^[1-9]\d*:\d+$/);
    expect(inputs["capabilities"]).toEqual({ drops: ["ALL"] });
    expect(inputs["healthcheck"]).toBeDefined();
    expect(JSON.stringify([inputs["envs"], inputs["command"]])).not.toContain("canary");
  }
  const published = running.flatMap(({ inputs }) => inputs["ports"] as { internal: number }[]).sort((a, b) => a.internal - b.internal);
  expect(published).toEqual([
    { internal: 4318, external: 14318, ip: "127.0.0.1" },
    { internal: 9090, external: 19090, ip: "127.0.0.1" },
  ]);
});

test("Loki and Tempo are only in a network with the programs that call them", () => {
  const inNetwork = (network: string): unknown[] =>
    withDemo
      .filter(({ inputs }) => JSON.stringify(inputs["networksAdvanced"] ?? []).includes(`"${network}"`))
      .map(({ name }) => name)
      .sort();
  expect(inNetwork("monitoring-dev-stores")).toEqual(["gatus", "grafana", "loki", "otelcol", "prometheus", "tempo"]);
  expect(inNetwork("monitoring-dev")).toHaveLength(19);
  expect(inNetwork("monitoring-dev").filter((name) => name === "loki" || name === "tempo")).toEqual([]);
});

test("uploads with secrets and the hashes of their contents are marked as secrets in Pulumi's state", () => {
  const withCanary = withDemo.filter(({ inputs }) => JSON.stringify(inputs).includes("canary"));
  expect(withCanary.map(({ name }) => name).filter((name) => !name.endsWith("-secrets-loader"))).toEqual([]);
  // `withCanary` has every loader of secrets except Alertmanager's: in this test, Alertmanager's secrets are addresses without the canary.
  expect(withCanary).toHaveLength(14);
  for (const { inputs } of withCanary) expect(secretMark(inputs["uploads"])).toBe(true);
  const labels = withDemo
    .filter(({ type, name }) => type.endsWith("Volume") && name.endsWith("-secrets"))
    .map(({ inputs }) => inputs["labels"]);
  expect(labels.map(secretMark)).toEqual(Array.from({ length: 15 }, () => true));
});

test("an address that a vendor returns is passed only to the program that reads it", async () => {
  const address = "http://vendor.example/ping/returned-canary";
  const registered = await register(false, [], { "webhook-dead-mans-switch": secret(address) });
  const holders = registered.filter(({ inputs }) => JSON.stringify(inputs).includes("returned-canary"));
  expect(holders.map(({ name }) => name)).toEqual(["monitoring-dev-alertmanager-secrets-loader"]);
  expect(holders.every(({ inputs }) => secretMark(inputs["uploads"]))).toBe(true);
});
