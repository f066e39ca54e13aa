import type { View } from "../model/catalogue";
import { mainAddress, programs } from "../programs";

const hours = (seconds: number): string => `${Math.ceil(seconds / 3600)}h`;

const remoteWriteUrl = `http://${mainAddress(programs.prometheus)}/api/v1/write`;

/**
 * Tempo 2.8 as one process on a disk. Its generator makes request, error and duration metrics of the spans, and who calls whom, and
 * writes them to Prometheus with exemplars.
 */
export const tempoConfig = (view: View) => ({
  server: { http_listen_port: 3200, grpc_listen_port: 9095, log_level: "warn" },
  stream_over_http_enabled: true,
  distributor: {
    ring: { kvstore: { store: "inmemory" } },
    receivers: { otlp: { protocols: { grpc: { endpoint: "0.0.0.0:4317" }, http: { endpoint: "0.0.0.0:4318" } } } },
  },
  ingester: {
    lifecycler: { address: "127.0.0.1", ring: { kvstore: { store: "inmemory" }, replication_factor: 1 } },
    max_block_duration: "5m",
  },
  // No ring: with one, Tempo is not ready for a minute, until its only member is called stable.
  compactor: { compaction: { block_retention: hours(view.environment.retention.traces) } },
  metrics_generator: {
    ring: { kvstore: { store: "inmemory" } },
    registry: { external_labels: { environment: view.environment.id, source: "tempo" } },
    storage: { path: "/var/tempo/generator/wal", remote_write: [{ url: remoteWriteUrl, send_exemplars: true }] },
  },
  storage: { trace: { backend: "local", wal: { path: "/var/tempo/wal" }, local: { path: "/var/tempo/blocks" } } },
  overrides: { defaults: { metrics_generator: { processors: ["service-graphs", "span-metrics"] } } },
  usage_report: { reporting_enabled: false },
});
