import type { Alert, Series } from "../../alert-rules/model";
import type { PanelId } from "../../alert-rules/panel-ids";
import {
  cpuOfLimit,
  memoryOfLimit,
  oomKills,
  restarts,
  volumeFree,
  volumeInodesFree,
  waiting,
} from "../../alert-rules/packs/container/series";
import type { RuleFacts } from "../../alert-rules/rule-facts";
import { promql, scalar, select } from "../../alert-rules/promql";
import { graph, line, query } from "../lines";
import type { Section } from "../model";
import { fixedLines } from "../threshold-lines";
import { everything } from "./stores";

const empty = "Prometheus does not scrape the kubelets.";
const container = "{{namespace}}/{{pod}} {{container}}";
const volume = "{{namespace}}/{{persistentvolumeclaim}}";
/** Maximum number of containers whose CPU, memory or restarts a panel shows. A cluster may have hundreds of containers. */
const shown = 20;

const most = ({ name }: Series, legend: string) => query(promql`topk(${scalar(shown)}, ${select(name, everything)})`, legend);
const limits = (alerts: readonly Alert[], panel: PanelId, { name }: Series) => fixedLines(alerts, panel, name, everything);

/** Panels about the containers of a cluster. */
export const containers = ({ readsKubeState }: RuleFacts, alerts: readonly Alert[]): Section => ({
  title: "Containers",
  panels: [
    graph({
      id: "hosts/container-cpu",
      title: "CPU of containers",
      description: `Share of each container's CPU limit in use, for the ${shown} containers with the most. A container without a limit is not shown.`,
      empty,
      unit: "percentunit",
      queries: [most(cpuOfLimit, container), ...limits(alerts, "hosts/container-cpu", cpuOfLimit)],
    }),
    graph({
      id: "hosts/container-memory",
      title: "Memory of containers",
      description: `Share of each container's memory limit in use, without caches, for the ${shown} containers with the most. A container without a limit is not shown.`,
      empty,
      unit: "percentunit",
      queries: [most(memoryOfLimit, container), ...limits(alerts, "hosts/container-memory", memoryOfLimit)],
    }),
    graph({
      id: "hosts/container-restarts",
      title: "Restarts of containers",
      description: `Restarts of each container in 15 minutes, for the ${shown} containers with the most. Also the processes that the kernel killed in 10 minutes, and, with kube-state-metrics, the containers that cannot start.`,
      empty,
      unit: "short",
      queries: [
        most(restarts, container),
        line(oomKills, everything, `${container}: killed for memory`),
        ...(readsKubeState ? [line(waiting, everything, `${container}: cannot start`)] : []),
        ...limits(alerts, "hosts/container-restarts", restarts),
      ],
    }),
  ],
});

/** Panels about the volumes of a cluster. */
export const volumes = (alerts: readonly Alert[]): Section => ({
  title: "Volumes",
  panels: [
    graph({
      id: "hosts/volumes",
      title: "Free space of volumes",
      description: "Free share of the volume of each PersistentVolumeClaim.",
      empty,
      unit: "percentunit",
      queries: [line(volumeFree, everything, volume), ...limits(alerts, "hosts/volumes", volumeFree)],
    }),
    graph({
      id: "hosts/volume-inodes",
      title: "Free inodes of volumes",
      description: "Free share of the inodes of each volume. Without free inodes, no file can be created, even if there is space.",
      empty: "Prometheus does not scrape the kubelets, or no volume has a fixed number of inodes.",
      unit: "percentunit",
      queries: [line(volumeInodesFree, everything, volume), ...limits(alerts, "hosts/volume-inodes", volumeInodesFree)],
    }),
  ],
});
