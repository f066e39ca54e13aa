/** Names of the test cluster's nodes. Each node is in a separate zone. */
export const nodeNames = ["node-a", "node-b", "node-c"] as const;

/** Name of the default StorageClass. `stages.yaml` simulates its provisioner. */
export const storageClass = "standard";

const volumeDriver = "volumes.cluster.test";

const node = (name: string): object => ({
  apiVersion: "v1",
  kind: "Node",
  metadata: {
    name,
    labels: {
      "kubernetes.io/hostname": name,
      "kubernetes.io/os": "linux",
      "kubernetes.io/arch": "amd64",
      "topology.kubernetes.io/zone": name.replace("node", "zone"),
    },
  },
});

/** Objects that an ordinary cluster has before anything is deployed to it. */
export const objects = {
  apiVersion: "v1",
  kind: "List",
  items: [
    ...nodeNames.map(node),
    {
      apiVersion: "storage.k8s.io/v1",
      kind: "StorageClass",
      metadata: { name: storageClass, annotations: { "storageclass.kubernetes.io/is-default-class": "true" } },
      provisioner: volumeDriver,
      volumeBindingMode: "WaitForFirstConsumer",
      reclaimPolicy: "Delete",
      allowVolumeExpansion: true,
    },
    // Volumes are not attached, because no program in the cluster would attach them.
    { apiVersion: "storage.k8s.io/v1", kind: "CSIDriver", metadata: { name: volumeDriver }, spec: { attachRequired: false } },
    {
      apiVersion: "rbac.authorization.k8s.io/v1",
      kind: "ClusterRoleBinding",
      metadata: { name: "viewers" },
      roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "view" },
      subjects: [{ apiGroup: "rbac.authorization.k8s.io", kind: "Group", name: "viewers" }],
    },
  ],
} as const;
