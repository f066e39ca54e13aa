import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import type { Place } from "../../../stacks/deploy/kubernetes/place";
import { accountArgs, discoveryBindingArgs, discoveryRoleArgs } from "../../../stacks/deploy/kubernetes/rbac";
import type { Workload } from "../../../stacks/deploy/workload";
import type { Cluster } from "../../support/cluster/cluster";
import { kubeconfig } from "../../support/cluster/kubeconfig";
import { list } from "./objects";

/**
 * Writes a kubeconfig for Prometheus' service account to the folder, and returns the file's path. The account has exactly the permissions
 * that a stack that scrapes kubelets grants to Prometheus.
 */
export async function prometheusKubeconfig(cluster: Cluster, place: Place, workload: Workload, folder: string): Promise<string> {
  const typed = (apiVersion: string, kind: string, args: object): object => ({ apiVersion, kind, ...args });
  const rbac = "rbac.authorization.k8s.io/v1";
  await cluster.kubectl(["create", "-f", "-"], {
    input: list([
      typed("v1", "ServiceAccount", accountArgs(workload, place)),
      typed(rbac, "ClusterRole", discoveryRoleArgs({ ...workload, kubernetes: { ...workload.kubernetes, kubelets: true } }, place)),
      typed(rbac, "ClusterRoleBinding", discoveryBindingArgs(workload, place)),
    ]),
  });
  const token = (await cluster.kubectl(["create", "token", "prometheus", "--namespace=monitoring"])).trim();
  const { clusters } = parse(readFileSync(cluster.kubeconfig, "utf8")) as {
    clusters: { cluster: { server: string; "certificate-authority-data": string } }[];
  };
  const { server = "", "certificate-authority-data": ca = "" } = clusters[0]?.cluster ?? {};
  const file = path.join(folder, "prometheus.kubeconfig");
  writeFileSync(file, kubeconfig(server, Buffer.from(ca, "base64").toString(), [{ context: "prometheus", token }]), { mode: 0o600 });
  return file;
}
