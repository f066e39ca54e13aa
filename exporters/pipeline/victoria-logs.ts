import type { View } from "../model/catalogue";

/** Its only port: lines come in, queries, metrics and its web page go out. */
export const victoriaLogsPort = 9428;
/** Folder of its partitions, one per day. */
export const victoriaLogsDataFolder = "/victoria-logs-data";

const day = 86_400;

/**
 * VictoriaLogs 1.52 has no configuration file. A retention without a unit would be months, and less than a day is refused. It writes
 * lines to disk each second, not each five, because what it has answered is gone from the gateway's queue.
 */
export const victoriaLogsArgs = ({ environment }: View, memoryMiB: number): string[] => [
  `-storageDataPath=${victoriaLogsDataFolder}`,
  `-httpListenAddr=:${victoriaLogsPort}`,
  `-retentionPeriod=${Math.max(1, Math.ceil(environment.retention.logs / day))}d`,
  // It goes read-only before the disk is full; its default of 10 MB notices too late.
  "-storage.minFreeDiskSpaceBytes=200MB",
  "-inmemoryDataFlushInterval=1s",
  `-memory.allowedBytes=${Math.floor(memoryMiB * 0.5)}MiB`,
  "-loggerFormat=json",
  "-metrics.exposeMetadata",
];
