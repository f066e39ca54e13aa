import type { core } from "@pulumi/kubernetes/types/input";
import type { Workload } from "../workload";
import type { Place } from "./place";
import { podSpec, type PodParts } from "./pod";

/** Folder on the node for a program's data. A new pod continues with the data of the pod that it replaces. */
const dataFolder = (workload: Workload, { stack }: Place): string => `/var/lib/monitoring/${stack}/${workload.name}`;

/** With this setting, a file system that is mounted on the node after the start of the container appears in the container too. */
const propagation = { mountPropagation: "HostToContainer" };

/**
 * The pod of a program that runs on every node. Unlike other pods, it may run as root, tolerates every taint, mounts a folder of the node
 * read-only, keeps its data in a folder of the node, and gets the node's name and the stack's namespace as environment variables. Throws
 * Error for a program without `node`.
 */
export function nodePodSpec(workload: Workload, place: Place, parts: PodParts) {
  const { node, volume } = workload;
  if (node === undefined) throw new Error(`${workload.name} does not run on every node.`);
  const { containers, volumes, securityContext, ...spec } = podSpec(workload, parts);
  const reads = node.reads.kubernetes;
  return {
    ...spec,
    securityContext: { ...securityContext, runAsNonRoot: !workload.user.startsWith("0:") },
    tolerations: [{ operator: "Exists" }],
    containers: containers.map((container) => ({
      ...container,
      env: [
        ...(container.env ?? []),
        { name: "NODE_NAME", valueFrom: { fieldRef: { fieldPath: "spec.nodeName" } } },
        { name: "STACK_NAMESPACE", value: place.namespace },
      ],
      volumeMounts: [
        ...container.volumeMounts,
        ...(volume === undefined ? [] : [{ name: "data", mountPath: volume.path }]),
        { name: "node", mountPath: node.at ?? reads, readOnly: true, ...(node.at !== undefined && propagation) },
      ],
    })),
    volumes: [
      ...volumes,
      ...(volume === undefined ? [] : [{ name: "data", hostPath: { path: dataFolder(workload, place), type: "DirectoryOrCreate" } }]),
      { name: "node", hostPath: { path: reads, type: "Directory" } },
    ],
  } satisfies core.v1.PodSpec;
}
