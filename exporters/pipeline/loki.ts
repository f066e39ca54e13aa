import type { View } from "../model/catalogue";

const hours = (seconds: number): string => `${Math.ceil(seconds / 3600)}h`;

/**
 * Returns the configuration of Loki as a single process that stores data on its local disk. By default, Loki keeps logs forever. Deletion
 * requires `retention_period`, and the compactor's `retention_enabled` and `delete_request_store`.
 */
export const lokiConfig = (view: View) => ({
  auth_enabled: false,
  server: { http_listen_port: 3100, grpc_listen_port: 9095, log_level: "warn" },
  common: {
    path_prefix: "/loki",
    replication_factor: 1,
    instance_addr: "127.0.0.1",
    ring: { kvstore: { store: "inmemory" } },
    storage: { filesystem: { chunks_directory: "/loki/chunks", rules_directory: "/loki/rules" } },
  },
  schema_config: {
    configs: [{ from: "2024-01-01", store: "tsdb", object_store: "filesystem", schema: "v13", index: { prefix: "index_", period: "24h" } }],
  },
  compactor: { working_directory: "/loki/compactor", retention_enabled: true, delete_request_store: "filesystem" },
  limits_config: {
    // Loki rejects a retention of less than a day.
    retention_period: hours(Math.max(view.environment.retention.logs, 86_400)),
    allow_structured_metadata: true,
    volume_enabled: true,
    max_label_names_per_series: 15,
  },
  analytics: { reporting_enabled: false },
});
