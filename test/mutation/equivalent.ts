import { equivalentCounters } from "./equivalent-counters";
import { equivalentOperands } from "./equivalent-operands";
import { equivalentStates } from "./equivalent-states";

/** Mutants that no proof can distinguish from the unchanged rule, because they always have the same results as the unchanged rule. */
export interface Equivalent {
  /** IDs of the mutants, as `npm run test:mutation` prints them. */
  readonly mutants: readonly string[];
  readonly because: string;
}

/** At most 3 % of all mutants may be listed. The run fails if a listed mutant is caught or does not exist. */
export const equivalent: readonly Equivalent[] = [
  ...equivalentCounters,
  ...equivalentOperands,
  ...equivalentStates,
  {
    because: "An objective is at least 50 %, so its error budget is never above the limit of 0.5.",
    mutants: [
      "HttpErrorBudgetBurning warning | number | objective:error_budget, «0.5 → 1») and ( (",
      "HttpErrorBudgetBurning warning | number | objective:error_budget, «0.5 → 1») and serv #2",
    ],
  },
  {
    because: "Both operands read samples of the same scrape, so the operand with the shorter window decides when there is a result.",
    mutants: [
      'pool:connections_used:ratio | window | onnection_state="used"}[«1m → 2m»]))) / (sum by (system,',
      "PostgresSlotRetainsWal warning | window | res:slot_retained_bytes[«1m → 2m»]) > on (system, envir",
      "redis:memory_used:ratio | window | redis:memory_used_bytes[«1m → 2m»]) / last_over_time(redi",
      "redis:memory_used:ratio | window | edis:memory_limit_bytes[«1m → 2m»])",
      "redis:clients_used:ratio | window | ime(redis:clients:count[«1m → 2m»]) / max by (system, env",
      "redis:clients_used:ratio | window | _time(redis_max_clients[«1m → 2m»]))",
      "MetricsHistoryCut warning | window | db_storage_blocks_bytes[«1m → 2m»])) + max by (system, en",
      "MetricsHistoryCut warning | window | _wal_storage_size_bytes[«1m → 2m»])) + max by (system, en",
      "MetricsHistoryCut warning | window | unks_storage_size_bytes[«1m → 2m»])) ) / (max by (syste",
      "MetricsHistoryCut warning | window | b_retention_limit_bytes[«1m → 2m»])) > 0) > 0.95 and",
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
      "tenant:quota_used:ratio | window | _time(tenant_quota_used[«1h → 2h»]))) / ((max by (system,",
      "tenant:quota_used:ratio | window | time(tenant_quota_limit[«1h → 2h»]))) > 0)",
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
      "pool:connections_used:ratio | aggregation | e, pool) (label_replace(«sum → max» by (system, environment",
      "pool:connections_used:ratio | aggregation | e, pool) (label_replace(«sum → avg» by (system, environment",
      'pool:connections_used:ratio | aggregation | state="used"}[1m]))) / («sum → max» by (system, environment',
      'pool:connections_used:ratio | aggregation | state="used"}[1m]))) / («sum → avg» by (system, environment',
      "host:memory_available:ratio | aggregation | «max → min» by (system, environment",
      "host:memory_available:ratio | aggregation | «max → sum» by (system, environment",
      "host:clock_ahead:seconds | aggregation | «max → min» by (system, environment",
      "host:clock_ahead:seconds | aggregation | «max → sum» by (system, environment",
      "host:disk_requests:rate5m | aggregation | «sum → max» by (system, environment",
      "host:disk_requests:rate5m | aggregation | «sum → avg» by (system, environment",
      "pool:timeouts:total | aggregation | «max → min» by (system, environment",
      "pool:timeouts:total | aggregation | «max → sum» by (system, environment",
      "pool:timeouts:increase5m | aggregation | ool, job, instance) «max → min» by (system, environment",
      "pool:timeouts:increase5m | aggregation | ool, job, instance) «max → sum» by (system, environment",
      "pool:timeouts:increase5m | aggregation | instance) group_left () «sum → max» by (system, environment",
      "pool:timeouts:increase5m | aggregation | instance) group_left () «sum → avg» by (system, environment",
    ],
  },
  {
    because: "`group` returns 1, which is the threshold.",
    mutants: [
      "HttpLatencyHigh warning | dropped operand | _seconds:p95_sustained) «* → only the left» 1 ) unless on (syst",
      "TenantQuotaHigh critical | dropped operand | enant:quota_used:ratio) «* → only the left» 1 ) unless on (syst",
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
      "container:oom_kills:count10m | aggregation | «sum → max» by (system, environment",
      "container:oom_kills:count10m | aggregation | «sum → avg» by (system, environment",
      "container:oom_kills:count10m | rate function | space, pod, container) («increase → rate»(container_oom_events_to",
      "service:quota_tenants:count | aggregation | nt, service, quota) ( «group → count» by (system, environment",
      "service:quota_tenants:count | aggregation | ervice, tenant, quota) («present_over_time → count_over_time»(tenant_quota_used[1m]))",
      "system:silent:info | aggregation | «group → count» by (system, environment",
      "SystemDown critical | aggregation | «group → count» by (system, environment",
      "service:quota_tenants:count | aggregation | «count → sum» by (system, environment",
    ],
  },
  {
    because: "The series has one element for each service, so `count` is 1, as `group` is.",
    mutants: [
      "RedisMemoryHigh critical | aggregation | nment, service) «group → count» by (system, environment",
      "RedisMemoryHigh warning | aggregation | nment, service) «group → count» by (system, environment",
      "RedisLatencyHigh warning | aggregation | nment, service) «group → count» by (system, environment",
      "PostgresConnectionsHigh critical | aggregation | nment, service) «group → count» by (system, environment",
      "PostgresConnectionsHigh warning | aggregation | nment, service) «group → count» by (system, environment",
      "PostgresTransactionOpenLong warning | aggregation | nment, service) «group → count» by (system, environment",
      "PostgresReplicationLagHigh critical | aggregation | nment, service) «group → count» by (system, environment",
      "PostgresReplicationLagHigh warning | aggregation | nment, service) «group → count» by (system, environment",
    ],
  },
  {
    because: "While the exporter reads the server's values, the result is infinite or not a number. The alert compares it with 1.",
    mutants: [
      "redis:exporter_blind | arithmetic | ed_bytes) or redis:up «* → /» 0",
      "postgres:exporter_blind | arithmetic | count) or postgres:up «* → /» 0",
    ],
  },
  {
    because: "The recorded time never decreases, so the latest value is the largest.",
    mutants: [
      "job:due:timestamp | aggregation | 9000)) == 6) ) or «last_over_time → max_over_time»(job:due:timestamp[1d])",
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
    because:
      "The alert fires only if no exporter's collector succeeds. The largest of values that are 0 or 1 is 0 at the same times as their sum.",
    mutants: ["postgres:collector_failing | aggregation | 1 - «max → sum» by (system, environment"],
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
      "job:due:timestamp | aggregation | «group → count» by (system, environment",
      "job:due:timestamp | aggregation | 6400 + 5400) ) or «group → count» by (system, environment",
      "job:due:timestamp | aggregation | 9000)) == 2) ) or «group → count» by (system, environment",
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
      "queue:worker_heartbeat_age_seconds | label added | group by «(system, environment, service, queue) → (system, environment, service, queue, instance)» (label_replace(present_",
    ],
  },
  {
    because: "After more than a day without results, no last success is known either, and the job counts as added at that time.",
    mutants: ["job:due:timestamp | window | _time(job:due:timestamp[«1d → 2d»]) and on (system, env"],
  },
  {
    because:
      "The older times of the last day come from the same run, because the rule with the schedule gives the time during the first day.",
    mutants: ["job:due:timestamp | aggregation | 9000)) == 6) ) or «last_over_time → min_over_time»(job:due:timestamp[1d])"],
  },
  {
    because: "The percentile depends only on the shares of the buckets. A rate is an increase divided by the length of the window.",
    mutants: [
      "service:web_vital_lcp_seconds:p75_1h | rate function | environment, service) («increase → rate»(browser_web_vital_lcp_s",
      "service:web_vital_inp_seconds:p75_1h | rate function | environment, service) («increase → rate»(browser_web_vital_inp_s",
      "service:web_vital_cls:p75_1h | rate function | environment, service) («increase → rate»(browser_web_vital_cls_b",
    ],
  },
  {
    because:
      "All gateways have the same buckets. The mean of each bucket is its sum divided by the same number, so the percentile is the same.",
    mutants: [
      "service:web_vital_lcp_seconds:p75_1h | aggregation | istogram_quantile(0.75, «sum → avg» by (le, system, environ",
      "service:web_vital_inp_seconds:p75_1h | aggregation | istogram_quantile(0.75, «sum → avg» by (le, system, environ",
      "service:web_vital_cls:p75_1h | aggregation | istogram_quantile(0.75, «sum → avg» by (le, system, environ",
    ],
  },
  {
    because: "A size is 0 or far above 1. With the size 0, the share is not a number, which is not below the threshold.",
    mutants: [
      "host:inodes_free:ratio | comparison | (node_filesystem_files «> → >=» 0) unless node_filesyst",
      "host:inodes_free:ratio | number | node_filesystem_files > «0 → 1») unless node_filesystem",
      "host:inodes_free:ratio | dropped operand | (node_filesystem_files «> → only the left» 0) unless node_filesyst",
      "volume:free:ratio | comparison | me_stats_capacity_bytes «> → >=» 0)",
      "volume:free:ratio | number | _stats_capacity_bytes > «0 → 1»)",
      "volume:free:ratio | dropped operand | me_stats_capacity_bytes «> → only the left» 0)",
      "volume:inodes_free:ratio | comparison | let_volume_stats_inodes «> → >=» 0)",
      "volume:inodes_free:ratio | number | t_volume_stats_inodes > «0 → 1»)",
      "volume:inodes_free:ratio | dropped operand | let_volume_stats_inodes «> → only the left» 0)",
    ],
  },
  {
    because: "The recorded series exists only while its value is above 0.",
    mutants: [
      "ContainerOomKilled warning | comparison | iner:oom_kills:count10m «> → >=» 0",
      "ContainerOomKilled warning | dropped operand | iner:oom_kills:count10m «> → only the left» 0",
      "ContainerOomKilled warning | bool | ner:oom_kills:count10m >« → bool» 0",
    ],
  },
];
