import { seriesWith, serviceKey, type Recording } from "../../model";
import { is, labels, matches, metric, minutes, promql, select } from "../../promql";

const series = seriesWith("instance");
const by = labels(...serviceKey, "instance");
const window = minutes(2);

const cpuSeconds = metric("node_cpu_seconds_total");

export const cpuUsed = series("host:cpu_used:ratio_rate2m", "ratio", "Share of a host's CPU time in use over 2 minutes, over all cores");
export const memoryAvailable = series(
  "host:memory_available:ratio",
  "ratio",
  "Share of a host's memory that programs can still get without swapping",
);

/** Recording rules for CPU and memory of each host. Time in which a core waits for a disk counts as idle. Stolen time counts as used. */
export const hostRecordings = (): Recording[] => [
  {
    record: cpuUsed.name,
    expr: promql`
      1 - sum by (${by}) (rate(${select(cpuSeconds, { mode: matches("idle|iowait") })}[${window}]))
        / count by (${by}) (rate(${select(cpuSeconds, { mode: is("idle") })}[${window}]))`,
  },
  {
    record: memoryAvailable.name,
    expr: promql`
      max by (${by}) (${metric("node_memory_MemAvailable_bytes")})
        / max by (${by}) (${metric("node_memory_MemTotal_bytes")})`,
  },
];
