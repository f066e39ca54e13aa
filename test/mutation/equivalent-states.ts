/** Mutants of rules about states, sizes and presence: the changed part does not matter for the values that the series can have. */
export const equivalentStates: readonly { readonly because: string; readonly mutants: readonly string[] }[] = [
  {
    because: "The largest of numbers that are never negative is 0 at the same times as their sum. The alert compares it with 0.",
    mutants: [
      "QueueMissing critical | aggregation | vironment, service) «max → sum» by (system, environment",
      "RunsMissing warning | aggregation | vironment, service) «max → sum» by (system, environment",
      "LoopMissing critical | aggregation | vironment, service) «max → sum» by (system, environment",
      "WorkersMissing warning | aggregation | vironment, service) «max → sum» by (system, environment",
      "StreamsMissing warning | aggregation | vironment, service) «max → sum» by (system, environment",
      "PoolMissing critical | aggregation | vironment, service) «max → sum» by (system, environment",
      "postgres:slot_active | aggregation | «max → sum» by (system, environment",
      "redis:up | aggregation | «max → sum» by (system, environment",
      "redis:maxmemory_bytes | aggregation | «max → sum» by (system, environment",
      "QuotaMissing warning | aggregation | vironment, service) «max → sum» by (system, environment",
    ],
  },
  {
    because: "Each group has one element: the series `up` of a target.",
    mutants: [
      "TelemetryRefused warning | aggregation | instance) group_left () «sum → max» by (system, environment",
      "TelemetryRefused warning | aggregation | instance) group_left () «sum → avg» by (system, environment",
      "TelemetryRefused warning | aggregation | instance) group_left () «sum → max» by (system, environment #2",
      "TelemetryRefused warning | aggregation | instance) group_left () «sum → avg» by (system, environment #2",
      "TelemetryRefused warning | aggregation | instance) group_left () «sum → max» by (system, environment #3",
      "TelemetryRefused warning | aggregation | instance) group_left () «sum → avg» by (system, environment #3",
      "TelemetryRefused warning | aggregation | instance) group_left () «sum → max» by (system, environment #4",
      "TelemetryRefused warning | aggregation | instance) group_left () «sum → avg» by (system, environment #4",
      "TelemetryRefused warning | aggregation | instance) group_left () «sum → max» by (system, environment #5",
      "TelemetryRefused warning | aggregation | instance) group_left () «sum → avg» by (system, environment #5",
      "TelemetryRefused warning | aggregation | instance) group_left () «sum → max» by (system, environment #6",
      "TelemetryRefused warning | aggregation | instance) group_left () «sum → avg» by (system, environment #6",
      "TelemetryLost warning | aggregation | instance) group_left () «sum → max» by (system, environment",
      "TelemetryLost warning | aggregation | instance) group_left () «sum → avg» by (system, environment",
      "TelemetryLost warning | aggregation | instance) group_left () «sum → max» by (system, environment #2",
      "TelemetryLost warning | aggregation | instance) group_left () «sum → avg» by (system, environment #2",
      "GatewayMemoryFull warning | aggregation | instance) group_left () «sum → max» by (system, environment",
      "GatewayMemoryFull warning | aggregation | instance) group_left () «sum → avg» by (system, environment",
      "GatewayMemoryFull warning | aggregation | instance) group_left () «sum → max» by (system, environment #2",
      "GatewayMemoryFull warning | aggregation | instance) group_left () «sum → avg» by (system, environment #2",
      "TracesNotDecided warning | aggregation | instance) group_left () «sum → max» by (system, environment",
      "TracesNotDecided warning | aggregation | instance) group_left () «sum → avg» by (system, environment",
      "LogAttributesTooMany warning | aggregation | instance) group_left () «sum → max» by (system, environment",
      "LogAttributesTooMany warning | aggregation | instance) group_left () «sum → avg» by (system, environment",
    ],
  },
  {
    because: "`target:down:info` is always 1, and a count exists only if it is at least 1.",
    mutants: [
      "TargetsDown critical | aggregation | «count → sum» by (system, environment",
      "TargetsDown warning | comparison | b) (target:down:info) «> → >=» 0 and service:targets:c",
      "TargetsDown warning | dropped operand | b) (target:down:info) «> → only the left» 0 and service:targets:c",
      "TargetsDown warning | bool | ) (target:down:info) >« → bool» 0 and service:targets:c",
      "TargetsDown warning | aggregation | «count → sum» by (system, environment",
    ],
  },
  {
    because: "All exporters of a server read the same state, which is 0 or 1. The alert compares the result with 1 or with 0.",
    mutants: [
      "postgres:slot_active | aggregation | «max → min» by (system, environment",
      "postgres:slot_lost | aggregation | «max → min» by (system, environment",
      "postgres:collector_failing | arithmetic | 1 «- → +» max by (system, environ",
      "redis:persistence_failing | arithmetic | 1 «- → +» max by (system, environ",
      "redis:persistence_failing | aggregation | 1 - «max → min» by (system, environment",
      "redis:persistence_failing | aggregation | 1 - «max → sum» by (system, environment",
      "redis:persistence_failing | arithmetic | 1 «- → +» max by (system, environ #2",
      "redis:persistence_failing | aggregation | 1 - «max → min» by (system, environment #2",
      "redis:persistence_failing | aggregation | 1 - «max → sum» by (system, environment #2",
      "redis:persistence_failing | arithmetic | 1 «- → +» max by (system, environ #3",
      "redis:persistence_failing | aggregation | 1 - «max → min» by (system, environment #3",
      "redis:persistence_failing | aggregation | 1 - «max → sum» by (system, environment #3",
    ],
  },
  {
    because: "The exporter exposes the series only with the value 1.",
    mutants: [
      "PostgresReplicationSlotLost critical | dropped operand | postgres:slot_lost «== → only the left» 1",
      "PostgresReplicationSlotLost critical | bool | postgres:slot_lost ==« → bool» 1",
    ],
  },
  {
    because: "The size in bytes, or the time in seconds, is 0 or far above 1.",
    mutants: [
      "postgres:slot_wal_limit_bytes | number | t_wal_keep_size_bytes > «0 → 1») or postgres:connecti",
      "container:memory_used:ratio | number | c_memory_limit_bytes) > «0 → 1»)",
      "MetricsHistoryCut warning | number | ion_limit_bytes[1m])) > «0 → 1») > 0.95 and max by",
      "MetricsHistoryCut warning | number | n_limit_seconds[1m])) > «0 → 1»",
    ],
  },
  {
    because: "The number of connections is too small to change a limit of 10 GiB.",
    mutants: [
      "postgres:slot_wal_limit_bytes | number | nnections_limit:count * «0 → 1» + 10737418240",
      "postgres:slot_wal_limit_bytes | dropped operand | connections_limit:count «* → only the left» 0 + 10737418240",
    ],
  },
  {
    because: "The alert compares the result with a large number. It does not matter whether lower or negative numbers are left out.",
    mutants: [
      "postgres:slot_retained_bytes | comparison | n_slots_pg_wal_lsn_diff «>= → >» 0)",
      "postgres:slot_retained_bytes | number | lots_pg_wal_lsn_diff >= «0 → 1»)",
      "postgres:slot_retained_bytes | dropped operand | n_slots_pg_wal_lsn_diff «>= → only the left» 0)",
    ],
  },
  {
    because: "The alert uses only whether there is a value.",
    mutants: [
      "service:quota_tenants:count | label removed | ce, quota) ( group by «(system, environment, service, tenant, quota) → (system, environment, service, quota)» (present_over_time(tena",
      "service:quota_tenants:count | label added | ce, quota) ( group by «(system, environment, service, tenant, quota) → (system, environment, service, tenant, quota, instance)» (present_over_time(tena",
    ],
  },
  {
    because: "All series of a histogram have the same bounds, so averages are proportional to sums, and a quantile is the same.",
    mutants: [
      "dependency:call_duration_seconds:p95_5m | aggregation | istogram_quantile(0.95, «sum → avg» by (system, environment",
      "provider:ai_call_duration_seconds:p95_5m | aggregation | istogram_quantile(0.95, «sum → avg» by (system, environment",
      "provider:ai_call_duration_seconds:p95_5m | aggregation | service, provider, le) («sum → avg» by (system, environment",
    ],
  },
  {
    because: "If the right operand is 0, the result is infinite or not a number. The alert does not fire for such a result.",
    mutants: [
      "dependency:rate_limit_left:ratio | comparison | ncy_rate_limit_max[1m]) «> → >=» 0)) * on (system, e",
      "queue:job_failures:ratio15m | comparison | jobs_failed:increase15m «> → >=» 0) )",
      "queue:job_failures:ratio15m | comparison | s_completed:increase15m «> → >=» 0) or (queue:jobs",
      "redis_command:duration_seconds:mean5m | comparison | is_command:calls:rate5m «> → >=» 0)",
    ],
  },
  {
    because: "`group` returns 1, which is the threshold.",
    mutants: ["service:http_latency_threshold:seconds | dropped operand | _seconds:p95_sustained) «* → only the left» 1 ))"],
  },
  {
    because: "An increase is never negative. The largest of such values is above 0 at the same times as their sum.",
    mutants: ["dependency:connection_failures:increase5m | aggregation | «sum → max» by (system, environment"],
  },
];
