import { localView, workloadNamed } from "../support/samples";

const view = localView();
const demo = view.systems.find(({ id }) => id === "demo");
if (demo === undefined) throw new Error("The local environment watches no demo.");
const system = { ...demo, discovered: ["receiver"] };

test("with discovery on Docker, the demo's receiver has the labels by which Prometheus discovers it, and pushes its logs and traces", () => {
  const receiver = (discovery: typeof view.environment.discovery) =>
    workloadNamed("receiver", {
      view: { ...view, environment: { ...view.environment, discovery } },
      demo: { system, files: { postgres: {}, redis: {} } },
    });
  expect(receiver(["docker"]).docker.labels).toEqual({
    "monitoring.environment": "local",
    "monitoring.instrumentation": "prom-client",
    "monitoring.owner": "platform",
    "monitoring.port": "9464",
    "monitoring.service": "receiver",
    "monitoring.system": "demo",
  });
  expect(receiver(["docker"]).env).toMatchObject({
    OTEL_EXPORTER_OTLP_LOGS_ENDPOINT: "http://otelcol:4318/v1/logs",
    OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: "http://otelcol:4318/v1/traces",
  });
  expect(receiver([]).docker.labels).toBeUndefined();
  expect(receiver([]).env).not.toHaveProperty("OTEL_EXPORTER_OTLP_LOGS_ENDPOINT");
  expect(receiver([]).env).not.toHaveProperty("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT");
});
