import type { Pack } from "../../pack";
import { hostCpuHigh, hostMemoryLow } from "./alerts";
import { hostClockWrong } from "./alerts-clock";
import { hostDiskFull, hostDiskSaturated, hostInodesLow } from "./alerts-disk";
import { hostDiskFilling } from "./alerts-filling";
import { hostOomKill } from "./alerts-kernel";
import { hostRecordings } from "./series";

/** Rule pack for the hosts on which node_exporter runs. They belong to the platform's owner. */
export const hostPack: Pack = {
  name: "hosts",
  title: "Hosts",
  about: () => false,
  aboutStack: true,
  when: (facts) => facts.watchesHosts,
  thresholds: [],
  group: () => ({
    recordings: hostRecordings(),
    alerts: [
      hostCpuHigh(),
      hostMemoryLow(),
      ...hostDiskFull(),
      hostDiskFilling(),
      hostInodesLow(),
      hostDiskSaturated(),
      hostOomKill(),
      hostClockWrong(),
    ],
  }),
  proofFacts: { watchesHosts: true },
  symptoms: {
    cpu: "own",
    "host-memory": "own",
    disk: "own",
    "disk-filling": "own",
    inodes: "own",
    "disk-requests": "own",
    oom: "own",
    clock: "own",
  },
};
