import type { View } from "../model/catalogue";
import { jaeger } from "../programs/jaeger";
import { storeAccountsPath } from "./store-accounts";

/** Ports of Jaeger, by purpose. */
export const jaegerPorts = {
  query: jaeger.ports.http.number,
  otlpGrpc: jaeger.ports["otlp-grpc"].number,
  metrics: jaeger.ports.metrics.number,
  health: jaeger.ports.health.number,
} as const;
/** Folder of Jaeger's database. */
export const jaegerDataFolder = jaeger.data.path;

const everywhere = (port: number): string => `0.0.0.0:${port}`;
const store = "badger";
const authenticator = "basicauth/clients";
const auth = { authenticator };

/**
 * Returns the configuration of Jaeger 1.76 (the Jaeger v2 program) with an embedded database on disk. Jaeger keeps spans for the
 * environment's retention time and has no size limit, so an alert watches the disk. There is no batch processor: the gateway already
 * batches, and Jaeger must not acknowledge data before storing it. Queries and the delivery of spans require the password.
 */
export const jaegerConfig = ({ environment }: View): object => ({
  extensions: {
    [authenticator]: { htpasswd: { file: storeAccountsPath } },
    healthcheckv2: { use_v2: true, http: { endpoint: everywhere(jaegerPorts.health) } },
    jaeger_query: {
      storage: { traces: store },
      http: { endpoint: everywhere(jaegerPorts.query), auth },
      // The gRPC API is not used. By default, its port would be open to the network.
      grpc: { endpoint: "127.0.0.1:0" },
      // By default, Jaeger traces its own queries and stores these traces among those of the services.
      enable_tracing: false,
    },
    jaeger_storage: {
      backends: {
        [store]: {
          badger: {
            directories: { keys: `${jaegerDataFolder}/keys`, values: `${jaegerDataFolder}/values` },
            ephemeral: false,
            // Jaeger reports the free disk space and deletes expired values at this interval. The default of 5 minutes is too long for an
            // alert.
            maintenance_interval: "1m",
            ttl: { spans: `${Math.ceil(environment.retention.traces / 3600)}h` },
          },
        },
      },
    },
  },
  receivers: { otlp: { protocols: { grpc: { endpoint: everywhere(jaegerPorts.otlpGrpc), auth } } } },
  exporters: { jaeger_storage_exporter: { trace_storage: store } },
  service: {
    extensions: [authenticator, "jaeger_storage", "jaeger_query", "healthcheckv2"],
    telemetry: {
      resource: { "service.name": "jaeger" },
      logs: { level: "info", encoding: "json" },
      metrics: {
        level: "detailed",
        readers: [{ pull: { exporter: { prometheus: { host: "0.0.0.0", port: jaegerPorts.metrics } } } }],
      },
    },
    pipelines: { traces: { receivers: ["otlp"], exporters: ["jaeger_storage_exporter"] } },
  },
});
