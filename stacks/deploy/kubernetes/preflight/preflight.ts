import type { View } from "../../../../exporters/model/catalogue";
import { nearest } from "../../../../exporters/model/object";
import { UserError } from "../../../config/errors";
import { nodesNamespace } from "../../../../exporters/model/naming";
import { stackLabel, type Access, type Place } from "../place";
import type { Secrets, Workload } from "../../workload";
import type { Previous } from "../../../vendors/resources/previous";
import { claimProblems } from "../claims";
import { addressProblems } from "./addresses";
import { objectIn, type AskCluster, type Connection } from "./ask";
import { operatorProblems } from "./operator";
import { permissionProblems } from "./permissions";
import { quotaProblems } from "./quota";

/** The cluster's address and context, for messages. */
export interface ClusterName {
  readonly server: string;
  readonly context: string;
}

const named = ({ server, context }: ClusterName): string => `Cluster ${server} (context ${context})`;

/** Throws UserError when the cluster does not respond, rejects the user, or responds with another error. */
export async function reach({ ask, server }: Connection, context: string): Promise<void> {
  const { status, body } = await ask("/version");
  if (status === 200) return;
  const cluster = named({ server, context });
  if (status === 401)
    throw new UserError(
      `${cluster} rejects this user. Log in again, or choose another context: \`pulumi config set --path 'monitoring:kubernetes.context' <value>\`.`,
    );
  throw new UserError(
    `${cluster} does not respond (${status === 0 ? body : `status ${status}`}). Start it, check the network and the VPN, or choose another context: \`pulumi config set --path 'monitoring:kubernetes.context' <value>\`.`,
  );
}

interface Namespace {
  readonly metadata: { readonly labels?: Readonly<Record<string, string>>; readonly deletionTimestamp?: string };
}

async function namespaceProblems(ask: AskCluster, stack: string, context: string, name: string): Promise<string[]> {
  const found = objectIn(await ask(`/api/v1/namespaces/${name}`)) as Namespace | undefined;
  if (found === undefined) return [];
  const owner = found.metadata.labels?.[stackLabel];
  if (owner === undefined)
    return [
      `namespace ${name} exists and does not belong to a stack: choose another, or remove it (\`kubectl --context ${context} delete namespace ${name}\`)`,
    ];
  if (owner !== stack)
    return [
      `namespace ${name} belongs to the stack ${owner}: choose another. If you renamed that stack to ${stack}, change the label: \`kubectl --context ${context} label namespace ${name} ${stackLabel}=${stack} --overwrite\``,
    ];
  return found.metadata.deletionTimestamp === undefined
    ? []
    : [`namespace ${name} is being deleted: wait until it is gone, then run this again`];
}

interface Named {
  readonly items: readonly { readonly metadata: { readonly name: string } }[];
}

/** Returns a problem if a required object does not exist. Returns no problem if the user may not read the object. */
async function missing(ask: AskCluster, path: string, name: string, what: string, key: string): Promise<string[]> {
  if ((await ask(`${path}/${name}`)).status !== 404) return [];
  const names = ((objectIn(await ask(path)) as Named | undefined)?.items ?? []).map(({ metadata }) => metadata.name);
  const near = nearest(name, names);
  return [
    `${what} ${name} does not exist; the cluster has: ${names.sort().join(", ") || "none"}${near ? `; did you mean ${near}?` : ""}; set it with \`pulumi config set --path 'monitoring:kubernetes.${key}' <value>\``,
  ];
}

async function wayProblems(ask: AskCluster, { by, namespace }: Access): Promise<string[]> {
  if ("ingress" in by)
    return missing(ask, "/apis/networking.k8s.io/v1/ingressclasses", by.ingress.className, "IngressClass", "access.ingress.class");
  const gateways = `/apis/gateway.networking.k8s.io/v1/namespaces/${namespace}/gateways`;
  return missing(ask, gateways, by.gateway.name, `Gateway in namespace ${namespace}`, "access.gateway.name");
}

/** Problems with hosts that differ from the environment's addresses. Notifications link to these addresses. */
export function hostProblems({ hosts }: Access, { environment }: View): string[] {
  const urls: Readonly<Record<string, string>> = { ...environment.urls };
  return Object.entries(hosts).flatMap(([program, host]) => {
    const wanted = urls[program];
    return wanted === undefined || new URL(wanted).hostname === host
      ? []
      : [
          `host ${host} of ${program} differs from its address ${wanted}, which notifications link to: make monitoring:kubernetes.access.hosts.${program} and exporters/catalogue/environments.ts the same`,
        ];
  });
}

/** What will be deployed to a cluster. */
export interface Planned {
  readonly workloads: readonly Workload[];
  readonly view: View;
  /** Values of the configured secrets. */
  readonly secrets: Secrets;
  /** The resources in the stack's state. */
  readonly previous: readonly Previous[];
  /** The entries of `monitoring:allowDelete`. */
  readonly allowDelete: readonly string[];
}

/** Checks the cluster before the first resource is created. Throws one UserError that lists all problems. */
export async function clusterPreflight(
  { ask, server }: Connection,
  context: string,
  place: Place,
  { workloads, view, secrets, previous, allowDelete }: Planned,
): Promise<void> {
  const namespaces = [
    ...new Set([
      place.namespace,
      ...(workloads.some(({ node }) => node !== undefined) ? [nodesNamespace(place.namespace)] : []),
      ...workloads.flatMap(({ aliases }) => aliases.map((alias) => alias.split(".")[1] ?? "")),
    ]),
  ];
  const problems = await Promise.all([
    permissionProblems(ask, place, workloads),
    ...namespaces.map((name) => namespaceProblems(ask, place.stack, context, name)),
    missing(ask, "/apis/storage.k8s.io/v1/storageclasses", place.storageClass, "StorageClass", "storageClass"),
    quotaProblems(ask, place.namespace, workloads),
    ...(place.access === undefined ? [] : [wayProblems(ask, place.access)]),
    ...(place.operator === undefined ? [] : [operatorProblems(ask, place.operator)]),
  ]);
  const all = [
    ...problems.flat(),
    ...(place.access === undefined ? [] : hostProblems(place.access, view)),
    ...addressProblems(place, workloads, secrets),
    ...claimProblems(previous, workloads, { ...place, context }, allowDelete),
  ];
  if (all.length > 0) throw UserError.of(`${named({ server, context })} cannot run the stack; nothing was changed.`, all);
}
