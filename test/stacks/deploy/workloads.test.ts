import { arqQueuesOf } from "../../../exporters/programs/redis-exporter";
import { loadCatalogue } from "../../../exporters/model/catalogue";
import { systemSchema, type PostgresService } from "../../../exporters/model/schema";
import { onKubernetes } from "../../../stacks/deploy/workload";
import { environment, owner } from "../../exporters/model/support";
import { localView, rendered, workloadNamed } from "../support/samples";

const view = localView();
const demo = view.systems.find(({ id }) => id === "demo");
if (demo === undefined) throw new Error("The local environment watches no demo.");
const service = (name: string) => demo.services.find((candidate) => candidate.name === name);
const files = { "postgres-entry.sh": "x" };
const withDemo = { demo: { system: demo, files: { postgres: files, redis: { "redis-entry.sh": "x" } } } };
const health = (port: number, path: string) => ({ http: { port, path } });

test("Prometheus has the expected flags, files and storage", () => {
  expect(workloadNamed("prometheus", { published: { prometheus: 9090, otlp: 4318 } })).toEqual({
    name: "prometheus",
    image: "sha256:abc",
    args: [
      "--config.file=/etc/prometheus/prometheus.yml",
      "--storage.tsdb.path=/prometheus",
      "--storage.tsdb.retention.time=2d",
      "--web.listen-address=:9090",
      "--web.external-url=http://127.0.0.1:9090",
      "--web.enable-otlp-receiver",
      "--enable-feature=exemplar-storage,native-histograms",
    ],
    env: {},
    files: [
      {
        folder: "/etc/prometheus",
        files: { "prometheus.yml": "global: {}\n", "targets/stack.json": "[]\n", "rules/http.rules.yml": "groups: []\n" },
      },
    ],
    secretFiles: { "metrics-demo-prices": { secret: "metrics-demo-prices" } },
    ports: { http: 9090 },
    calls: [
      { host: "alertmanager", port: 9093 },
      { host: "blackbox-exporter", port: 9115 },
      { host: "gatus", port: 8080 },
      { host: "grafana", port: 3000 },
      { host: "loki", port: 3100 },
      { host: "orders-worker.demo", port: 9464 },
      { host: "orders.demo", port: 9464 },
      { host: "otelcol", port: 8888 },
      { host: "otelcol", port: 8890 },
      { host: "otelcol", port: 8891 },
      { host: "postgres-exporter-demo-postgres-replica", port: 9187 },
      { host: "postgres-exporter-demo-postgres", port: 9187 },
      { host: "prices.demo", port: 9464 },
      { host: "prometheus", port: 9090 },
      { host: "redis-exporter-demo-redis", port: 9121 },
      { host: "tempo", port: 3200 },
    ],
    callers: {},
    aliases: [],
    volume: { path: "/prometheus" },
    health: health(9090, "/-/ready"),
    resources: { memoryMiB: 512, processes: 512 },
    user: "65534:65534",
    docker: { probe: "wget", publish: { http: 9090 } },
    kubernetes: { cpuMillis: 500, storage: "50Gi", startSeconds: 900, discovery: false, kubelets: false, files: [] },
  });
});

test("Prometheus uses four fifths of a volume that has a size, and deletes its oldest samples instead of filling the volume", () => {
  expect(workloadNamed("prometheus", { volumeMiB: 51_200 }).args).toContain("--storage.tsdb.retention.size=40960MB");
});

test("Prometheus without rule files is refused, because rendered files must be missing", () => {
  const without = rendered.filter(({ path }) => !path.includes("/rules/"));
  expect(() => workloadNamed("prometheus", { files: without })).toThrow(
    "The rendered folder alert-rules/rendered/local/rules is empty. Run `npm run render`.",
  );
});

test("Alertmanager opens no cluster port, and has a secret file for each secret that its configuration names", () => {
  expect(workloadNamed("alertmanager")).toMatchObject({
    name: "alertmanager",
    args: [
      "--config.file=/etc/alertmanager/alertmanager.yml",
      "--storage.path=/alertmanager",
      "--data.retention=840h",
      "--web.listen-address=:9093",
      "--web.external-url=http://127.0.0.1:9093",
      "--cluster.listen-address=",
    ],
    secretFiles: {
      "slack-shop-alerts": { secret: "slack-shop-alerts" },
      "webhook-dead-mans-switch": { secret: "webhook-dead-mans-switch" },
    },
    volume: { path: "/alertmanager" },
    docker: { publish: {} },
  });
});

test("Grafana is configured only from files, and reads the password from a secret file", () => {
  const grafana = workloadNamed("grafana");
  expect(grafana.files.map(({ folder, files }) => [folder, Object.keys(files)])).toEqual([
    ["/etc/grafana/provisioning", ["datasources/all.yml", "dashboards/all.yml"]],
    ["/etc/grafana/dashboards", ["overview.json"]],
  ]);
  expect(grafana.env["GF_SECURITY_ADMIN_PASSWORD"]).toBe("$__file{/run/secrets/monitoring/grafana-admin-password}");
  expect(grafana.env["GF_SECURITY_COOKIE_SECURE"]).toBe("false");
  expect(grafana.secretFiles).toEqual({ "grafana-admin-password": { secret: "grafana-admin-password" } });
  expect(grafana.user).toBe("472:0");
});

