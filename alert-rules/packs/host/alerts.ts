import { fixed } from "../../condition";
import { latestOf } from "../../latest";
import type { Alert } from "../../model";
import { bridged } from "../../proofs/patterns";
import { text, value } from "../../template";
import { hostAlert, hostName } from "./make";
import { cpuUsed, memoryAvailable } from "./series";

/** Share of CPU time in use above which the alert fires. */
const busy = 0.9;
const cpuWait = 600;

/** Alert for a host whose cores are busy for ten minutes. */
export const hostCpuHigh = (): Alert =>
  hostAlert(
    {
      name: "HostCpuHigh",
      symptom: "cpu",
      severity: "warning",
      summary: text`${hostName}: ${value("ratio")} of the host's CPU time is in use`,
      impact: "Programs on this host wait for CPU time, so requests and jobs take longer, and scrapes may time out.",
      firstSteps: [
        {
          step: "Find the mode in which the time is spent. `user` is programs, `system` is the kernel, and `steal` means that the hypervisor gives the host less time than it needs.",
          command: { query: "sum by (instance, mode) (rate(node_cpu_seconds_total[5m]))" },
        },
        "Find the process with the most CPU time: run `top` on the host, `docker stats`, or `kubectl top pods --all-namespaces`.",
        "If the load is legitimate, move programs to another host, or add cores. If it started with a deployment, roll back.",
      ],
      firstCommand: { query: "host:cpu_used:ratio_rate2m" },
      panel: "hosts/cpu",
    },
    {
      condition: fixed(latestOf(cpuUsed), ">", busy),
      wait: cpuWait,
      proofs: {
        beyond: { cores: [0.92, 0.92] },
        inside: { cores: [0.88, 0.88] },
        settle: 120,
        times: { detects: 45, clears: 45, loses: 135 },
        after: 300,
      },
      quiet: [
        ["cores exactly at the threshold", { cores: [busy, busy] }],
        ["one busy core of two", { cores: [1, 0.7] }],
        ["cores that wait for a disk", { cores: [0.05, 0.05], iowait: 0.95 }],
      ],
    },
  );

const little = 0.1;
const memoryWait = 600;

/** Alert for a host that has little memory left. */
export const hostMemoryLow = (): Alert =>
  hostAlert(
    {
      name: "HostMemoryLow",
      symptom: "host-memory",
      severity: "warning",
      summary: text`${hostName}: only ${value("ratio")} of the host's memory is available`,
      impact: "When no memory is left, the kernel kills a process, which may be a database or a program of the stack.",
      firstSteps: [
        "Find the process with the most memory: run `top` on the host, `docker stats`, or `kubectl top pods --all-namespaces`.",
        {
          step: "Find out whether the memory shrinks steadily, as with a leak, or in a step, as with a deployment.",
          command: { query: "node_memory_MemAvailable_bytes" },
        },
        "Restart the program with the leak, lower the memory limits of programs, or move programs to another host.",
      ],
      firstCommand: { query: "host:memory_available:ratio" },
      panel: "hosts/memory",
    },
    {
      condition: fixed(latestOf(memoryAvailable), "<", little),
      wait: memoryWait,
      proofs: { beyond: { available: 0.0625 }, inside: { available: 0.125 }, settle: 15, times: bridged, after: 180 },
      quiet: [
        ["a host exactly at the threshold", { available: little }],
        ["a host whose memory is half used", { available: 0.5 }],
      ],
    },
  );
