import type { V1ContainerStateTerminated, V1Pod, V1Service } from "@kubernetes/client-node";

/** The name and the namespace of a Service in a cluster. */
interface ServiceName {
  readonly name: string;
  readonly namespace: string;
}

/** The Service of a host name such as `orders.demo` or `orders.demo.svc.cluster.local`. Undefined for other names and for addresses. */
export function serviceOfHost(host: string): ServiceName | undefined {
  const [, name, namespace] = /^([a-z](?:[a-z0-9-]*[a-z0-9])?)\.([a-z0-9](?:[a-z0-9-]*[a-z0-9])?)(?:\.svc(?:\..+)?)?\.?$/.exec(host) ?? [];
  return name === undefined || namespace === undefined ? undefined : { name, namespace };
}

/** Where the pods of a Service are: its selector or, for the type ExternalName, its external name. Undefined if it has neither. */
export function behind({ spec }: V1Service): { readonly selector: string } | { readonly host: string } | undefined {
  if (spec?.type === "ExternalName") return spec.externalName === undefined ? undefined : { host: spec.externalName };
  const labels = Object.entries(spec?.selector ?? {});
  return labels.length === 0 ? undefined : { selector: labels.map(([label, value]) => `${label}=${value}`).join(",") };
}

/** Name of the container whose log to read: the one that the pod names as its default, else the first one. */
export const mainContainer = ({ metadata, spec }: V1Pod): string =>
  metadata?.annotations?.["kubectl.kubernetes.io/default-container"] ?? spec?.containers[0]?.name ?? "";

const endText = ({ reason, exitCode, finishedAt }: V1ContainerStateTerminated): string =>
  [
    reason === undefined ? `exit code ${exitCode}` : `${reason} (exit code ${exitCode})`,
    ...(finishedAt === undefined ? [] : [new Date(finishedAt).toISOString()]),
  ].join(", ");

/** The name, node and state of a pod, and the restarts, the start and the latest end of its container `container`. */
export function stateOfPod(pod: V1Pod, container: string) {
  const { metadata, spec, status } = pod;
  const found = status?.containerStatuses?.find(({ name }) => name === container);
  const { waiting, running, terminated } = found?.state ?? {};
  const unscheduled = status?.conditions?.find(({ type, status: met }) => type === "PodScheduled" && met === "False");
  const notReady = running !== undefined && found?.ready === false ? " (not ready)" : "";
  const ended = terminated ?? found?.lastState?.terminated;
  return {
    name: `${metadata?.namespace ?? ""}/${metadata?.name ?? ""}`,
    node: spec?.nodeName,
    state:
      metadata?.deletionTimestamp !== undefined
        ? "Terminating"
        : (waiting?.reason ??
          (unscheduled === undefined ? undefined : `Pending: ${unscheduled.message ?? unscheduled.reason ?? ""}`) ??
          `${status?.phase ?? "Unknown"}${notReady}`),
    restarts: found?.restartCount ?? 0,
    started: running?.startedAt === undefined ? undefined : new Date(running.startedAt).toISOString(),
    ended: ended === undefined ? undefined : endText(ended),
  };
}
