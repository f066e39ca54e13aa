import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parse, stringify } from "yaml";
import type { Cluster } from "../../support/cluster/cluster";
import { root } from "../command";

interface Kubeconfig {
  users: { name: string; user: { token: string } }[];
  contexts: { name: string; context: { cluster: string; user: string } }[];
}

/** The deployer's role, from docs/deploy-kubernetes.md. */
function documentedRole(): { metadata: { name: string } } {
  const text = readFileSync(path.join(root, "docs/deploy-kubernetes.md"), "utf8");
  const block = text
    .split("```yaml\n")
    .map((part) => part.split("```")[0] ?? "")
    .find((yaml) => yaml.includes("kind: ClusterRole\n"));
  if (block === undefined) throw new Error("docs/deploy-kubernetes.md shows no ClusterRole.");
  return parse(block) as { metadata: { name: string } };
}

const account = "monitoring-test-deployer";

/** The deployer's user name for the API server. */
export const deployer = `system:serviceaccount:kube-system:${account}`;

/** Creates a user with exactly the permissions of the documented role. Returns the path of the user's kubeconfig and the context's name. */
export async function deployerOf(cluster: Cluster): Promise<{ kubeconfig: string; context: string }> {
  const context = account;
  const role = documentedRole();
  await cluster.kubectl(["create", "-f", "-"], { input: role });
  await cluster.kubectl(["create", "serviceaccount", context, "--namespace=kube-system"]);
  const subject = `--serviceaccount=kube-system:${context}`;
  await cluster.kubectl(["create", "clusterrolebinding", context, `--clusterrole=${role.metadata.name}`, subject]);
  const token = (await cluster.kubectl(["create", "token", context, "--namespace=kube-system", "--duration=6h"])).trim();
  const config = parse(readFileSync(cluster.kubeconfig, "utf8")) as Kubeconfig;
  const known = config.contexts[0]?.context.cluster ?? "";
  config.users = [{ name: context, user: { token } }];
  config.contexts = [{ name: context, context: { cluster: known, user: context } }];
  const kubeconfig = path.join(cluster.folder, "deployer.kubeconfig");
  writeFileSync(kubeconfig, stringify({ ...config, "current-context": context }), { mode: 0o600 });
  return { kubeconfig, context };
}
