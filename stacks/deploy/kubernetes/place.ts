import { nodesNamespace } from "../../../exporters/model/naming";
import type { Workload } from "../workload";

/** Access to programs from outside the cluster. */
export interface Access {
  /** Host names by program, like `grafana.staging.example.com`. A program without a host name is not reachable from outside. */
  readonly hosts: Readonly<Record<string, string>>;
  /** Namespace of the Ingress controller's or Gateway's pods, which forward requests to the programs. */
  readonly namespace: string;
  readonly by:
    | {
        readonly ingress: {
          readonly className: string;
          /** Secret with the certificate for all hosts, in the stack's namespace. */
          readonly tlsSecret: string;
          /** Annotations of every Ingress, for example the issuer of the certificate. */
          readonly annotations: Readonly<Record<string, string>>;
          /**
           * Annotations that make the controller authenticate users. The Ingresses of programs with a login, such as Grafana, do not
           * get these annotations.
           */
          readonly authentication: Readonly<Record<string, string>>;
        };
      }
    | {
        readonly gateway: {
          readonly name: string;
          readonly sectionName?: string | undefined;
          /**
           * A filter of the Gateway implementation that authenticates users. The HTTPRoutes of programs with a login, such as Grafana, do
           * not get this filter.
           */
          readonly authentication?: { readonly group: string; readonly kind: string; readonly name: string } | undefined;
        };
      };
}

/** The namespace of a stack in a cluster, and the settings of the cluster that the stack's objects need. */
export interface Place {
  readonly stack: string;
  readonly namespace: string;
  /** StorageClass of every volume. */
  readonly storageClass: string;
  /**
   * IDs of the monitored systems. A system's namespace has the system's ID as its name, so the host names of its services are
   * `<service>.<system>`.
   */
  readonly systems: readonly string[];
  /** Private networks (CIDR) outside the cluster that contain monitored hosts or receivers. Public addresses need no entry. */
  readonly privateNetworks: readonly string[];
  readonly access?: Access | undefined;
  /** The namespace of the Operator's Prometheus and Alertmanager, and the labels that they select. Undefined without the Operator. */
  readonly operator?: { readonly namespace: string; readonly labels: Readonly<Record<string, string>> } | undefined;
}

/** Name of the port to which a program's Ingress or HTTPRoute forwards requests. */
export const openedPort = "http";

/**
 * Pod Security Standard that the namespaces of the stack enforce, except the namespace of the programs that run on every node. A cluster
 * that does not know this version uses its latest version.
 */
export const podSecurity = { level: "restricted", version: "v1.34" } as const;

/** The place of a workload: the stack's namespace, or the namespace for programs that run on every node. */
export const homeOf = (workload: Pick<Workload, "node">, place: Place): Place =>
  workload.node === undefined ? place : { ...place, namespace: nodesNamespace(place.namespace) };

/** Label with the name of the stack. It selects the stack's objects, as in `kubectl get -l monitoring.stack=<stack>`. */
export const stackLabel = "monitoring.stack";

/** Labels of every object of a stack. */
export const stackLabels = (stack: string): Record<string, string> => ({
  "app.kubernetes.io/managed-by": "pulumi",
  "app.kubernetes.io/part-of": "monitoring",
  [stackLabel]: stack,
});

/** Labels that select a program's pods. */
export const selectorOf = (name: string): Record<string, string> => ({ "app.kubernetes.io/name": name });

/** Labels of a program's objects. */
export const workloadLabels = (stack: string, { name }: Pick<Workload, "name">): Record<string, string> => ({
  ...stackLabels(stack),
  ...selectorOf(name),
});

/**
 * Uses server-side apply with force. The stack owns the namespace, so its definitions override changes by others and leftovers of a
 * killed `up`.
 */
export const definitionWins = { "pulumi.com/patchForce": "true" } as const;

/** Pulumi's Kubernetes plugin does not wait until the object is ready. The status of the pod shows whether the program works. */
export const notAwaited = { "pulumi.com/skipAwait": "true" } as const;

/**
 * Makes the plugin wait until the pod of a StatefulSet has the current revision and is ready. The plugin's default logic (in 4.24) ignores
 * generations, so it accepts the old pod right after a change.
 */
export const awaitsItsPod = {
  "pulumi.com/waitFor": JSON.stringify(["jsonpath={.status.updatedReplicas}=1", "jsonpath={.status.readyReplicas}=1"]),
} as const;

/**
 * Makes Pulumi's Kubernetes plugin wait only until a PersistentVolumeClaim has a phase. The status of the pod shows whether the claim is
 * bound. The plugin's default logic expects that the claim is not bound yet, so it would wait forever after a resize of a bound claim.
 */
export const awaitsItsPhase = { "pulumi.com/waitFor": "jsonpath={.status.phase}" } as const;

/** Metadata of an object that belongs to a program. Default for `name`: the workload's name. */
export const metadataOf = (
  workload: Workload,
  { stack, namespace }: Place,
  name: string = workload.name,
  annotations: Readonly<Record<string, string>> = {},
) => ({ name, namespace, labels: workloadLabels(stack, workload), annotations: { ...definitionWins, ...annotations } });

/** Metadata of an object that belongs to no program. */
export const stackMetadata = (
  { stack, namespace }: Pick<Place, "stack" | "namespace">,
  name: string,
  annotations: Readonly<Record<string, string>> = {},
) => ({ name, namespace, labels: stackLabels(stack), annotations: { ...definitionWins, ...annotations } });
