import type { Workload } from "../workload";

/** Which programs can be opened from outside the cluster, and how. */
export interface Access {
  /** Host names by program, like `grafana.staging.example.com`. A program without a host name cannot be opened. */
  readonly hosts: Readonly<Record<string, string>>;
  /** Namespace of the pods (Ingress controller or Gateway) that forward requests. */
  readonly namespace: string;
  readonly by:
    | {
        readonly ingress: {
          readonly className: string;
          /** Secret with the certificate for all hosts, in the stack's namespace. */
          readonly tlsSecret: string;
          /** Annotations of every Ingress, for example the certificate's issuer. */
          readonly annotations: Readonly<Record<string, string>>;
          /** Annotations of every Ingress except Grafana's, which make the controller authenticate users. */
          readonly authentication: Readonly<Record<string, string>>;
        };
      }
    | {
        readonly gateway: {
          readonly name: string;
          readonly sectionName?: string | undefined;
          /** A filter of the Gateway implementation that authenticates users; before every program except Grafana. */
          readonly authentication?: { readonly group: string; readonly kind: string; readonly name: string } | undefined;
        };
      };
}

/** Where a stack runs in a cluster. */
export interface Place {
  readonly stack: string;
  readonly namespace: string;
  /** StorageClass of every volume. */
  readonly storageClass: string;
  /** Ids of the monitored systems. Each has a namespace with its id, because its programs are named `<service>.<system>`. */
  readonly systems: readonly string[];
  /** Private networks (CIDR) outside the cluster with monitored hosts. Public addresses are always allowed. */
  readonly privateNetworks: readonly string[];
  readonly access?: Access | undefined;
  /** Set if the Prometheus Operator runs Prometheus and Alertmanager: their namespace, and the labels that they select. */
  readonly operator?: { readonly namespace: string; readonly labels: Readonly<Record<string, string>> } | undefined;
}

/** Name of the port that people open. */
export const openedPort = "http";

/** Pod Security Standard that every namespace of the stack enforces. A cluster without this version uses its latest. */
export const podSecurity = { level: "restricted", version: "v1.34" } as const;

/** Label with the stack of an object, for the preflight and `kubectl get -l monitoring.stack=<stack>`. */
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
 * Server-side apply with force. The namespace belongs to the stack, so its definition overrides changes by others and leftovers of a
 * killed `up`.
 */
export const definitionWins = { "pulumi.com/patchForce": "true" } as const;

/** The plugin does not wait for these objects after the API server accepts them, because the pod shows whether the program works. */
export const notAwaited = { "pulumi.com/skipAwait": "true" } as const;

/**
 * Waits until the pod of a StatefulSet has the current revision and is ready. The plugin's own await logic (4.24) ignores generations:
 * right after a change, it accepts the old pod.
 */
export const awaitsItsPod = {
  "pulumi.com/waitFor": JSON.stringify(["jsonpath={.status.updatedReplicas}=1", "jsonpath={.status.readyReplicas}=1"]),
} as const;

/**
 * Does not wait for a volume; the pod shows whether the claim is bound. The plugin's own await logic expects an unbound claim, so
 * resizing would never finish.
 */
export const awaitsItsPhase = { "pulumi.com/waitFor": "jsonpath={.status.phase}" } as const;

/** Metadata of a program's object. */
export const metadataOf = (
  workload: Workload,
  { stack, namespace }: Place,
  name: string = workload.name,
  annotations: Readonly<Record<string, string>> = {},
) => ({ name, namespace, labels: workloadLabels(stack, workload), annotations: { ...definitionWins, ...annotations } });

/** Metadata of an object that belongs to no program. */
export const stackMetadata = ({ stack, namespace }: Pick<Place, "stack" | "namespace">, name: string) => ({
  name,
  namespace,
  labels: stackLabels(stack),
  annotations: definitionWins,
});
