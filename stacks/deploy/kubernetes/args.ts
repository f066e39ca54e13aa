import type { apps, core } from "@pulumi/kubernetes/types/input";
import { mebibytes, mebibytesOf } from "../../config/quantity";
import {
  awaitsItsPhase,
  awaitsItsPod,
  definitionWins,
  homeOf,
  metadataOf,
  notAwaited,
  selectorOf,
  stackLabels,
  stackMetadata,
  workloadLabels,
  type Place,
} from "./place";
import { claimName } from "./claims";
import { nodePodSpec } from "./node-pod";
import { podSpec, type PodParts } from "./pod";
import type { ConfigPart } from "./files";
import { secretText, type Secrets, type Workload } from "../workload";

const byName = ([a]: readonly [string, unknown], b: readonly [string, unknown]): number => (a < b[0] ? -1 : 1);

/** A ConfigMap with files of a program. It is immutable, so changed content creates a new ConfigMap. */
export const configMapArgs = (workload: Workload, place: Place, { name, data }: ConfigPart) =>
  ({
    metadata: metadataOf(workload, place, name),
    immutable: true,
    data: { ...data },
  }) satisfies core.v1.ConfigMap;

/** The contents of the secret files in base64, by file name. */
export const secretData = ({ secretFiles }: Pick<Workload, "secretFiles">, secrets: Secrets): Record<string, string> =>
  Object.fromEntries(
    Object.entries(secretFiles)
      .sort(byName)
      .map(([name, content]) => [name, Buffer.from(secretText(content, secrets)).toString("base64")]),
  );

/** The Secret of a program, without its data. Pulumi generates the name, because a name with the content's hash would reveal the hash. */
export const secretArgs = (workload: Workload, { stack, namespace }: Place) =>
  ({
    metadata: { namespace, labels: workloadLabels(stack, workload), annotations: definitionWins },
    immutable: true,
    type: "Opaque",
  }) satisfies core.v1.Secret;

/** The PersistentVolumeClaim of a program with a volume. Its size is `kubernetes.storage` of the workload. */
export const claimArgs = (workload: Workload, place: Place) =>
  ({
    metadata: metadataOf(workload, place, claimName(workload.name), awaitsItsPhase),
    spec: {
      accessModes: ["ReadWriteOnce"],
      storageClassName: place.storageClass,
      resources: { requests: { storage: mebibytes(mebibytesOf(workload.kubernetes.storage) ?? 0) } },
    },
  }) satisfies core.v1.PersistentVolumeClaim;

/**
 * The Service of a program. Its name is the workload's name, so programs have the same host names as on Docker. With several replicas, the
 * Service is headless: its host name resolves to the addresses of all ready pods. Each of these pods is a target of Prometheus.
 */
export const serviceArgs = (workload: Workload, place: Place) =>
  ({
    metadata: metadataOf(workload, place, workload.name, notAwaited),
    spec: {
      type: "ClusterIP",
      selector: selectorOf(workload.name),
      ports: Object.entries(workload.ports)
        .sort(byName)
        .map(([name, port]) => ({ name, port, targetPort: name, protocol: "TCP" })),
      ...(workload.replicas !== undefined && { clusterIP: "None" }),
    },
  }) satisfies core.v1.Service;

/** The Service of a program that runs on every node. Its host name resolves to the addresses of all pods, ready or not. */
export function nodeServiceArgs(workload: Workload, place: Place) {
  const { metadata, spec } = serviceArgs(workload, homeOf(workload, place));
  return { metadata, spec: { ...spec, clusterIP: "None", publishNotReadyAddresses: true } } satisfies core.v1.Service;
}

/** A host name in the namespace of `from` that points to the Service of a program in the namespace of `to`. */
export const namedElsewhereArgs = (name: string, from: Pick<Place, "stack" | "namespace">, to: Pick<Place, "namespace">) =>
  ({
    metadata: stackMetadata(from, name, notAwaited),
    spec: { type: "ExternalName", externalName: `${name}.${to.namespace}.svc.cluster.local` },
  }) satisfies core.v1.Service;

/** An additional host name `<service>.<system>` of a program: a Service in the system's namespace that points to the program's Service. */
export function aliasArgs(alias: string, workload: Workload, { stack, namespace }: Place) {
  const [name = "", system = ""] = alias.split(".");
  return {
    metadata: {
      name,
      namespace: system,
      labels: { ...stackLabels(stack), ...selectorOf(name) },
      annotations: { ...definitionWins, ...notAwaited },
    },
    spec: { type: "ExternalName", externalName: `${workload.name}.${namespace}.svc.cluster.local` },
  } satisfies core.v1.Service;
}

const template = (workload: Workload, { stack }: Place, parts: PodParts) => ({
  metadata: { labels: workloadLabels(stack, workload) },
  spec: podSpec(workload, parts),
});

/** The Deployment of a program without a volume. During a rollout, the old pod is deleted only when the new pod is ready. */
export const deploymentArgs = (workload: Workload, place: Place, parts: PodParts) =>
  ({
    metadata: metadataOf(workload, place),
    spec: {
      replicas: workload.replicas ?? 1,
      // Older ReplicaSets refer to deleted ConfigMaps, so a rollback to them would fail.
      revisionHistoryLimit: 1,
      selector: { matchLabels: selectorOf(workload.name) },
      strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
      template: template(workload, place, parts),
    },
  }) satisfies apps.v1.Deployment;

/**
 * The StatefulSet of a program with a volume. The old pod is deleted before the new pod starts, because two pods would corrupt the data.
 */
export const statefulSetArgs = (workload: Workload, place: Place, parts: PodParts) =>
  ({
    metadata: metadataOf(workload, place, workload.name, awaitsItsPod),
    spec: {
      replicas: 1,
      revisionHistoryLimit: 1,
      serviceName: workload.name,
      selector: { matchLabels: selectorOf(workload.name) },
      // With OrderedReady, a pod that never becomes ready, e.g. because its image cannot be pulled, blocks the rollout of the fix.
      podManagementPolicy: "Parallel",
      updateStrategy: { type: "RollingUpdate" },
      template: template(workload, place, parts),
    },
  }) satisfies apps.v1.StatefulSet;

/**
 * The DaemonSet of a program that runs on every node. The old pod is deleted before the new pod starts, because two pods on one node would
 * use the same data.
 */
export const daemonSetArgs = (workload: Workload, place: Place, parts: PodParts) =>
  ({
    metadata: metadataOf(workload, homeOf(workload, place)),
    spec: {
      revisionHistoryLimit: 1,
      selector: { matchLabels: selectorOf(workload.name) },
      updateStrategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: 0, maxUnavailable: "10%" } },
      template: { metadata: { labels: workloadLabels(place.stack, workload) }, spec: nodePodSpec(workload, place, parts) },
    },
  }) satisfies apps.v1.DaemonSet;
