import { hasMetrics, type Pack } from "../../pack";
import { containerRestarting } from "./alerts-restarts";
import { containerNotStarting, containerOomKilled } from "./alerts-state";
import { containerCpuHigh, containerMemoryHigh } from "./alerts-usage";
import { volumeInodesLow, volumesFull } from "./alerts-volume";
import { containerRecordings } from "./series";

/**
 * Rule pack for the containers and volumes of a cluster. Those of a service in the catalogue belong to its owner, and all others to the
 * platform's owner.
 */
export const containerPack: Pack = {
  name: "containers",
  title: "Containers and volumes",
  about: hasMetrics,
  aboutStack: true,
  readsOtherTargets: true,
  when: (facts) => facts.watchesContainers,
  thresholds: [],
  group: (facts) => ({
    recordings: containerRecordings(facts),
    alerts: [
      containerCpuHigh(),
      containerMemoryHigh(),
      containerOomKilled(),
      containerRestarting(),
      ...(facts.readsKubeState ? [containerNotStarting()] : []),
      ...volumesFull(),
      volumeInodesLow(),
    ],
  }),
  proofFacts: { watchesContainers: true, readsKubeState: true },
  symptoms: {
    "container-cpu": "own",
    "container-memory": "own",
    "container-oom": "own",
    "container-restarts": "own",
    "container-start": "own",
    volume: "own",
    "volume-inodes": "own",
  },
  causes: { ContainerRestarting: { severity: "warning", here: ["restarts"] } },
};
