import { deploymentArgs, serviceArgs } from "../../../stacks/deploy/kubernetes/args";
import type { Place } from "../../../stacks/deploy/kubernetes/place";
import type { Workload } from "../../../stacks/deploy/workload";
import type { Cluster } from "../../support/cluster/cluster";
import { until } from "../../support/until";
import type { Network } from "./apps";
import { list, type Metadata } from "./objects";
import type { HostPrometheus } from "./prometheus";

/** A workload with two replicas, where the workload runs, and the Prometheus that discovers the replicas. */
interface Replicas {
  readonly cluster: Cluster;
  readonly network: Network;
  readonly prometheus: HostPrometheus;
  readonly place: Place;
  readonly workload: Workload;
  /** Labels and annotations of the Service, by which Prometheus discovers the pods. */
  readonly metadata: Required<Metadata>;
}

interface Slices {
  readonly items: readonly {
    readonly endpoints: readonly { readonly addresses: readonly string[]; readonly conditions: { readonly ready: boolean } }[];
  }[];
}

/** The `host:port` of each ready pod of a Service. For a headless Service, the cluster's DNS server returns the hosts of these pods. */
async function addressesOf({ cluster, workload, place }: Replicas): Promise<string[]> {
  const selector = `--selector=kubernetes.io/service-name=${workload.name}`;
  const found = await cluster.kubectl(["get", "endpointslices", `--namespace=${place.namespace}`, selector, "--output=json"]);
  return (JSON.parse(found) as Slices).items
    .flatMap(({ endpoints }) => endpoints.filter(({ conditions }) => conditions.ready).flatMap(({ addresses }) => addresses))
    .map((address) => `${address}:9464`)
    .sort();
}

/**
 * Deploys the workload and expects a target for each replica. Makes one replica unreachable and expects the replica's target to be down.
 * Deletes the workload and expects no targets.
 */
export async function expectReplicas(replicas: Replicas): Promise<void> {
  const { cluster, network, prometheus, place, workload, metadata } = replicas;
  const namespace = `--namespace=${place.namespace}`;
  const headless = serviceArgs(workload, place);
  expect(headless.spec).toMatchObject({ clusterIP: "None" });
  const annotated = {
    ...headless.metadata,
    labels: { ...headless.metadata.labels, ...metadata.labels },
    annotations: { ...headless.metadata.annotations, ...metadata.annotations },
  };
  await cluster.kubectl(["create", "-f", "-"], {
    input: list([
      { apiVersion: "v1", kind: "Service", ...headless, metadata: annotated },
      { apiVersion: "apps/v1", kind: "Deployment", ...deploymentArgs(workload, place, { serviceAccount: "prometheus" }) },
    ]),
  });
  await cluster.kubectl(["rollout", "status", `deployment/${workload.name}`, namespace, "--timeout=60s"]);
  // The rollout is complete once both pods are ready. The EndpointSlice follows later.
  const instances = await until("an EndpointSlice with two ready pods", async () => {
    const addresses = await addressesOf(replicas);
    return new Set(addresses).size === 2 ? addresses : undefined;
  });
  for (const address of instances) network.stand(address);
  const up = async (): Promise<string> =>
    (await prometheus.query(`up{service="${workload.name}"}`))
      .map(({ metric, value }) => `${metric["instance"] ?? ""} ${value[1]}`)
      .sort()
      .join();
  await prometheus.until("scraping both", async () => (await up()) === instances.map((each) => `${each} 1`).join());
  const [kept = "", fallen = ""] = instances;
  network.fall(fallen);
  await prometheus.until("noticing", async () => (await up()) === [`${kept} 1`, `${fallen} 0`].sort().join());
  await cluster.kubectl(["delete", `service/${workload.name}`, `deployment/${workload.name}`, namespace]);
  await prometheus.until("forgetting them", async () =>
    (await prometheus.targets()).every(({ labels }) => labels["service"] !== workload.name),
  );
}
