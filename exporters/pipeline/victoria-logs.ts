import type { View } from "../model/catalogue";
import { passwordPath, storeUser } from "./store-accounts";

/** The only port of VictoriaLogs: ingestion, queries, metrics and the web UI. */
export const victoriaLogsPort = 9428;
/** Folder of VictoriaLogs' partitions. Each partition holds one day. */
export const victoriaLogsDataFolder = "/victoria-logs-data";

const day = 86_400;
/** Size of the logs in MiB above which VictoriaLogs deletes the oldest days, if its volume has no size, as on Docker. */
const withoutVolume = 10 * 1024;
/** Share of the volume that logs may use, if the volume has a size. The alert `LogDiskFilling` fires above 80 %, so not at this limit. */
const usable = 0.75;
/** Below this much free space in MB, VictoriaLogs becomes read-only, and the gateway keeps the logs. The default of 10 MB is too little. */
const leastFree = 200;

/** The resources of VictoriaLogs. Without `volumeMiB`, its volume has no size. */
interface Resources {
  readonly memoryMiB: number;
  readonly volumeMiB?: number | undefined;
}

/**
 * Returns the arguments of VictoriaLogs 1.52, which has no configuration file. A retention without a unit would mean months, and
 * VictoriaLogs rejects a retention of less than a day. VictoriaLogs flushes to disk every second instead of every five, because the gateway
 * deletes acknowledged lines from its queue. Ingestion, queries and metrics require the password, which VictoriaLogs reads from a file.
 * Health checks do not. Above the maximum size, VictoriaLogs deletes the oldest days before the retention time has passed.
 */
export const victoriaLogsArgs = ({ environment }: View, { memoryMiB, volumeMiB }: Resources): string[] => [
  `-storageDataPath=${victoriaLogsDataFolder}`,
  `-httpListenAddr=:${victoriaLogsPort}`,
  `-retentionPeriod=${Math.max(1, Math.ceil(environment.retention.logs / day))}d`,
  `-retention.maxDiskSpaceUsageBytes=${volumeMiB === undefined ? withoutVolume : Math.floor(volumeMiB * usable)}MiB`,
  `-storage.minFreeDiskSpaceBytes=${leastFree}MB`,
  `-httpAuth.username=${storeUser}`,
  `-httpAuth.password=file://${passwordPath("victoria-logs")}`,
  "-inmemoryDataFlushInterval=1s",
  `-memory.allowedBytes=${Math.floor(memoryMiB * 0.5)}MiB`,
  "-loggerFormat=json",
  "-metrics.exposeMetadata",
];