test("Loki and Tempo have a memory limit for Go's garbage collector below their container's limit", () => {
  expect(workloadNamed("loki", { memoryMiB: 1000 })).toMatchObject({
    name: "loki",
    args: ["-config.file=/etc/loki/loki.yml", "-target=all"],
    env: { GOMEMLIMIT: "900MiB" },
    ports: { http: 3100 },
    volume: { path: "/loki" },
    health: health(3100, "/ready"),
    resources: { memoryMiB: 1000, processes: 512 },
    user: "10001:10001",
  });
  expect(workloadNamed("tempo")).toMatchObject({
    name: "tempo",
    args: ["-config.file=/etc/tempo/tempo.yml", "-target=all"],
    env: { GOMEMLIMIT: "345MiB" },
    ports: { http: 3200, "otlp-grpc": 4317 },
    volume: { path: "/var/tempo" },
    health: health(3200, "/ready"),
    user: "10001:10001",
  });
});

test("blackbox_exporter has no volume", () => {
  const blackbox = workloadNamed("blackbox-exporter");
  expect(blackbox.volume).toBeUndefined();
  expect(blackbox.args).toEqual(["--config.file=/etc/blackbox_exporter/blackbox.yml", "--web.listen-address=:9115"]);
});

test("postgres_exporter reads the password from a file, and has collectors enabled that are off by default", () => {
  const postgres = service("postgres") as PostgresService;
  expect(workloadNamed("postgres-exporter", withDemo, "postgres-exporter-demo-postgres")).toEqual({
    name: "postgres-exporter-demo-postgres",
    image: "sha256:abc",
    args: [
      "--web.listen-address=:9187",
      "--collector.database_wraparound",
      "--collector.long_running_transactions",
      "--collector.postmaster",
      "--collector.process_idle",
      "--collector.stat_activity_autovacuum",
      "--collector.stat_checkpointer",
      "--collector.stat_statements",
      "--collector.stat_wal_receiver",
    ],
    env: {
      DATA_SOURCE_PASS_FILE: "/run/secrets/monitoring/postgres-password",
      DATA_SOURCE_URI: `postgres.demo:5432/${postgres.database}?sslmode=disable&connect_timeout=5&application_name=postgres_exporter`,
      DATA_SOURCE_USER: "monitor",
    },
    files: [],
    secretFiles: { "postgres-password": { secret: "monitor-demo-postgres" } },
    ports: { http: 9187 },
    calls: [{ host: "postgres.demo", port: 5432 }],
    callers: {},
    aliases: [],
    health: health(9187, "/"),
    resources: { memoryMiB: 64, processes: 512 },
    user: "65534:65534",
    docker: { probe: "wget", publish: {} },
    kubernetes: onKubernetes(),
  });
});

test("a standby is monitored with its primary's password, and an external server is monitored over TLS", () => {
  const replica = workloadNamed("postgres-exporter", {}, "postgres-exporter-demo-postgres-replica");
  expect(replica.secretFiles).toEqual({ "postgres-password": { secret: "monitor-demo-postgres" } });
  expect(replica.env["DATA_SOURCE_URI"]).toContain("sslmode=require");
});

test("redis_exporter has a password file that maps the address, including the user, to the password", () => {
  const exporter = workloadNamed("redis-exporter", withDemo, "redis-exporter-demo-redis");
  expect(exporter.args).toEqual([
    "--web.listen-address=:9121",
    "--redis.addr=redis://redis.demo:6379",
    "--redis.user=monitor",
    "--redis.password-file=/run/secrets/monitoring/redis-passwords.json",
    "--ping-on-connect",
    "--disable-exporting-key-values",
  ]);
  expect(exporter.secretFiles).toEqual({ "redis-passwords.json": { json: { "redis://monitor@redis.demo:6379": "monitor-demo-redis" } } });
  expect(exporter.files).toEqual([]);
});

test("redis_exporter reads the arq queues of its Redis server", () => {
  const written = {
    id: "ai",
    title: "AI",
    description: "x",
    services: [
      { kind: "redis", name: "cache", owner: "shop" },
      { kind: "redis", name: "elsewhere", owner: "shop" },
      { kind: "worker", name: "jobs", owner: "shop", instrumentation: { profile: "arq", redis: "cache" }, queues: ["arq:b", "arq:a"] },
      { kind: "worker", name: "other", owner: "shop", instrumentation: { profile: "arq", redis: "elsewhere" }, queues: ["arq:c"] },
    ],
  };
  expect(arqQueuesOf(systemSchema.parse(written), "cache")).toEqual(["arq:a", "arq:b"]);
  const view = loadCatalogue({ systems: [written], owners: [owner], environments: [{ ...environment, systems: ["ai"] }] }).view(
    "production",
  );
  const exporter = workloadNamed("redis-exporter", { view }, "redis-exporter-ai-cache");
  expect(exporter.args).toContain("--script=/etc/redis_exporter/arq.lua");
  expect(exporter.args).toContain("--redis.addr=rediss://cache.ai:6379");
  expect(exporter.files[0]?.files["arq.lua"]).toContain('for _, queue in ipairs({ "arq:a", "arq:b" }) do');
});

