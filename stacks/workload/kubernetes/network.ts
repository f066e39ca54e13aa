import { isIP } from "node:net";
import type { networking } from "@pulumi/kubernetes/types/input";
import type { Call } from "../../../exporters/definitions/calls";
import type { Workload } from "../workload";
import { metadataOf, openedPort, selectorOf, stackMetadata, type Place } from "./place";

/** Who a connection is with, as a NetworkPolicy knows it. */
type Peers = readonly object[];

interface Rule {
  readonly peers: Peers;
  readonly ports: readonly number[];
}

/** Where discovery finds the cluster's API; its address is not known. */
const apiPorts = [443, 6443] as const;

const inNamespace = (name: string): object => ({ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": name } } });
const pods = (name: string): object => ({ podSelector: { matchLabels: selectorOf(name) } });

const publicAddresses: Peers = [
  {
    ipBlock: {
      cidr: "0.0.0.0/0",
      except: ["10.0.0.0/8", "100.64.0.0/10", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16"],
    },
  },
  { ipBlock: { cidr: "::/0", except: ["fc00::/7", "fe80::/10"] } },
];

/** Everything outside of the cluster that may be called: policies know no names, so it is public addresses and the named private networks. */
const outside = ({ privateNetworks }: Place): Peers => [...publicAddresses, ...privateNetworks.map((cidr) => ({ ipBlock: { cidr } }))];

const serviceName = /^[a-z0-9-]+\.([a-z0-9-]+)(?:\.svc(?:\.[a-z0-9.-]+)?)?$/;

/** The workload a host is the name of. */
const workloadAt = (host: string, workloads: readonly Workload[]): Workload | undefined =>
  workloads.find(({ name, aliases }) => name === host || aliases.includes(host));

function peersOf({ host }: Call, place: Place, workloads: readonly Workload[]): Peers {
  if (host === undefined) return outside(place);
  const workload = workloadAt(host, workloads);
  if (workload !== undefined) return [pods(workload.name)];
  if (isIP(host) !== 0) return [{ ipBlock: { cidr: `${host}/${isIP(host) === 4 ? 32 : 128}` } }];
  const namespace = serviceName.exec(host)?.[1];
  return namespace !== undefined && (host.includes(".svc") || place.systems.includes(namespace))
    ? [inNamespace(namespace)]
    : outside(place);
}

/** Rules with the same peers as one, in a fixed order. */
function merged(rules: readonly Rule[]): Rule[] {
  const byPeers = new Map<string, Rule>();
  for (const { peers, ports } of rules) {
    const key = JSON.stringify(peers);
    byPeers.set(key, { peers, ports: [...new Set([...(byPeers.get(key)?.ports ?? []), ...ports])].sort((a, b) => a - b) });
  }
  return [...byPeers.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, rule]) => rule);
}

const tcp = (ports: readonly number[]) => ports.map((port) => ({ protocol: "TCP", port }));

/** Looking up a name, at the cluster's own DNS. */
const dns = {
  to: [
    {
      namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "kube-system" } },
      podSelector: { matchLabels: { "k8s-app": "kube-dns" } },
    },
  ],
  ports: [
    { protocol: "UDP", port: 53 },
    { protocol: "TCP", port: 53 },
  ],
};

function egress(workload: Workload, place: Place, workloads: readonly Workload[]) {
  const rules = merged(workload.calls.map((call) => ({ peers: peersOf(call, place, workloads), ports: [call.port] })));
  return [
    ...rules.map(({ peers, ports }) => ({ to: [...peers], ports: tcp(ports) })),
    // What is discovered may be any pod, at any port it names.
    ...(workload.kubernetes.discovery ? [{ ports: tcp(apiPorts) }, { to: [{ namespaceSelector: {} }] }] : []),
    ...(workload.calls.length > 0 || workload.kubernetes.discovery ? [dns] : []),
  ];
}

function ingress(workload: Workload, place: Place, workloads: readonly Workload[]) {
  const inside = workloads.flatMap((caller) =>
    caller.calls.flatMap(({ host, port }): Rule[] =>
      host !== undefined && workloadAt(host, workloads)?.name === workload.name ? [{ peers: [pods(caller.name)], ports: [port] }] : [],
    ),
  );
  const systems = Object.entries(workload.callers).flatMap(([port, ids]) =>
    ids.map((id): Rule => ({ peers: [inNamespace(id)], ports: [workload.ports[port] ?? 0] })),
  );
  const people: Rule[] =
    place.access?.hosts[workload.name] === undefined
      ? []
      : [{ peers: [inNamespace(place.access.namespace)], ports: [workload.ports[openedPort] ?? 0] }];
  return merged([...inside, ...systems, ...people]).map(({ peers, ports }) => ({ from: [...peers], ports: tcp(ports) }));
}

/** Refuses every connection of every pod, in and out; what a program needs is allowed beside it. */
export const defaultDenyArgs = (place: Place) =>
  ({
    metadata: stackMetadata(place, "default-deny"),
    spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
  }) satisfies networking.v1.NetworkPolicy;

/** The connections of one program that are allowed: those it says it opens, and those that others say they open to it. `workloads` are all of the stack. */
export const networkPolicyArgs = (workload: Workload, place: Place, workloads: readonly Workload[]) =>
  ({
    metadata: metadataOf(workload, place),
    spec: {
      podSelector: { matchLabels: selectorOf(workload.name) },
      policyTypes: ["Ingress", "Egress"],
      ingress: ingress(workload, place, workloads),
      egress: egress(workload, place, workloads),
    },
  }) satisfies networking.v1.NetworkPolicy;
