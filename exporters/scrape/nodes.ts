import type { View } from "../model/catalogue";
import { programs } from "../programs";
import { setLabel, type Relabel } from "./relabel";
import { stackJob, type Target } from "./targets";

const { "log-agent": agent } = programs;

/** Name under which DNS returns the addresses of the agents on all nodes. On Docker, there is one agent, which is a target like others. */
const nameOf = ({ environment }: View, { job, labels }: Target): string | undefined =>
  environment.logAgent === "kubernetes" && job === stackJob && labels.service === agent.name ? agent.name : undefined;

/** Whether Prometheus discovers the target's addresses by DNS, because the program runs on every node. */
export const isOnEveryNode = (view: View, target: Target): boolean => nameOf(view, target) !== undefined;

/** Returns the discovery by DNS for a job: one target per node, with the labels of the program. Empty for a job without such a program. */
export function nodeDiscovery(view: View, targets: readonly Target[]): object {
  const found = targets.flatMap((target) => nameOf(view, target) ?? []);
  if (found.length === 0) return {};
  return {
    dns_sd_configs: [{ names: found, type: "A", port: agent.ports.metrics.number }],
    relabel_configs: targets
      .filter((target) => isOnEveryNode(view, target))
      .flatMap(({ labels }) =>
        Object.entries(labels).map(([label, value]): Relabel => setLabel(label, ["__meta_dns_name"], labels.service, value)),
      ),
  };
}
