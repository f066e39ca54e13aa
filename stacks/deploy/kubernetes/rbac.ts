import type { core, rbac } from "@pulumi/kubernetes/types/input";
import type { Workload } from "../workload";
import { definitionWins, metadataOf, stackMetadata, workloadLabels, type Place } from "./place";

/** ServiceAccount of all programs that do not use the API; it has no token and no permissions. */
export const silentAccount = "workloads";

export const silentAccountArgs = (place: Place) =>
  ({
    metadata: stackMetadata(place, silentAccount),
    automountServiceAccountToken: false,
  }) satisfies core.v1.ServiceAccount;

/** ServiceAccount of one program that uses the API for discovery. */
export const accountArgs = (workload: Workload, place: Place) =>
  ({
    metadata: metadataOf(workload, place),
    automountServiceAccountToken: true,
  }) satisfies core.v1.ServiceAccount;

/** A name that is unique in the cluster. */
const clusterName = (workload: Workload, { namespace }: Place): string => `${namespace}-${workload.name}-discovery`;

const reads = ["get", "list", "watch"] as const;

/** Read permissions for discovery only: no Secrets, ConfigMaps or logs. */
export const discoveryRules = [
  { apiGroups: [""], resources: ["endpoints", "nodes", "pods", "services"], verbs: reads },
  { apiGroups: ["discovery.k8s.io"], resources: ["endpointslices"], verbs: reads },
  { apiGroups: ["networking.k8s.io"], resources: ["ingresses"], verbs: reads },
] as const;

export const discoveryRoleArgs = (workload: Workload, place: Place) =>
  ({
    metadata: { name: clusterName(workload, place), labels: workloadLabels(place.stack, workload), annotations: definitionWins },
    rules: discoveryRules.map(({ apiGroups, resources, verbs }) => ({
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
