import { equivalentCounters } from "./equivalent-counters";

/** Mutants that no proof can distinguish from the rule, because they fire in the same situations. */
export interface Equivalent {
  /** IDs of the mutants, as `npm run test:mutation` prints them. */
  readonly mutants: readonly string[];
  readonly because: string;
}

/** At most 3 % of all mutants may be listed. The run fails if a listed mutant is caught or does not exist. */
export const equivalent: readonly Equivalent[] = [
  ...equivalentCounters,
  {
    because: "Both operands read samples of the same scrape, so the operand with the shorter window decides when there is a result.",
    mutants: [
      'pool:connections_used:ratio | window | b_client_connection_max[«1m → 2m»]))) > 0), "pool", "$1",',
      "MetricsHistoryCut warning | window | retention_limit_seconds[«1m → 2m»])) > 0",
      "postgres:connections_used:ratio | window | :connections_used:count[«1m → 2m»]) / last_over_time(post",
      "SeriesGrowing warning | window | etheus_tsdb_head_series[«1m → 2m»])) > 100000 and max b",
      "SeriesGrowing warning | window | etheus_tsdb_head_series[«1m → 2m»])) > 2 * max by (system",
      "GatewayQueueFilling warning | window | col_exporter_queue_size[«1m → 2m»]) / last_over_time(otel",
      "GatewayQueueFilling warning | window | exporter_queue_capacity[«1m → 2m»])) > 0.5",
      "LogDiskFilling critical | window | l_free_disk_space_bytes[«1m → 2m»]) / last_over_time(vl_t",
      "LogDiskFilling critical | window | _total_disk_space_bytes[«1m → 2m»])) > 0.9",
      "LogDiskFilling warning | window | l_free_disk_space_bytes[«1m → 2m»]) / last_over_time(vl_t",
      "LogDiskFilling warning | window | _total_disk_space_bytes[«1m → 2m»])) > 0.8",
    ],
  },
  {
    because:
      "The rule adds the first value only if no value from 5 to 10 minutes ago is known. Both windows then contain the same samples.",
    mutants: [
      'pool:timeouts:increase5m | window | nnection_timeouts_total[«5m → 10m»]), "pool", "$1", "db_cl',
      "pool:timeouts:increase5m | window | ance) (sum_over_time(up[«5m → 10m»])) ) or increase(pool",
    ],
  },
  {
    because: "Each group has one element, because the raw series has no labels but those of the group, the metric's name and constants.",
    mutants: [
      "pool:timeouts:total | aggregation | «max → min» by (system, environment",
      "pool:timeouts:total | aggregation | «max → sum» by (system, environment",
      "pool:timeouts:increase5m | aggregation | ool, job, instance) «max → min» by (system, environment",
      "pool:timeouts:increase5m | aggregation | ool, job, instance) «max → sum» by (system, environment",
      "pool:timeouts:increase5m | aggregation | instance) group_left () «sum → max» by (system, environment",
      "pool:timeouts:increase5m | aggregation | instance) group_left () «sum → avg» by (system, environment",
    ],
  },
  {
    because: "`group` returns 1, and a number multiplied or divided by 1 is the same number.",
    mutants: [
      "HttpLatencyHigh critical | arithmetic | ent, service) 2 «* → /» group by (system, envir",
      "HttpLatencyHigh warning | arithmetic | ent, service) 1 «* → /» group by (system, envir",
      "HttpErrorRatioHigh critical | arithmetic | , service) 0.05 «* → /» group by (system, envir",
      "HttpErrorRatioHigh warning | arithmetic | , service) 0.01 «* → /» group by (system, envir",
      "QueueDepthHigh critical | arithmetic | t, service) 100 «* → /» group by (system, envir",
      "QueueDepthHigh warning | arithmetic | nt, service) 50 «* → /» group by (system, envir",
      "QueueOldestJobTooOld critical | arithmetic | t, service) 900 «* → /» group by (system, envir",
      "QueueOldestJobTooOld warning | arithmetic | t, service) 300 «* → /» group by (system, envir",
      "QueueJobFailureRatioHigh critical | arithmetic | t, service) 0.5 «* → /» group by (system, envir",
      "PoolUsedHigh critical | arithmetic | , service) 0.95 «* → /» group by (system, envir",
      "PoolUsedHigh warning | arithmetic | t, service) 0.8 «* → /» group by (system, envir",
      "PostgresConnectionsHigh critical | arithmetic | , service) 0.95 «* → /» group by (system, envir",
      "PostgresConnectionsHigh warning | arithmetic | t, service) 0.8 «* → /» group by (system, envir",
      "PostgresSlowStatement warning | arithmetic | t, service) 0.5 «* → /» group by (system, envir",
      "PostgresTransactionOpenLong warning | arithmetic | , service) 1800 «* → /» group by (system, envir",
      "PostgresReplicationLagHigh critical | arithmetic | t, service) 300 «* → /» group by (system, envir",
      "PostgresReplicationLagHigh warning | arithmetic | nt, service) 30 «* → /» group by (system, envir",
      "RedisMemoryHigh critical | arithmetic | , service) 0.95 «* → /» group by (system, envir",
      "RedisMemoryHigh warning | arithmetic | t, service) 0.8 «* → /» group by (system, envir",
      "RedisLatencyHigh warning | arithmetic | , service) 0.05 «* → /» group by (system, envir",
      "TenantQuotaHigh critical | arithmetic | ent, service) 1 «* → /» group by (system, envir",
      "TenantQuotaHigh warning | arithmetic | , service) 0.95 «* → /» group by (system, envir",
      "TenantQuotaHigh info | arithmetic | t, service) 0.8 «* → /» group by (system, envir",
      "HttpLatencyHigh warning | dropped operand | ent, service) 1 «* → only the right» group by (system, envir",
      "TenantQuotaHigh critical | dropped operand | ent, service) 1 «* → only the right» group by (system, envir",
    ],
  },
  {
    because: "The largest of numbers that are never negative is 0 at the same times as their sum. The alert compares it with 0.",
    mutants: [
      "pool:pending_requests:max | aggregation | «max → sum» by (system, environment",
      "system:up | aggregation | «max → sum» by (system, environment",
      "system:silent:info | aggregation | (system, environment) («max → sum» by (system, environment",
      "system:silent:info | aggregation | up or redis_up) == 0 or «max → sum» by (system, environment",
    ],
  },
  {
    because: "The alert does not use the value, only whether there is one, or one above 0.",
    mutants: [
      "queue:worker_heartbeat:timestamp | aggregation | nt, service, queue) «present_over_time → count_over_time»(queue_worker_heartbeat_",
      "QueueWorkerStuck critical | aggregation | nt, service, queue) «present_over_time → count_over_time»(queue:worker_heartbeat_",
      "QueueWorkerStuck warning | aggregation | nt, service, queue) «present_over_time → count_over_time»(queue:worker_heartbeat_",
      "service:quota_tenants:count | aggregation | nt, service, quota) ( «group → count» by (system, environment",
      "service:quota_tenants:count | aggregation | ervice, tenant, quota) («present_over_time → count_over_time»(tenant_quota_used[1m]))",
      "TelemetryRefused warning | aggregation | environment, service) («last_over_time → min_over_time»(otelcol_receiver_refuse",
      "TelemetryRefused warning | aggregation | environment, service) («last_over_time → max_over_time»(otelcol_receiver_refuse",
      "TelemetryRefused warning | aggregation | log_records[5m]) unless «last_over_time → min_over_time»(otelcol_receiver_refuse",
      "TelemetryRefused warning | aggregation | log_records[5m]) unless «last_over_time → max_over_time»(otelcol_receiver_refuse",
      "TelemetryRefused warning | aggregation | environment, service) («last_over_time → min_over_time»(otelcol_receiver_refuse #2",
      "TelemetryRefused warning | aggregation | environment, service) («last_over_time → max_over_time»(otelcol_receiver_refuse #2",
      "TelemetryRefused warning | aggregation | fused_spans[5m]) unless «last_over_time → min_over_time»(otelcol_receiver_refuse",
      "TelemetryRefused warning | aggregation | fused_spans[5m]) unless «last_over_time → max_over_time»(otelcol_receiver_refuse",
      "TelemetryRefused warning | aggregation | environment, service) («last_over_time → min_over_time»(otelcol_receiver_failed",
      "TelemetryRefused warning | aggregation | environment, service) («last_over_time → max_over_time»(otelcol_receiver_failed",
      "TelemetryRefused warning | aggregation | log_records[5m]) unless «last_over_time → min_over_time»(otelcol_receiver_failed",
      "TelemetryRefused warning | aggregation | log_records[5m]) unless «last_over_time → max_over_time»(otelcol_receiver_failed",
      "TelemetryRefused warning | aggregation | environment, service) («last_over_time → min_over_time»(otelcol_receiver_failed #2",
      "TelemetryRefused warning | aggregation | environment, service) («last_over_time → max_over_time»(otelcol_receiver_failed #2",
      "TelemetryRefused warning | aggregation | ailed_spans[5m]) unless «last_over_time → min_over_time»(otelcol_receiver_failed",
      "TelemetryRefused warning | aggregation | ailed_spans[5m]) unless «last_over_time → max_over_time»(otelcol_receiver_failed",
      "TelemetryRefused warning | aggregation | environment, service) («last_over_time → min_over_time»(otelcol_exporter_enqueu",
      "TelemetryRefused warning | aggregation | environment, service) («last_over_time → max_over_time»(otelcol_exporter_enqueu",
      "TelemetryRefused warning | aggregation | log_records[5m]) unless «last_over_time → min_over_time»(otelcol_exporter_enqueu",
      "TelemetryRefused warning | aggregation | log_records[5m]) unless «last_over_time → max_over_time»(otelcol_exporter_enqueu",
      "TelemetryRefused warning | aggregation | environment, service) («last_over_time → min_over_time»(otelcol_exporter_enqueu #2",
      "TelemetryRefused warning | aggregation | environment, service) («last_over_time → max_over_time»(otelcol_exporter_enqueu #2",
      "TelemetryRefused warning | aggregation | ailed_spans[5m]) unless «last_over_time → min_over_time»(otelcol_exporter_enqueu",
      "TelemetryRefused warning | aggregation | ailed_spans[5m]) unless «last_over_time → max_over_time»(otelcol_exporter_enqueu",
      "TelemetryLost warning | aggregation | nt, service, exporter) («last_over_time → min_over_time»(otelcol_exporter_send_f",
      "TelemetryLost warning | aggregation | nt, service, exporter) («last_over_time → max_over_time»(otelcol_exporter_send_f",
      "TelemetryLost warning | aggregation | log_records[5m]) unless «last_over_time → min_over_time»(otelcol_exporter_send_f",
      "TelemetryLost warning | aggregation | log_records[5m]) unless «last_over_time → max_over_time»(otelcol_exporter_send_f",
      "TelemetryLost warning | aggregation | nt, service, exporter) («last_over_time → min_over_time»(otelcol_exporter_send_f #2",
      "TelemetryLost warning | aggregation | nt, service, exporter) («last_over_time → max_over_time»(otelcol_exporter_send_f #2",
      "TelemetryLost warning | aggregation | ailed_spans[5m]) unless «last_over_time → min_over_time»(otelcol_exporter_send_f",
      "TelemetryLost warning | aggregation | ailed_spans[5m]) unless «last_over_time → max_over_time»(otelcol_exporter_send_f",
      "GatewayMemoryFull warning | aggregation | environment, service) («last_over_time → min_over_time»(otelcol_processor_memor",
      "GatewayMemoryFull warning | aggregation | environment, service) («last_over_time → max_over_time»(otelcol_processor_memor",
      "GatewayMemoryFull warning | aggregation | log_records[5m]) unless «last_over_time → min_over_time»(otelcol_processor_memor",
      "GatewayMemoryFull warning | aggregation | log_records[5m]) unless «last_over_time → max_over_time»(otelcol_processor_memor",
      "GatewayMemoryFull warning | aggregation | environment, service) («last_over_time → min_over_time»(otelcol_processor_memor #2",
      "GatewayMemoryFull warning | aggregation | environment, service) («last_over_time → max_over_time»(otelcol_processor_memor #2",
      "GatewayMemoryFull warning | aggregation | fused_spans[5m]) unless «last_over_time → min_over_time»(otelcol_processor_memor",
      "GatewayMemoryFull warning | aggregation | fused_spans[5m]) unless «last_over_time → max_over_time»(otelcol_processor_memor",
      "system:silent:info | aggregation | «group → count» by (system, environment",
      "SystemDown critical | aggregation | «group → count» by (system, environment",
      "service:quota_tenants:count | aggregation | «count → sum» by (system, environment",
      "RedisDown critical | aggregation | :up[1m]) == 0 and «last_over_time → min_over_time»(redis:up[1m] offset 1m)",
      "RedisDown critical | aggregation | :up[1m]) == 0 and «last_over_time → max_over_time»(redis:up[1m] offset 1m)",
    ],
  },
  {
    because: "The series has one element for each service, so `count` is 1, as `group` is.",
    mutants: [
      "RedisMemoryHigh critical | aggregation | service) 0.95 * «group → count» by (system, environment",
      "RedisMemoryHigh warning | aggregation | service) 0.8 * «group → count» by (system, environment",
      "RedisLatencyHigh warning | aggregation | service) 0.05 * «group → count» by (system, environment",
      "PostgresConnectionsHigh critical | aggregation | service) 0.95 * «group → count» by (system, environment",
      "PostgresConnectionsHigh warning | aggregation | service) 0.8 * «group → count» by (system, environment",
      "PostgresTransactionOpenLong warning | aggregation | service) 1800 * «group → count» by (system, environment",
      "PostgresReplicationLagHigh critical | aggregation | service) 300 * «group → count» by (system, environment",
      "PostgresReplicationLagHigh warning | aggregation | , service) 30 * «group → count» by (system, environment",
    ],
  },
  {
    because:
      "While the server is down, the exporter reports no other values, so the first operand decides. Otherwise the value is divided by 1.",
    mutants: [
      "redis:exporter_blind | arithmetic | mory_used_bytes) or 0 «* → /» redis:up",
      "postgres:exporter_blind | arithmetic | ons_limit:count) or 0 «* → /» postgres:up",
    ],
  },
  {
    because: "0 multiplied or divided by a number above 0 is 0. The number only says that a worker is alive.",
    mutants: [
      "queue:worker_heartbeat_age_seconds | aggregation | 0 * «group → count» by (system, environment",
      "queue:worker_heartbeat_age_seconds | aggregation | , queue) (label_replace(«present_over_time → count_over_time»(redis_script_values{ins",
      "queue:worker_heartbeat_age_seconds | arithmetic | 0 «* → /» group by (system, envir",
    ],
  },
  {
    because: "The recorded time never decreases, so the latest value is the largest.",
    mutants: [
      "job:last_success:timestamp | aggregation | ervice, job_name) ( «last_over_time → max_over_time»(job:last_success:timest",
      "job:last_failure:timestamp | aggregation | ervice, job_name) ( «last_over_time → max_over_time»(job:last_failure:timest",
      "queue:worker_heartbeat:timestamp | aggregation | })) * time() or ( «last_over_time → max_over_time»(queue:worker_heartbeat:",
    ],
  },
  {
    because: "SystemDown itself leaves out the stack's own system.",
    mutants: [
      'system:up | matcher removed | system, environment) (up«{job!~"certificates|probe|probe-public|postgres-exporter|redis-exporter|arq",system!="monitoring"} → {job!~"certificates|probe|probe-public|postgres-exporter|redis-exporter|arq"}» or probe_success{job="p',
      'system:silent:info | matcher removed | nment) (max_over_time(up«{job!~"certificates|probe|probe-public|postgres-exporter|redis-exporter|arq",system!="monitoring"} → {job!~"certificates|probe|probe-public|postgres-exporter|redis-exporter|arq"}»[2m]) or max_over_time(p',
    ],
  },
  {
    because:
      "Gatus' result is 0 or 1. If it is 1, the largest result and the sum are both above one half. Each check has one element of it.",
    mutants: [
      "probe:success:ratio1m | aggregation | «max → sum» by (system, environment",
      "prober:success:ratio1m | aggregation | «max → min» by (system, environment",
      "prober:success:ratio1m | aggregation | «max → sum» by (system, environment",
    ],
  },
  {
    because: "A probe passes or not, so the largest and the mean value are 0 at the same times. The alert compares with 0.",
    mutants: [
      'probe:certificate_verified:ratio5m | aggregation | vice, probe, instance) («avg_over_time → max_over_time»(probe_success{job="cert',
    ],
  },
  {
    because: "The catalogue has one entry for each job, so each group has one element.",
    mutants: [
      "job:last_success:timestamp | aggregation | «max → min» by (system, environment",
      "job:last_success:timestamp | aggregation | «max → sum» by (system, environment",
      "job:last_success:timestamp | aggregation | interval_seconds ) or «max → min» by (system, environment",
      "job:last_success:timestamp | aggregation | interval_seconds ) or «max → sum» by (system, environment",
      "job:last_failure:timestamp | aggregation | «max → min» by (system, environment",
      "job:last_failure:timestamp | aggregation | «max → sum» by (system, environment",
    ],
  },
  {
    because: "The value is 0 for each instance. The alert compares it with 120 seconds, and matches it without the label `instance`.",
    mutants: [
      "queue:worker_heartbeat_age_seconds | label added | 0 * group by «(system, environment, service, queue) → (system, environment, service, queue, instance)» (label_replace(present_",
    ],
  },
];
