import type { View } from "../model/catalogue";

/** The only port of VictoriaLogs: ingestion, queries, metrics and the web UI. */
export const victoriaLogsPort = 9428;
/** Folder of VictoriaLogs' partitions. Each partition holds one day. */
export const victoriaLogsDataFolder = "/victoria-logs-data";

const day = 86_400;

/**
 * Returns the arguments of VictoriaLogs 1.52, which has no configuration file. A retention without a unit would mean months, and
 * VictoriaLogs rejects less than a day. VictoriaLogs flushes to disk every second instead of every five, because the gateway deletes
 * acknowledged lines from its queue.
 */
export const victoriaLogsArgs = ({ environment }: View, memoryMiB: number): string[] => [
  `-storageDataPath=${victoriaLogsDataFolder}`,
  `-httpListenAddr=:${victoriaLogsPort}`,
  `-retentionPeriod=${Math.max(1, Math.ceil(environment.retention.logs / day))}d`,
  // With less free space, VictoriaLogs becomes read-only. The default of 10 MB leaves too little.
  "-storage.minFreeDiskSpaceBytes=200MB",
  "-inmemoryDataFlushInterval=1s",
  `-memory.allowedBytes=${Math.floor(memoryMiB * 0.5)}MiB`,
  "-loggerFormat=json",
  "-metrics.exposeMetadata",
];
