import type { apps, core } from "@pulumi/kubernetes/types/input";
import { mebibytes, mebibytesOf } from "../../config/quantity";
import {
  awaitsItsPhase,
  awaitsItsPod,
  definitionWins,
  metadataOf,
  notAwaited,
  selectorOf,
  stackLabels,
  workloadLabels,
  type Place,
} from "./place";
import { podSpec, type PodParts } from "./pod";
import type { ConfigPart } from "./files";
import { secretText, type Secrets, type Workload } from "../workload";

const byName = ([a]: readonly [string, unknown], b: readonly [string, unknown]): number => (a < b[0] ? -1 : 1);

/** ConfigMap with files of a program. It is immutable: changed content gives a new ConfigMap. */
export const configMapArgs = (workload: Workload, place: Place, { name, data }: ConfigPart) =>
  ({
    metadata: metadataOf(workload, place, name),
    immutable: true,
    data: { ...data },
  }) satisfies core.v1.ConfigMap;

/** Secret files in base64, by file name. */
export const secretData = ({ secretFiles }: Pick<Workload, "secretFiles">, secrets: Secrets): Record<string, string> =>
  Object.fromEntries(
    Object.entries(secretFiles)
      .sort(byName)
      .map(([name, content]) => [name, Buffer.from(secretText(content, secrets)).toString("base64")]),
  );

/** The Secret of a program, without its data. The engine generates its name: a name from the content would reveal its hash. */
export const secretArgs = (workload: Workload, { stack, namespace }: Place) =>
  ({
    metadata: { namespace, labels: workloadLabels(stack, workload), annotations: definitionWins },
    immutable: true,
    type: "Opaque",
  }) satisfies core.v1.Secret;

/** Claim of the persistent volume. */
export const claimArgs = (workload: Workload, place: Place) =>
  ({
    metadata: metadataOf(workload, place, `${workload.name}-data`, awaitsItsPhase),
    spec: {
      accessModes: ["ReadWriteOnce"],
      storageClassName: place.storageClass,
      resources: { requests: { storage: mebibytes(mebibytesOf(workload.kubernetes.storage) ?? 0) } },
    },
  }) satisfies core.v1.PersistentVolumeClaim;

/** The Service of a program, with the workload's name, as on Docker. */
export const serviceArgs = (workload: Workload, place: Place) =>
  ({
    metadata: metadataOf(workload, place, workload.name, notAwaited),
    spec: {
      type: "ClusterIP",
      selector: selectorOf(workload.name),
      ports: Object.entries(workload.ports)
        .sort(byName)
        .map(([name, port]) => ({ name, port, targetPort: name, protocol: "TCP" })),
    },
  }) satisfies core.v1.Service;

/** An additional name of a program, `<service>.<system>`: a Service in the system's namespace that points here. */
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

/** One pod without a volume. In a rollout, the new pod is ready before the old one is deleted. */
export const deploymentArgs = (workload: Workload, place: Place, parts: PodParts) =>
  ({
    metadata: metadataOf(workload, place),
    spec: {
      replicas: 1,
      // Older ReplicaSets refer to deleted ConfigMaps, so a rollback to them is impossible.
      revisionHistoryLimit: 1,
      selector: { matchLabels: selectorOf(workload.name) },
      strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
      template: template(workload, place, parts),
    },
  }) satisfies apps.v1.Deployment;

/** One pod with a volume. The old pod is deleted before the new one starts, because two would corrupt the data. */
export const statefulSetArgs = (workload: Workload, place: Place, parts: PodParts) =>
  ({
    metadata: metadataOf(workload, place, workload.name, awaitsItsPod),
    spec: {
      replicas: 1,
      revisionHistoryLimit: 1,
      serviceName: workload.name,
      selector: { matchLabels: selectorOf(workload.name) },
      // With OrderedReady, a pod that never becomes ready, e.g. because its image cannot be pulled, is not replaced after the fix.
      podManagementPolicy: "Parallel",
      updateStrategy: { type: "RollingUpdate" },
      template: template(workload, place, parts),
    },
  }) satisfies apps.v1.StatefulSet;
