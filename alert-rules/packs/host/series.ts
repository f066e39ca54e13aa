import { seriesWith, serviceKey, type Recording } from "../../model";
import { labels, matches, metric, minutes, promql, select, type Promql } from "../../promql";

const series = seriesWith("instance");
const by = labels(...serviceKey, "instance");
const window = minutes(2);

const cpuSeconds = metric("node_cpu_seconds_total");

export const cpuUsed = series("host:cpu_used:ratio_rate2m", "ratio", "Share of the CPU time of a host's cores in use over 2 minutes");
const onDisk = seriesWith("instance", "device");
const byDisk = labels(...serviceKey, "instance", "device");

export const diskFreeRatio = onDisk("host:disk_free:ratio", "ratio", "Free share of a writable file system for users other than root");
export const inodesFreeRatio = onDisk(
  "host:inodes_free:ratio",
  "ratio",
  "Free share of the inodes of a writable file system with a fixed number of inodes",
);
export const diskRequests = onDisk(
  "host:disk_requests:rate5m",
  "count",
  "Mean number of waiting and running requests of a disk over 5 minutes",
);

const fileSystem = (name: string) => metric(`node_filesystem_${name}`);

/**
 * The smallest free share of the mounts of a device. The size of a mount with a quota is the quota, not the size of the device. Read-only
 * file systems are left out, because they cannot become fuller.
 */
const smallestShare = (free: string, all: Promql) =>
  promql`min by (${byDisk}) (${fileSystem(free)} / ${all} unless ${fileSystem("readonly")} == 1)`;

export const clockAhead = series("host:clock_ahead:seconds", "duration", "Time by which a host's clock is ahead of Prometheus' clock");

export const memoryAvailable = series(
  "host:memory_available:ratio",
  "ratio",
  "Share of a host's memory that programs can still get without swapping",
);

/**
 * Recording rules for CPU, memory, clock and disks of each host. Time in which a core waits for a disk counts as idle. Stolen time counts
 * as used.
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
    expr: promql`max by (${by}) (${metric("node_memory_MemAvailable_bytes")} / ${metric("node_memory_MemTotal_bytes")})`,
  },
  {
    record: clockAhead.name,
    expr: promql`max by (${by}) (${metric("node_time_seconds")} - timestamp(${metric("node_time_seconds")}))`,
  },
  { record: diskFreeRatio.name, expr: smallestShare("avail_bytes", promql`${fileSystem("size_bytes")}`) },
  { record: inodesFreeRatio.name, expr: smallestShare("files_free", promql`(${fileSystem("files")} > 0)`) },
  {
    record: diskRequests.name,
    expr: promql`sum by (${byDisk}) (rate(${metric("node_disk_io_time_weighted_seconds_total")}[${minutes(5)}]))`,
  },
];
