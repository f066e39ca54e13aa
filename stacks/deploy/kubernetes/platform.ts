import { homedir } from "node:os";
import path from "node:path";
import type { View } from "../../../exporters/model/catalogue";
import { connect } from "./preflight/client";
import { clusterPreflight, reach } from "./preflight/preflight";
import type { Settings } from "../../config/settings";
import type { KubernetesSettings } from "../../config/kubernetes";
import { resolveUpstream } from "../images";
import { KubernetesTarget } from "./target";
import type { Access, Place } from "./place";
import { digestOf, imagesFor } from "../docker/images";
import { programsWithClaim } from "./claims";
import type { Platform } from "../platform";

/** Absolute path of the kubeconfig of a stack. `~/` is the home folder. A relative path starts in the repository's root. */
export const kubeconfigFile = (root: string, kubeconfig: string): string => path.resolve(root, kubeconfig.replace(/^~(?=\/)/, homedir()));

/** Converts the setting `access` into the value of `Place.access`; undefined without `access`. */
export function accessOf({ access }: Pick<KubernetesSettings, "access">): Access | undefined {
  if (access === undefined) return undefined;
  const { namespace, ingress, gateway } = access;
  const hosts = Object.fromEntries(
    Object.entries(access.hosts).flatMap(([program, host]) => (host === undefined ? [] : [[program, host]])),
  );
  if (ingress !== undefined) return { hosts, namespace, by: { ingress: { ...ingress, className: ingress.class } } };
  if (gateway === undefined) return undefined;
  return { hosts, namespace, by: { gateway: { ...gateway, sectionName: gateway.section } } };
}

/** Collects the namespace of the stack, the settings of its cluster, and the IDs of the monitored systems. */
export const placeOf = (stack: string, settings: KubernetesSettings, view: View): Place => ({
  stack,
  namespace: settings.namespace,
  storageClass: settings.storageClass,
  systems: view.systems.map(({ id }) => id),
  privateNetworks: settings.privateNetworks,
  access: accessOf(settings),
  operator: settings.operator,
});

/**
 * The platform that runs workloads in a namespace of a cluster. Throws UserError when the kubeconfig cannot be read, does not have the
 * context, or does not have the cluster of the context.
 */
export function kubernetesPlatform(root: string, settings: Settings, cluster: KubernetesSettings): Platform {
  const { context, namespace } = cluster;
  // Pass the path to the plugin as the user wrote it, so that the state is the same on every machine. The plugin runs in the repository, so
  // it finds relative paths.
  const { kubeconfig } = cluster;
  const connection = connect(kubeconfigFile(root, kubeconfig), kubeconfig, context);
  return {
    cluster: { context, server: connection.server, namespace },
    reach: () => reach(connection, context),
    // A cluster cannot pull images that exist only on this machine.
    images: () => resolveUpstream(imagesFor(settings), undefined, digestOf, settings.imageReferences),
    leftData: (programs, previous) => Promise.resolve(programsWithClaim(programs, previous)),
    check: (workloads, view, previous) => {
      const { stack, secrets, allowDelete } = settings;
      return clusterPreflight(connection, context, placeOf(stack, cluster, view), { workloads, view, secrets, previous, allowDelete });
    },
    target: ({ workloads, operated, view, secrets, parent }) => {
      const place = placeOf(settings.stack, cluster, view);
      return new KubernetesTarget("kubernetes", { kubeconfig, context, place, workloads, operated, secrets }, { parent });
    },
  };
}
