import type { View } from "../model/catalogue";

/** Its only port, for ingestion, queries, metrics and the web UI. */
export const victoriaLogsPort = 9428;
/** Folder of its partitions, one per day. */
export const victoriaLogsDataFolder = "/victoria-logs-data";

const day = 86_400;

/**
 * VictoriaLogs 1.52 has no configuration file. A retention without a unit would mean months, and less than a day is rejected. It flushes
 * to disk every second instead of every five, because acknowledged lines are gone from the gateway's queue.
 */
export const victoriaLogsArgs = ({ environment }: View, memoryMiB: number): string[] => [
  `-storageDataPath=${victoriaLogsDataFolder}`,
  `-httpListenAddr=:${victoriaLogsPort}`,
  `-retentionPeriod=${Math.max(1, Math.ceil(environment.retention.logs / day))}d`,
  // It becomes read-only before the disk is full; the default of 10 MB is too late.
  "-storage.minFreeDiskSpaceBytes=200MB",
  "-inmemoryDataFlushInterval=1s",
  `-memory.allowedBytes=${Math.floor(memoryMiB * 0.5)}MiB`,
  "-loggerFormat=json",
  "-metrics.exposeMetadata",
];