test("the demo's PostgreSQL primary creates the roles, and its standby gets only one password", () => {
  const primary = workloadNamed("postgres", withDemo);
  expect(primary).toEqual({
    name: "postgres",
    image: "sha256:abc",
    args: ["sh", "/etc/demo/postgres-entry.sh", "primary"],
    env: {
      APP_PASSWORD_FILE: "/run/secrets/monitoring/app-password",
      DEMO_RUN_DIR: "/tmp",
      MONITOR_PASSWORD_FILE: "/run/secrets/monitoring/monitor-password",
      PGDATA: "/var/lib/postgresql/demo/data",
      REPLICATOR_PASSWORD_FILE: "/run/secrets/monitoring/replicator-password",
    },
    files: [{ folder: "/etc/demo", files }],
    secretFiles: {
      "app-password": { secret: "demo-postgres-app" },
      "monitor-password": { secret: "monitor-demo-postgres" },
      "replicator-password": { secret: "demo-postgres-replicator" },
    },
    ports: { postgres: 5432 },
    calls: [],
    callers: {},
    aliases: ["postgres.demo"],
    volume: { path: "/var/lib/postgresql" },
    health: { exec: ["pg_isready", "-q", "-h", "/tmp", "-p", "5432"] },
    resources: { memoryMiB: 256, processes: 512 },
    user: "999:999",
    docker: { probe: "wget", publish: {} },
    kubernetes: onKubernetes(),
  });
  const replica = workloadNamed("postgres", withDemo, "postgres-replica");
  expect(replica.args).toEqual(["sh", "/etc/demo/postgres-entry.sh", "replica"]);
  expect(replica.env["PRIMARY_HOST"]).toBe("postgres.demo");
  expect(Object.keys(replica.secretFiles)).toEqual(["replicator-password"]);
});

test("the demo's Redis reads both passwords from files and has no volume", () => {
  const redis = workloadNamed("redis", withDemo);
  expect(redis.volume).toBeUndefined();
  expect(redis.secretFiles).toEqual({
    "admin-password": { secret: "demo-redis-admin" },
    "app-password": { secret: "demo-redis-app" },
    "monitor-password": { secret: "monitor-demo-redis" },
  });
  expect(redis.aliases).toEqual(["redis.demo"]);
});

test("each demo program gets its own secrets, and no other program's secrets", () => {
  const app = (program: "orders" | "prices" | "orders-worker" | "loadgen" | "receiver") => workloadNamed(program, withDemo);
  expect(Object.keys(app("orders").secretFiles)).toEqual(["redis-password", "postgres-password", "gateway-token"]);
  expect(Object.keys(app("orders-worker").secretFiles)).toEqual(["redis-password", "gateway-token"]);
  expect(app("loadgen").secretFiles).toEqual({ "gateway-token": { secret: "otlp-demo" } });
  expect(app("loadgen").env["TARGET_URL"]).toBe("http://orders.demo:8080");
  expect(app("orders").calls).toEqual([
    { host: "redis.demo", port: 6379 },
    { host: "postgres.demo", port: 5432 },
    { host: "prices.demo", port: 8080 },
    { host: "otelcol", port: 4318 },
  ]);
  expect(app("prices")).toMatchObject({ replicas: 2, secretFiles: { "metrics-key": { secret: "metrics-demo-prices" } } });
  expect(app("receiver").ports).toEqual({ http: 8080, smtp: 2525, metrics: 9464 });
  // The fixtures' catalogue names neither `loadgen` nor `receiver`, so ServiceUnlisted would fire for their logs and server spans.
  for (const name of ["loadgen", "receiver"] as const) expect(app(name).env["OTEL_EXPORTER_OTLP_LOGS_ENDPOINT"]).toBeUndefined();
  expect(app("receiver").env["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"]).toBeUndefined();
  expect(app("loadgen").env["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"]).toBe("http://otelcol:4318/v1/traces");
  expect(app("orders").env).toEqual({
    DATABASE_HOST: "postgres.demo",
    DATABASE_PASSWORD_FILE: "/run/secrets/monitoring/postgres-password",
    GATEWAY_TOKEN_FILE: "/run/secrets/monitoring/gateway-token",
    GATEWAY_USER: "demo",
    NODE_OPTIONS: "--max-old-space-size=128",
    OTEL_EXPORTER_OTLP_LOGS_ENDPOINT: "http://otelcol:4318/v1/logs",
    OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: "http://otelcol:4318/v1/traces",
    OTEL_RESOURCE_ATTRIBUTES:
      "system=demo,environment=local,service=orders,owner=shop,service.namespace=demo,deployment.environment.name=local",
    OTEL_SERVICE_NAME: "orders",
    PRICES_URL: "http://prices.demo:8080",
    REDIS_HOST: "redis.demo",
    REDIS_PASSWORD_FILE: "/run/secrets/monitoring/redis-password",
  });
});
