import type { Cluster } from "../../support/cluster/cluster";

/** The kinds of object that a stack creates in its own namespace, except the objects of the Prometheus Operator. */
export const kinds =
  "deployments,statefulsets,daemonsets,replicasets,pods,services,configmaps,secrets,persistentvolumeclaims,networkpolicies,ingresses,serviceaccounts";

interface Pod {
  readonly metadata: { readonly uid: string; readonly labels: Readonly<Record<string, string>>; readonly deletionTimestamp?: string };
  readonly status: { readonly conditions?: readonly { readonly type: string; readonly status: string }[] };
}

/**
 * The uid and the readiness of a namespace's pods, by program, without terminating pods. If a program has several pods, only the last one
 * in the list. A replaced pod has a different uid.
 */
export async function podsOf(cluster: Cluster, namespace: string): Promise<Record<string, { uid: string; ready: boolean }>> {
  const { items } = JSON.parse(await cluster.kubectl(["get", "pods", "--namespace", namespace, "--output=json"])) as { items: Pod[] };
  return Object.fromEntries(
    items
      .filter(({ metadata }) => metadata.deletionTimestamp === undefined)
      .map(({ metadata, status }) => [
        metadata.labels["app.kubernetes.io/name"] ?? "",
        { uid: metadata.uid, ready: status.conditions?.some(({ type, status: is }) => type === "Ready" && is === "True") === true },
      ]),
  );
}

type Pods = Awaited<ReturnType<typeof podsOf>>;

/** The programs whose pods were replaced or added, sorted. */
export const rolled = (before: Pods, after: Pods): string[] =>
  Object.keys(after)
    .filter((name) => before[name]?.uid !== after[name]?.uid)
    .sort();

/** What a stack leaves in the cluster: objects in its namespace, namespaces, ClusterRoles, ClusterRoleBindings and volumes. */
export async function leftOf(cluster: Cluster, stack: string, namespace: string): Promise<string[]> {
  const texts = await Promise.all([
    cluster.kubectl(["get", kinds, "--namespace", namespace, "--output=name"]),
    cluster.kubectl([
      "get",
      "namespaces,clusterroles,clusterrolebindings",
      `--selector=monitoring.stack=${stack}`,
      "--ignore-not-found",
      "--output=name",
    ]),
    cluster.kubectl(["get", "persistentvolumes", `--output=jsonpath={range .items[*]}{.spec.claimRef.namespace}{"\\n"}{end}`]),
  ]);
  const [objects, whole, volumes] = texts;
  return [...`${objects}\n${whole}`.split("\n"), ...volumes.split("\n").filter((owner) => owner === namespace)].filter(
    (line) => line !== "",
  );
}

/** The number of a stack's objects of these kinds. */
export async function countOf(cluster: Cluster, stack: string, some: string): Promise<number> {
  const names = await cluster.kubectl(["get", some, "--all-namespaces", `--selector=monitoring.stack=${stack}`, "--output=name"]);
  return names.split("\n").filter((name) => name !== "").length;
}
