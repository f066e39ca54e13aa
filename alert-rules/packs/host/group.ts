import type { Pack } from "../../pack";
import { hostCpuHigh, hostMemoryLow } from "./alerts";
import { hostRecordings } from "./series";

/** Rule pack for the hosts on which node_exporter runs. They belong to the platform's owner. */
export const hostPack: Pack = {
  name: "hosts",
  title: "Hosts",
  about: () => false,
  aboutStack: true,
  when: (facts) => facts.watchesHosts,
  thresholds: [],
  group: () => ({ recordings: hostRecordings(), alerts: [hostCpuHigh(), hostMemoryLow()] }),
  proofFacts: { watchesHosts: true },
  symptoms: { cpu: "own", "host-memory": "own" },
};
