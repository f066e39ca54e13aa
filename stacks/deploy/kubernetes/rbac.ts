import type { core, rbac } from "@pulumi/kubernetes/types/input";
import type { Workload } from "../workload";
import { definitionWins, metadataOf, stackMetadata, workloadLabels, type Place } from "./place";

/** Name of the ServiceAccount for all programs that do not use the cluster's API. It has no token and no permissions. */
export const silentAccount = "workloads";

export const silentAccountArgs = (place: Place) =>
  ({
    metadata: stackMetadata(place, silentAccount),
    automountServiceAccountToken: false,
  }) satisfies core.v1.ServiceAccount;

/** The ServiceAccount of a program that uses the cluster's API for discovery. */
export const accountArgs = (workload: Workload, place: Place) =>
  ({
    metadata: metadataOf(workload, place),
    automountServiceAccountToken: true,
  }) satisfies core.v1.ServiceAccount;

/** A name for objects without a namespace. It is unique in the cluster. */
const clusterName = (workload: Workload, { namespace }: Place): string => `${namespace}-${workload.name}-discovery`;

const reads = ["get", "list", "watch"] as const;

/** The permissions for discovery. They allow no access to Secrets, ConfigMaps or logs. */
export const discoveryRules = [
  { apiGroups: [""], resources: ["endpoints", "nodes", "pods", "services"], verbs: reads },
  { apiGroups: ["discovery.k8s.io"], resources: ["endpointslices"], verbs: reads },
  { apiGroups: ["networking.k8s.io"], resources: ["ingresses"], verbs: reads },
] as const;

/**
 * The permission for the metrics of kubelets. It gives no access to other endpoints of a kubelet, e.g. those for logs and for commands in
 * containers.
 */
const kubeletRule = { apiGroups: [""], resources: ["nodes/metrics"], verbs: ["get"] } as const;

/** The permissions of a program that uses the cluster's API. */
export const rulesOf = ({ kubernetes }: Pick<Workload, "kubernetes">) => [
  ...(kubernetes.discovery ? discoveryRules : []),
  ...(kubernetes.kubelets ? [kubeletRule] : []),
];

export const discoveryRoleArgs = (workload: Workload, place: Place) =>
  ({
    metadata: { name: clusterName(workload, place), labels: workloadLabels(place.stack, workload), annotations: definitionWins },
    rules: rulesOf(workload).map(({ apiGroups, resources, verbs }) => ({
      apiGroups: [...apiGroups],
      resources: [...resources],
      verbs: [...verbs],
    })),
  }) satisfies rbac.v1.ClusterRole;

export const discoveryBindingArgs = (workload: Workload, place: Place) =>
  ({
    metadata: { name: clusterName(workload, place), labels: workloadLabels(place.stack, workload), annotations: definitionWins },
    roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: clusterName(workload, place) },
    subjects: [{ kind: "ServiceAccount", name: workload.name, namespace: place.namespace }],
  }) satisfies rbac.v1.ClusterRoleBinding;
