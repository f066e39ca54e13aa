import { BlockList, isIP } from "node:net";
import type { networking } from "@pulumi/kubernetes/types/input";
import { kubeletPort } from "../../../exporters/scrape/kubelets";
import type { Call } from "../../../exporters/programs/calls";
import type { Workload } from "../workload";
import { homeOf, metadataOf, openedPort, selectorOf, stackMetadata, type Place } from "./place";

/** The peers of a rule in a NetworkPolicy. */
type Peers = readonly object[];

interface Rule {
  readonly peers: Peers;
  readonly ports: readonly number[];
}

/** Ports of the cluster's API, which discovery uses. The address of the API is unknown, so the rule allows these ports at any address. */
const apiPorts = [443, 6443] as const;

const inNamespace = (name: string): object => ({ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": name } } });
/** The pods of `other`, as a peer in the policy of `own`. If the two are in different namespaces, the peer also selects the namespace. */
function podsOf(other: Workload, own: Workload, place: Place): object {
  const { namespace } = homeOf(other, place);
  return {
    ...(namespace !== homeOf(own, place).namespace && inNamespace(namespace)),
    podSelector: { matchLabels: selectorOf(other.name) },
  };
}

const privateAddresses = {
  ipv4: ["10.0.0.0/8", "100.64.0.0/10", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16"],
  ipv6: ["fc00::/7", "fe80::/10"],
} as const;

const publicAddresses: Peers = [
  { ipBlock: { cidr: "0.0.0.0/0", except: [...privateAddresses.ipv4] } },
  { ipBlock: { cidr: "::/0", except: [...privateAddresses.ipv6] } },
];

/**
 * Peers outside the cluster that programs may call. A NetworkPolicy cannot match host names, so it allows all public addresses and the
 * configured private networks.
 */
const outside = ({ privateNetworks }: Place): Peers => [...publicAddresses, ...privateNetworks.map((cidr) => ({ ipBlock: { cidr } }))];

const serviceName = /^[a-z0-9-]+\.([a-z0-9-]+)(?:\.svc(?:\.[a-z0-9.-]+)?)?$/;

const workloadAt = (host: string, workloads: readonly Workload[]): Workload | undefined =>
  workloads.find(({ name, aliases }) => name === host || aliases.includes(host));

function peersOf(own: Workload, { host }: Call, place: Place, workloads: readonly Workload[]): Peers {
  if (host === undefined) return outside(place);
  const workload = workloadAt(host, workloads);
  if (workload !== undefined) return [podsOf(workload, own, place)];
  if (isIP(host) !== 0) return [{ ipBlock: { cidr: `${host}/${isIP(host) === 4 ? 32 : 128}` } }];
  const namespace = serviceName.exec(host)?.[1];
  return namespace !== undefined && (host.includes(".svc") || place.systems.includes(namespace))
    ? [inNamespace(namespace)]
    : outside(place);
}

const inNetworks = (address: string, networks: readonly string[]): boolean => {
  const list = new BlockList();
  for (const network of networks) {
    const [from = "", bits = ""] = network.split("/");
    list.addSubnet(from, Number(bits), isIP(from) === 4 ? "ipv4" : "ipv6");
  }
  return list.check(address, isIP(address) === 4 ? "ipv4" : "ipv6");
};

const isOutside = (address: string, { privateNetworks }: Place): boolean =>
  inNetworks(address, privateNetworks) || !inNetworks(address, [...privateAddresses.ipv4, ...privateAddresses.ipv6]);

/** Whether a program's policy allows a connection. An external host name counts as a public address, because its address is unknown. */
export function mayCall(workload: Workload, call: Required<Call>, place: Place, workloads: readonly Workload[]): boolean {
  const peers = JSON.stringify(peersOf(workload, call, place, workloads));
  return workload.calls.some(
    (own) =>
      own.port === call.port &&
      (JSON.stringify(peersOf(workload, own, place, workloads)) === peers ||
        (own.host === undefined && isIP(call.host) !== 0 && isOutside(call.host, place))),
  );
}

/** Merges rules that have the same peers, and sorts them. */
function merged(rules: readonly Rule[]): Rule[] {
  const byPeers = new Map<string, Rule>();
  for (const { peers, ports } of rules) {
    const key = JSON.stringify(peers);
    byPeers.set(key, { peers, ports: [...new Set([...(byPeers.get(key)?.ports ?? []), ...ports])].sort((a, b) => a - b) });
  }
  return [...byPeers.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, rule]) => rule);
}

const tcp = (ports: readonly number[]) => ports.map((port) => ({ protocol: "TCP", port }));

/** Egress rule for the cluster's DNS. */
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
  const rules = merged(workload.calls.map((call) => ({ peers: peersOf(workload, call, place, workloads), ports: [call.port] })));
  return [
    ...rules.map(({ peers, ports }) => ({ to: [...peers], ports: tcp(ports) })),
    // Discovered targets can be any pod on any port.
    ...(workload.kubernetes.discovery ? [{ ports: tcp(apiPorts) }, { to: [{ namespaceSelector: {} }] }] : []),
    // The rule allows every address, because the addresses of nodes are unknown and a pod selector does not match nodes.
    ...(workload.kubernetes.kubelets ? [{ ports: tcp([kubeletPort]) }] : []),
    ...(workload.calls.length > 0 || workload.kubernetes.discovery ? [dns] : []),
  ];
}

function ingress(workload: Workload, place: Place, workloads: readonly Workload[]) {
  const inside = workloads.flatMap((caller) =>
    caller.calls.flatMap(({ host, port }): Rule[] =>
      host !== undefined && workloadAt(host, workloads)?.name === workload.name
        ? [{ peers: [podsOf(caller, workload, place)], ports: [port] }]
        : [],
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

/** The default-deny policy for ingress and egress of every pod. The programs' own policies allow the connections that they need. */
export const defaultDenyArgs = (place: Place) =>
  ({
    metadata: stackMetadata(place, "default-deny"),
    spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
  }) satisfies networking.v1.NetworkPolicy;

/**
 * The policy of one program. Egress: the connections that the program declares, DNS, discovery, and the metrics of kubelets. Ingress: the
 * connections to the program that other programs declare, calls from the namespaces in `callers`, and requests through the Ingress
 * controller or Gateway. `workloads` are all workloads of the stack.
 */
export const networkPolicyArgs = (workload: Workload, place: Place, workloads: readonly Workload[]) =>
  ({
    metadata: metadataOf(workload, homeOf(workload, place)),
    spec: {
      podSelector: { matchLabels: selectorOf(workload.name) },
      policyTypes: ["Ingress", "Egress"],
      ingress: ingress(workload, place, workloads),
      egress: egress(workload, place, workloads),
    },
  }) satisfies networking.v1.NetworkPolicy;
