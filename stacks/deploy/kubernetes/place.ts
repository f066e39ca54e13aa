import type { Workload } from "../workload";

/** Who may open a program from outside of the cluster, and by what way in. */
export interface Access {
  /** Host names by program, like `grafana.staging.example.com`; a program that is not named cannot be opened. */
  readonly hosts: Readonly<Record<string, string>>;
  /** Namespace whose pods (the Ingress controller's, the Gateway's) pass requests on. */
  readonly namespace: string;
  readonly by:
    | {
        readonly ingress: {
          readonly className: string;
          /** Secret with the certificate of all hosts, in the stack's namespace. */
          readonly tlsSecret: string;
          /** Of every Ingress, like the name of a certificate issuer. */
          readonly annotations: Readonly<Record<string, string>>;
          /** Of every Ingress but Grafana's: they make the controller ask who one is. */
          readonly authentication: Readonly<Record<string, string>>;
        };
      }
    | {
        readonly gateway: {
          readonly name: string;
          readonly sectionName?: string | undefined;
          /** A filter of the Gateway's makers that asks who one is; before every program but Grafana. */
          readonly authentication?: { readonly group: string; readonly kind: string; readonly name: string } | undefined;
        };
      };
}

/** Where a stack stands in a cluster. */
export interface Place {
  readonly stack: string;
  readonly namespace: string;
  /** Class of every volume. */
  readonly storageClass: string;
  /** Ids of the watched systems: a program of theirs is `<service>.<system>`, so each has the namespace of its id. */
  readonly systems: readonly string[];
  /** Networks outside of the cluster, beside public addresses, where watched hosts stand; as CIDR. */
  readonly privateNetworks: readonly string[];
  readonly access?: Access | undefined;
  /** Present where the Prometheus Operator runs Prometheus and Alertmanager: in which namespace, and by which labels they find objects. */
  readonly operator?: { readonly namespace: string; readonly labels: Readonly<Record<string, string>> } | undefined;
}

/** Name of the port people open. */
export const openedPort = "http";

/** Pod Security profile every namespace of the stack enforces. A cluster that does not know this version yet takes its newest. */
export const podSecurity = { level: "restricted", version: "v1.34" } as const;

/** Label that tells whose an object is; the preflight and `kubectl get -l monitoring.stack=<stack>` read it. */
export const stackLabel = "monitoring.stack";

/** Labels of every object of a stack. */
export const stackLabels = (stack: string): Record<string, string> => ({
  "app.kubernetes.io/managed-by": "pulumi",
  "app.kubernetes.io/part-of": "monitoring",
  [stackLabel]: stack,
});

/** Labels by which a program's pods are found. */
export const selectorOf = (name: string): Record<string, string> => ({ "app.kubernetes.io/name": name });

/** Labels of a program's objects. */
export const workloadLabels = (stack: string, { name }: Pick<Workload, "name">): Record<string, string> => ({
  ...stackLabels(stack),
  ...selectorOf(name),
});

/** The namespace is the stack's own, so its definition wins over what others wrote into an object, and over what a killed `up` left. */
export const definitionWins = { "pulumi.com/patchForce": "true" } as const;

/** The plugin takes an object for made as soon as the API server has it: what shows that a program works is its pod. */
export const notAwaited = { "pulumi.com/skipAwait": "true" } as const;

/**
 * The one pod of a StatefulSet runs what the definition says, and is ready. The plugin's own way to wait (4.24) compares no generations: right after a
 * change it takes the pod before for the one that is wanted.
 */
export const awaitsItsPod = {
  "pulumi.com/waitFor": JSON.stringify(["jsonpath={.status.updatedReplicas}=1", "jsonpath={.status.readyReplicas}=1"]),
} as const;

/** A claim is there; its pod shows whether it got a volume. The plugin's own way to wait wants one that is not bound yet, so a larger size would never be done. */
export const awaitsItsPhase = { "pulumi.com/waitFor": "jsonpath={.status.phase}" } as const;

/** Metadata of an object of a program. */
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
