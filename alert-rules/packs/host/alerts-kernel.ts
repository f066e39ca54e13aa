import type { Alert } from "../../model";
import { minutes } from "../../promql";
import { text } from "../../template";
import { growthAlert } from "../stack/make";
import { hostName } from "./make";
import { hostTarget } from "./world";

/** Alert for a process that the kernel has killed because the host or a container had no memory left. */
export const hostOomKill = (): Alert =>
  growthAlert(
    {
      name: "HostOomKill",
      symptom: "oom",
      severity: "warning",
      summary: text`${hostName}: the kernel has killed a process, because the host or a container had no memory left`,
      impact: "The requests and jobs of the process are lost. If it has a leak, it will be killed again.",
      firstSteps: [
        "Find the process: run `dmesg --ctime | grep -i 'killed process'` on the host.",
        {
          step: "Check whether the host has little memory. If not, the process exceeded the memory limit of its container.",
          command: { query: "host:memory_available:ratio" },
        },
        "Raise the limit of the container, or find the leak. Compare the time with the last deployment.",
      ],
      firstCommand: { query: "increase(node_vmstat_oom_kill[1h])" },
      panel: "hosts/oom",
    },
    { counters: ["node_vmstat_oom_kill"], window: minutes(10), extra: { instance: hostTarget.instance }, wait: 0 },
  );
