import type { Workload } from "../../workload";
import { nodesNamespace } from "../../../../exporters/model/naming";
import type { Place } from "../place";
import { rulesOf } from "../rbac";
import { objectIn, type AskCluster } from "./ask";

/** A required permission. Without a namespace, the permission is for the whole cluster. */
interface Need {
  readonly group: string;
  readonly resource: string;
  readonly namespace?: string;
  /** Default: the verbs that are needed to create, change and remove an object. */
  readonly verbs?: readonly string[];
}

const making = ["get", "create", "patch", "delete"] as const;

const kinds: readonly (readonly [group: string, resource: string])[] = [
  ["", "configmaps"],
  ["", "persistentvolumeclaims"],
  ["", "secrets"],
  ["", "serviceaccounts"],
  ["", "services"],
  ["apps", "deployments"],
  ["apps", "statefulsets"],
  ["networking.k8s.io", "networkpolicies"],
];

const operatorResources = ["alertmanagerconfigs", "probes", "prometheusrules", "scrapeconfigs", "servicemonitors"].map(
  (resource) => ["monitoring.coreos.com", resource] as const,
);

/** Kinds of objects that are created for programs on every node. */
const nodeKinds: typeof kinds = [
  ...kinds.filter(([, resource]) => /^(configmaps|secrets|serviceaccounts|services|networkpolicies)$/.test(resource)),
  ["apps", "daemonsets"],
];

function needsOf(place: Place, workloads: readonly Workload[]): Need[] {
  const { namespace, access, operator } = place;
  const granted = workloads.flatMap(rulesOf);
  const onNodes = workloads.some(({ node }) => node !== undefined);
  const opened: (readonly [string, string])[] =
    access === undefined ? [] : ["ingress" in access.by ? ["networking.k8s.io", "ingresses"] : ["gateway.networking.k8s.io", "httproutes"]];
  return [
    { group: "", resource: "namespaces" },
    ...(granted.length > 0
      ? [
          ...["clusterroles", "clusterrolebindings"].map((resource) => ({ group: "rbac.authorization.k8s.io", resource })),
          // Users can grant only permissions that they have themselves.
          ...granted.flatMap(({ apiGroups: [group], resources, verbs }) => resources.map((resource) => ({ group, resource, verbs }))),
        ]
      : []),
    ...[...kinds, ...opened, ...(operator === undefined ? [] : operatorResources)].map(([group, resource]) => ({
      group,
      resource,
      namespace,
    })),
    ...(onNodes ? nodeKinds : []).map(([group, resource]) => ({ group, resource, namespace: nodesNamespace(place.namespace) })),
  ];
}

async function allowed(ask: AskCluster, { group, resource, namespace }: Need, verb: string): Promise<boolean> {
  const [kind = resource, subresource] = resource.split("/");
  const answer = await ask("/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", {
    apiVersion: "authorization.k8s.io/v1",
    kind: "SelfSubjectAccessReview",
    spec: {
      resourceAttributes: {
        group,
        resource: kind,
        ...(subresource !== undefined && { subresource }),
        ...(namespace !== undefined && { namespace }),
        verb,
      },
    },
  });
  // If the cluster does not answer the access review, assume that the user has the permission. If the assumption is wrong, the deployment
  // fails.
  return (objectIn(answer) as { status: { allowed: boolean } } | undefined)?.status.allowed ?? true;
}

/** Missing permissions of the context's user: one message for each resource and namespace. */
export async function permissionProblems(ask: AskCluster, place: Place, workloads: readonly Workload[]): Promise<string[]> {
  // Administrators may do everything, so one access review is enough for them.
  if (await allowed(ask, { group: "*", resource: "*" }, "*")) return [];
  const problems = await Promise.all(
    needsOf(place, workloads).map(async (need): Promise<string[]> => {
      const answers = await Promise.all((need.verbs ?? making).map(async (verb) => ((await allowed(ask, need, verb)) ? [] : [verb])));
      const refused = answers.flat();
      if (refused.length === 0) return [];
      const where = need.namespace === undefined ? "the cluster" : `namespace ${need.namespace}`;
      return [
        `this user may not ${refused.join(", ")} ${need.resource} in ${where}: ask an administrator to bind the role in docs/deploy-kubernetes.md to it, or choose another context`,
      ];
    }),
  );
  return problems.flat();
}
