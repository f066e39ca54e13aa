import { seriesWith, serviceKey, type Recording } from "../../model";
import { labels, matches, metric, minutes, promql, select } from "../../promql";

const series = seriesWith("instance");
const by = labels(...serviceKey, "instance");
const window = minutes(2);

const cpuSeconds = metric("node_cpu_seconds_total");

export const cpuUsed = series("host:cpu_used:ratio_rate2m", "ratio", "Share of a host's CPU time in use over 2 minutes, over all cores");
const onDisk = seriesWith("instance", "device");
const byDisk = labels(...serviceKey, "instance", "device");

export const diskFree = onDisk("host:disk_free:bytes", "bytes", "Free space of a writable file system for users other than root");
export const diskFreeRatio = onDisk("host:disk_free:ratio", "ratio", "Free share of a writable file system for users other than root");
export const inodesFreeRatio = onDisk(
  "host:inodes_free:ratio",
  "ratio",
  "Free share of a writable file system's inodes; missing if their number is not fixed",
);
export const diskRequests = onDisk(
  "host:disk_requests:rate5m",
  "count",
  "Mean number of a disk's requests that wait or run, over 5 minutes",
);

/** The smallest value of a device that is mounted several times. Read-only file systems are left out, because they cannot become fuller. */
const smallest = (name: string) =>
  promql`min by (${byDisk}) (${metric(`node_filesystem_${name}`)} unless ${metric("node_filesystem_readonly")} == 1)`;
const largest = (name: string) => promql`max by (${byDisk}) (${metric(`node_filesystem_${name}`)} > 0)`;

export const memoryAvailable = series(
  "host:memory_available:ratio",
  "ratio",
  "Share of a host's memory that programs can still get without swapping",
);

/**
 * Recording rules for CPU, memory and disks of each host. Time in which a core waits for a disk counts as idle. Stolen time counts as used.
 */
export const hostRecordings = (): Recording[] => [
  {
    record: cpuUsed.name,
    expr: promql`
      1 - sum by (${by}) (rate(${select(cpuSeconds, { mode: matches("idle|iowait") })}[${window}]))
        / sum by (${by}) (rate(${cpuSeconds}[${window}]))`,
  },
  {
    record: memoryAvailable.name,
    expr: promql`
      max by (${by}) (${metric("node_memory_MemAvailable_bytes")})
        / max by (${by}) (${metric("node_memory_MemTotal_bytes")})`,
  },
  { record: diskFree.name, expr: smallest("avail_bytes") },
  { record: diskFreeRatio.name, expr: promql`${diskFree.name} / ${largest("size_bytes")}` },
  { record: inodesFreeRatio.name, expr: promql`${smallest("files_free")} / ${largest("files")}` },
  {
    record: diskRequests.name,
    expr: promql`sum by (${byDisk}) (rate(${metric("node_disk_io_time_weighted_seconds_total")}[${minutes(5)}]))`,
  },
];
