import type { View } from "../model/catalogue";
import { programs } from "../programs";
import { setLabel, type Relabel } from "./relabel";
import { stackJob, type Target } from "./targets";

const { "log-agent": agent, "node-exporter": exporter } = programs;

/**
 * Scraped port of each program that runs on every node of a cluster. The key is the name under which DNS returns the program's addresses.
 */
const portsOf = ({ environment }: View): ReadonlyMap<string, number> =>
  new Map([
    ...(environment.logAgent === "kubernetes" ? [[agent.name, agent.ports.metrics.number] as const] : []),
    ...(environment.hostMetrics === "kubernetes" ? [[exporter.name, exporter.ports.http.number] as const] : []),
  ]);

/**
 * Whether Prometheus discovers the target's addresses by DNS, because the program runs on every node. On Docker, there is one host, and the
 * program is a target like others.
 */
export const isOnEveryNode = (view: View, { job, labels }: Target): boolean => job === stackJob && portsOf(view).has(labels.service);

/**
 * Returns the DNS service discovery for the targets that run on every node. Each discovered address gets the labels of its target. Empty if
 * no target runs on every node.
 */
export function nodeDiscovery(view: View, targets: readonly Target[]): object {
  const found = targets.filter((target) => isOnEveryNode(view, target));
  if (found.length === 0) return {};
  return {
    dns_sd_configs: found.map(({ labels: { service } }) => ({ names: [service], type: "A", port: portsOf(view).get(service) })),
    relabel_configs: found.flatMap(({ labels }) =>
      Object.entries(labels).map(([label, value]): Relabel => setLabel(label, ["__meta_dns_name"], labels.service, value)),
    ),
  };
}
