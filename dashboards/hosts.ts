import { is, labels, metric, minutes, promql, select, type MetricName, type Promql } from "../alert-rules/promql";
import { clockAhead, cpuUsed, diskFreeRatio, diskRequests, inodesFreeRatio, memoryAvailable } from "../alert-rules/packs/host/series";
import { mostRestarts, restartsOf } from "../alert-rules/packs/target/restarts";
import { processStart } from "../alert-rules/packs/target/shared";
import type { Alert, Series } from "../alert-rules/model";
import type { RuleFacts } from "../alert-rules/rule-facts";
import { graph, line, query } from "./lines";
import type { Dashboard, Section } from "./model";
import { environmentVariable } from "./scope";
import { firing, firingTable } from "./sections/alerts";
import { everything, stackScope } from "./sections/stores";
import { containers, volumes } from "./sections/containers";
import { fixedLines } from "./threshold-lines";
import { titles } from "./titles";
import { programs } from "../exporters/programs";

const exporter = { ...stackScope, service: is(programs["node-exporter"].name) };
const window = minutes(5);
const host = labels("instance");
const disk = labels("instance", "device");
const empty = "node_exporter is not scraped.";
const rate = (name: MetricName): Promql => promql`sum by (${disk}) (rate(${select(name, exporter)}[${window}]))`;

const limits = (alerts: readonly Alert[], panel: "hosts/cpu" | "hosts/memory" | "hosts/space" | "hosts/inodes", series: Series) =>
  fixedLines(alerts, panel, series.name, exporter);

const cores = (alerts: readonly Alert[]): Section => ({
  title: "CPU and memory",
  panels: [
    graph({
      id: "hosts/cpu",
      title: "CPU",
      description: "Share of each host's CPU time in use, over all cores.",
      empty,
      unit: "percentunit",
      queries: [line(cpuUsed, exporter, "{{instance}}"), ...limits(alerts, "hosts/cpu", cpuUsed)],
    }),
    graph({
      id: "hosts/memory",
      title: "Available memory",
      description: "Share of each host's memory that programs can still get without swapping.",
      empty,
      unit: "percentunit",
      queries: [line(memoryAvailable, exporter, "{{instance}}"), ...limits(alerts, "hosts/memory", memoryAvailable)],
    }),
  ],
});

const disks = (alerts: readonly Alert[]): Section => ({
  title: "Disks",
  panels: [
    graph({
      id: "hosts/space",
      title: "Free disk space",
      description:
        "Free share of each writable file system. A device that is mounted several times is shown once. An alert also fires below the highest line if the disk will be full within a day.",
      empty,
      unit: "percentunit",
      queries: [line(diskFreeRatio, exporter, "{{instance}} {{device}}"), ...limits(alerts, "hosts/space", diskFreeRatio)],
    }),
    graph({
      id: "hosts/inodes",
      title: "Free inodes",
      description: "Free share of each file system's inodes. Without free inodes, no file can be created, even if there is space.",
      empty: "node_exporter is not scraped, or no file system has a fixed number of inodes.",
      unit: "percentunit",
      queries: [line(inodesFreeRatio, exporter, "{{instance}} {{device}}"), ...limits(alerts, "hosts/inodes", inodesFreeRatio)],
    }),
    graph({
      id: "hosts/io:122",
      title: "Disk I/O",
      description: "Bytes that each disk reads and writes per second.",
      empty,
      unit: "bytes",
      queries: [
        query(rate(metric("node_disk_read_bytes_total")), "{{instance}} {{device}}: read"),
        query(rate(metric("node_disk_written_bytes_total")), "{{instance}} {{device}}: written"),
      ],
    }),
    graph({
      id: "hosts/io-time",
      title: "Disk busy",
      description:
        "Share of time in which each disk has at least one request. The right axis shows the mean number of requests that wait or run.",
      empty,
      unit: "percentunit",
      queries: [
        query(rate(metric("node_disk_io_time_seconds_total")), "{{instance}} {{device}}: busy"),
        line(diskRequests, exporter, "{{instance}} {{device}}: requests", { right: "short" }),
        ...fixedLines(alerts, "hosts/io-time", diskRequests.name, exporter, { right: "short" }),
      ],
    }),
  ],
});

const restarts: Section = {
  title: "Restarts",
  panels: [
    graph({
      id: "hosts/restarts:130",
      title: "Restarts of programs",
      description: `Restarts of each process in 15 minutes, for the ten services with the most. TargetRestarting fires above ${mostRestarts}.`,
      empty: "No process exposes its start time.",
      unit: "short",
      legend: "right",
      queries: [
        query(
          promql`topk(10, max by (${labels("system", "service", "instance")}) (${restartsOf(select(processStart, everything))}))`,
          "{{system}}/{{service}} {{instance}}",
        ),
      ],
    }),
    graph({
      id: "hosts/uptime:131",
      title: "Uptime of hosts",
      description: "Time since each host was started.",
      empty,
      unit: "s",
      queries: [query(promql`time() - max by (${host}) (${select(metric("node_boot_time_seconds"), exporter)})`, "{{instance}}")],
    }),
    graph({
      id: "hosts/clock",
      title: "Clocks",
      description:
        "Time by which each host's clock is ahead of Prometheus' clock. The right axis shows the greatest error that the kernel assumes since the last synchronisation.",
      empty,
      unit: "s",
      queries: [
        line(clockAhead, exporter, "{{instance}}"),
        query(promql`max by (${host}) (${select(metric("node_timex_maxerror_seconds"), exporter)})`, "{{instance}}: greatest error", {
          right: "s",
        }),
      ],
    }),
    graph({
      id: "hosts/oom",
      title: "Processes killed for memory",
      description: "Processes that the kernel killed in 15 minutes, because the host or a container had no memory left.",
      empty,
      unit: "short",
      queries: [
        query(promql`sum by (${host}) (increase(${select(metric("node_vmstat_oom_kill"), exporter)}[${minutes(15)}]))`, "{{instance}}"),
      ],
    }),
  ],
};

/** Dashboard for the hosts of an environment, and also for containers and volumes if Prometheus scrapes kubelets. */
export const hosts = (facts: RuleFacts, alerts: readonly Alert[]): Dashboard => ({
  id: "hosts",
  title: titles.hosts,
  description: "CPU, memory, disks and disk I/O of each host, and restarts.",
  tags: ["hosts"],
  variables: [environmentVariable(cpuUsed.name)],
  alerts: firing(exporter),
  sections: [
    { title: "Now", panels: [firingTable("hosts/alerts:101", exporter, { width: 24, height: 5 })] },
    cores(alerts),
    disks(alerts),
    restarts,
    ...(facts.watchesContainers ? [containers(facts, alerts), volumes(alerts)] : []),
  ],
});
