import type { core } from "@pulumi/kubernetes/types/input";
import type { Input } from "@pulumi/pulumi";
import { secretsFolder } from "../../../exporters/model/naming";
import type { Workload } from "../workload";
import { configFolders } from "./files";
import { mebibytes, millicores } from "../../config/quantity";

/** Objects that a pod refers to. */
export interface PodParts {
  readonly serviceAccount: Input<string>;
  /** Name of the Secret with the secret files. */
  readonly secret?: Input<string> | undefined;
  /** Name of the volume's claim. */
  readonly claim?: Input<string> | undefined;
}

/** Termination grace period in seconds. In this time, a program can write the data in its memory to disk. */
const graceSeconds = 60;

const byName = ([a]: readonly [string, unknown], b: readonly [string, unknown]): number => (a < b[0] ? -1 : 1);
/** Escapes `$(` as `$$(`, because Kubernetes expands `$(NAME)`. */
export const literal = (text: string): string => text.replaceAll("$(", "$$$$(");

const idsOf = (user: string): { readonly uid: number; readonly gid: number } => {
  const [uid = 0, gid = 0] = user.split(":").map(Number);
  return { uid, gid };
};

/** The group that owns volumes and secret files. If the workload's group is root, the user ID is used. */
const volumeGroup = (user: string): number => idsOf(user).gid || idsOf(user).uid;

function probes({ health, kubernetes }: Workload) {
  if (health === undefined) return {};
  const ready =
    "exec" in health ? { exec: { command: [...health.exec] } } : { httpGet: { path: health.http.path, port: health.http.port } };
  // For an HTTP health check, the liveness probe only opens a TCP connection, so a program that is temporarily not ready is not restarted.
  const alive = "exec" in health ? ready : { tcpSocket: { port: health.http.port } };
  return {
    startupProbe: { ...ready, periodSeconds: 5, timeoutSeconds: 5, failureThreshold: Math.ceil(kubernetes.startSeconds / 5) },
    readinessProbe: { ...ready, periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 3 },
    livenessProbe: { ...alive, periodSeconds: 30, timeoutSeconds: 5, failureThreshold: 4 },
  };
}

const hasPorts = ({ ports }: Workload): boolean => Object.keys(ports).length > 0;

function container(workload: Workload, { secret, claim }: PodParts) {
  const { name, image, args, env, ports, resources, volume, kubernetes } = workload;
  const memory = mebibytes(resources.memoryMiB);
  return {
    name,
    image,
    imagePullPolicy: "IfNotPresent",
    ...(args.length > 0 && { args: args.map(literal) }),
    ...(Object.keys(env).length > 0 && {
      env: Object.entries(env)
        .sort(byName)
        .map(([key, value]) => ({ name: key, value: literal(value) })),
    }),
    ...(hasPorts(workload) && {
      ports: Object.entries(ports)
        .sort(byName)
        .map(([key, containerPort]) => ({ name: key, containerPort, protocol: "TCP" })),
    }),
    ...probes(workload),
    resources: { requests: { cpu: millicores(kubernetes.cpuMillis), memory }, limits: { memory } },
    securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] }, readOnlyRootFilesystem: true },
    volumeMounts: [
      ...configFolders(workload).map(({ volume: at, folder }) => ({ name: at, mountPath: folder, readOnly: true })),
      ...(secret === undefined ? [] : [{ name: "secrets", mountPath: secretsFolder, readOnly: true }]),
      ...(volume === undefined || claim === undefined ? [] : [{ name: "data", mountPath: volume.path }]),
      { name: "tmp", mountPath: "/tmp" },
    ],
  };
}

function volumes(workload: Workload, { secret, claim }: PodParts) {
  return [
    ...configFolders(workload).map(({ volume, parts }) => ({
      name: volume,
      projected: { defaultMode: 0o444, sources: parts.map(({ name, items }) => ({ configMap: { name, items: [...items] } })) },
    })),
    // Root and the pod's group own the files, so the mode lets the group read them.
    ...(secret === undefined ? [] : [{ name: "secrets", secret: { secretName: secret, defaultMode: 0o440 } }]),
    ...(claim === undefined ? [] : [{ name: "data", persistentVolumeClaim: { claimName: claim } }]),
    { name: "tmp", emptyDir: { medium: "Memory", sizeLimit: "64Mi" } },
  ];
}

/**
 * The pod of a workload. It complies with the Pod Security Standard `restricted`. The pod gets an API token only if the program does
 * discovery.
 */
export function podSpec(workload: Workload, parts: PodParts) {
  const { uid, gid } = idsOf(workload.user);
  return {
    serviceAccountName: parts.serviceAccount,
    automountServiceAccountToken: workload.kubernetes.discovery,
    enableServiceLinks: false,
    terminationGracePeriodSeconds: graceSeconds,
    securityContext: {
      runAsNonRoot: true,
      runAsUser: uid,
      runAsGroup: gid,
      fsGroup: volumeGroup(workload.user),
      fsGroupChangePolicy: "OnRootMismatch",
      seccompProfile: { type: "RuntimeDefault" },
    },
    containers: [container(workload, parts)],
    volumes: volumes(workload, parts),
  } satisfies core.v1.PodSpec;
}
