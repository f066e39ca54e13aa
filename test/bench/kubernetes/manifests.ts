import type { Cluster } from "../../support/cluster/cluster";

interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly spec?: Readonly<Record<string, unknown>>;
  readonly [field: string]: unknown;
}

const kinds = "namespaces,serviceaccounts,configmaps,secrets,persistentvolumeclaims,networkpolicies,services,deployments,statefulsets";

/** Spec fields that the cluster fills in. A manifest for a new object must not contain them. */
const given = ["clusterIP", "clusterIPs", "volumeName", "finalizers"];

const without = (fields: Readonly<Record<string, unknown>>, ...names: readonly string[]): object =>
  Object.fromEntries(Object.entries(fields).filter(([key]) => !names.includes(key)));

function asWritten(manifest: Manifest): object {
  const { metadata, spec, ...rest } = manifest;
  const { name, namespace, labels, annotations = {} } = metadata;
  const own = Object.fromEntries(Object.entries(annotations).filter(([key]) => key.startsWith("pulumi.com/")));
  return {
    ...without(rest, "status"),
    metadata: { name, ...(namespace !== undefined && { namespace }), ...(labels && { labels }), annotations: own },
    ...(spec && { spec: without(spec, ...given) }),
  };
}

/** Returns a stack's objects in a cluster as manifests for `kubectl apply`, with namespaces first. */
export async function manifestsOf(cluster: Cluster, stack: string): Promise<object> {
  const text = await cluster.kubectl(["get", kinds, "--all-namespaces", `--selector=monitoring.stack=${stack}`, "--output=json"]);
  const { items } = JSON.parse(text) as { items: Manifest[] };
  const order = (kind: string): number => (kind === "Namespace" ? 0 : 1);
  return { apiVersion: "v1", kind: "List", items: items.sort((a, b) => order(a.kind) - order(b.kind)).map(asWritten) };
}
