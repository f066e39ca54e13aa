import type { View } from "../model/catalogue";

const hours = (seconds: number): string => `${Math.ceil(seconds / 3600)}h`;

/**
 * Returns the configuration of Tempo 2.8 as a single process that stores data on its local disk. Tempo's metrics generator is off, because
 * the gateway derives span metrics.
 */
export const tempoConfig = (view: View) => ({
  server: { http_listen_port: 3200, grpc_listen_port: 9095, log_level: "warn" },
  stream_over_http_enabled: true,
  distributor: {
    ring: { kvstore: { store: "inmemory" } },
    receivers: { otlp: { protocols: { grpc: { endpoint: "0.0.0.0:4317" } } } },
  },
  ingester: {
    lifecycler: { address: "127.0.0.1", ring: { kvstore: { store: "inmemory" }, replication_factor: 1 } },
    max_block_duration: "5m",
  },
  // The compactor has no ring: with a ring, Tempo is not ready until the ring's only member is stable, which takes a minute.
  compactor: { compaction: { block_retention: hours(view.environment.retention.traces) } },
  storage: { trace: { backend: "local", wal: { path: "/var/tempo/wal" }, local: { path: "/var/tempo/blocks" } } },
  usage_report: { reporting_enabled: false },
});
