import { fixed } from "../../condition";
import { latestOf } from "../../latest";
import type { Alert } from "../../model";
import { bridged } from "../../proofs/patterns";
import { value, text } from "../../template";
import { containerAlert, containerName, describePod } from "./make";
import { cpuOfLimit, memoryOfLimit } from "./series";
import { containerWorld, containerWorlds } from "./world";

const mostCpu = 0.9;
/** The stack's Go programs may use up to 90 % of their limit without a problem, because their `GOMEMLIMIT` is 90 % of the limit. */
const mostMemory = 0.95;
const wait = 600;

/** Alert for a container that uses nearly all of its CPU limit for ten minutes. Automation may add replicas. */
export const containerCpuHigh = (): Alert =>
  containerAlert(
    {
      name: "ContainerCpuHigh",
      symptom: "container-cpu",
      severity: "warning",
      labels: { action: "scale" },
      summary: text`${containerName} uses ${value("ratio")} of its CPU limit`,
      impact: "When the container reaches its limit, the kernel throttles it, so requests and jobs take longer.",
      firstSteps: [
        {
          step: "Find out whether all replicas are busy, or only this one, and whether the load has grown.",
          command: { query: "rate(container_cpu_usage_seconds_total{$service}[5m])" },
        },
        "If all replicas are busy, add replicas, or raise the limit. If it started with a deployment, roll back.",
      ],
      firstCommand: { query: "container:cpu_used:ratio_rate2m{$service}" },
      panel: "hosts/container-cpu",
    },
    {
      condition: fixed(latestOf(cpuOfLimit), ">", mostCpu),
      wait,
      worlds: containerWorlds,
      series: containerWorld,
      proofs: {
        beyond: { cpu: 0.92 },
        inside: { cpu: 0.88 },
        settle: 120,
        times: { detects: 45, clears: 45, loses: 45 },
        after: 300,
      },
      quiet: [["a container without a limit", { cpu: 4, limits: false }]],
    },
  );

/** Alert for a container that uses nearly all of its memory limit for ten minutes. */
export const containerMemoryHigh = (): Alert =>
  containerAlert(
    {
      name: "ContainerMemoryHigh",
      symptom: "container-memory",
      severity: "warning",
      summary: text`${containerName} uses ${value("ratio")} of its memory limit`,
      impact:
        "When the container reaches its limit, the kernel kills one of its processes. The requests and jobs of this process are lost.",
      firstSteps: [
        {
          step: "Find out whether the memory grows steadily, as with a leak, or in a step, as with a deployment.",
          command: { query: "container_memory_rss{$service}" },
        },
        "Raise the limit, or restart the container before the kernel kills a process. If it started with a deployment, roll back.",
        describePod,
      ],
      firstCommand: { query: "container:memory_used:ratio{$service}" },
      panel: "hosts/container-memory",
    },
    {
      condition: fixed(latestOf(memoryOfLimit), ">", mostMemory),
      wait,
      worlds: containerWorlds,
      series: containerWorld,
      proofs: { beyond: { memory: 0.96875 }, inside: { memory: 0.9375 }, settle: 15, times: bridged, after: 180 },
      quiet: [["a container without a limit", { memory: 4, limits: false }]],
    },
  );
