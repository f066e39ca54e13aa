import { metric } from "../../promql";

export const ruleGroupDuration = metric("prometheus_rule_group_last_duration_seconds");
export const ruleGroupInterval = metric("prometheus_rule_group_interval_seconds");
export const notificationsSent = metric("alertmanager_notifications_total");
export const headSeries = metric("prometheus_tsdb_head_series");
export const samplesAppended = metric("prometheus_tsdb_head_samples_appended_total");
export const blockBytes = metric("prometheus_tsdb_storage_blocks_bytes");
/** The value is 0 if no retention size is set. */
export const blockBytesLimit = metric("prometheus_tsdb_retention_limit_bytes");
export const logDiskUsed = metric("loki_ingester_wal_disk_usage_percent");
/** 1 while VictoriaLogs is read-only because its disk is nearly full. */
export const logReadOnly = metric("vl_storage_is_read_only");
/** Counter of VictoriaLogs' own log messages, by the place in its source code. */
export const storeMessages = metric("vm_log_messages_total");
export const logDiskFree = metric("vl_free_disk_space_bytes");
export const logDiskTotal = metric("vl_total_disk_space_bytes");
/** Free bytes of Jaeger's disk. Jaeger updates the value every minute (`maintenance_interval`). */
export const traceDiskFree = metric("jaeger_storage_badger_value_log_bytes_available");
export const logRequests = metric("loki_request_duration_seconds_count");
export const traceRequests = metric("tempo_request_duration_seconds_count");
/** Duration of a target's last scrape in seconds. Prometheus writes it with the target's labels. */
export const scrapeDuration = metric("scrape_duration_seconds");
/** Log lines and spans that the gateway has accepted from its senders. */
export const gatewayLines = metric("otelcol_receiver_accepted_log_records");
export const gatewaySpans = metric("otelcol_receiver_accepted_spans");
/**
 * Size and capacity of the queue of each exporter of the gateway and of log agents. The unit is bytes for queues on disk, and requests for
 * queues in memory.
 */
export const queueSize = metric("otelcol_exporter_queue_size");
export const queueCapacity = metric("otelcol_exporter_queue_capacity");
/** Number of log files that an agent has open. */
export const openLogFiles = metric("otelcol_fileconsumer_open_files");
/**
 * Counter of spans by service. Only the series of late spans have the label `late`, and only those of unlisted services have `unlisted`.
 */
export const spanCalls = metric("traces_spanmetrics_calls_total");
/** Counter of traces by the sampling's decision, in the label `sampled`. */
export const sampledTraces = metric("otelcol_processor_tail_sampling_global_count_traces_sampled");
/** Resident memory of the gateway, and of each log agent, in bytes. The label `service` names the program. */
export const gatewayMemory = metric("otelcol_process_memory_rss");
/** Counter of log records in which the gateway has masked a secret, by service. */
export const maskedLines = metric("log_records_masked_total");
