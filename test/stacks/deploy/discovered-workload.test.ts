import { localView, workloadNamed } from "../support/samples";

const view = localView();
const demo = view.systems.find(({ id }) => id === "demo");
if (demo === undefined) throw new Error("The local environment watches no demo.");
const system = { ...demo, discovered: ["receiver"] };

test("with discovery on Docker, the demo's receiver has the labels by which Prometheus discovers it, and pushes its logs", () => {
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
  expect(receiver(["docker"]).env["OTEL_EXPORTER_OTLP_LOGS_ENDPOINT"]).toBe("http://otelcol:4318/v1/logs");
  expect(receiver([]).docker.labels).toBeUndefined();
  expect(receiver([]).env["OTEL_EXPORTER_OTLP_LOGS_ENDPOINT"]).toBeUndefined();
});
