import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ensureTools } from "../../../stacks/supply/ensure";
import { clusterTools } from "../../../stacks/supply/table";
import { certificates, kubeconfigOf, type ServerName } from "./commands";
import { kubeconfig, type Access } from "./kubeconfig";
import { kubectlOf, type Kubectl } from "./kubectl";
import { makeLayout, type Layout } from "./layout";
import { nodeNames, objects } from "./objects";
import { Servers } from "./servers";

/** A Kubernetes cluster on this machine. API, admission and controllers are real. Nodes are simulated, so no program runs in the pods. */
export interface Cluster {
  /** Path of the kubeconfig. The file contains `context` and `restrictedContext`. */
  readonly kubeconfig: string;
  /** Context of an administrator. */
  readonly context: string;
  /** Context of a user who may read objects (ClusterRole `view`) but may not change them. */
  readonly restrictedContext: string;
  /** Folder with everything that the cluster stores on disk: state, certificates, tokens, kubeconfigs, and one log file per server. */
  readonly folder: string;
  readonly kubectlPath: string;
  /** Process IDs by server. */
  readonly pids: Readonly<Record<string, number>>;
  readonly kubectl: Kubectl;
  /** Kills all servers of the cluster and removes the folder. */
  readonly stop: () => Promise<void>;
}

const context = "monitoring-test";
const restrictedContext = "monitoring-test-restricted";

/** Writes one kubeconfig for the administrator and the restricted user, and one for each server that is a client of the API server. */
function writeKubeconfigs({ ports, tokens, file }: Layout, ca: string): void {
  const write = (name: string, ...accesses: readonly [Access, ...Access[]]): void =>
    writeFileSync(file(name), kubeconfig(`https://127.0.0.1:${ports.api}`, ca, accesses), { mode: 0o600 });
  for (const name of ["kube-controller-manager", "kube-scheduler", "kwok"] as const)
    write(kubeconfigOf(name), { context: name, token: tokens[name] });
  write("kubeconfig", { context, token: tokens.admin }, { context: restrictedContext, token: tokens.restricted });
}

/** Starts a cluster. Obtains missing programs first. Throws UserError with the end of the logs if a server exits or is not ready. */
export async function startCluster(): Promise<Cluster> {
  const bins = await ensureTools(clusterTools);
  const layout = await makeLayout();
  const servers = new Servers(layout);
  const start = (name: ServerName): void => servers.start(name, path.join(bins[name], name));
  const kubectlPath = path.join(bins.kubectl, "kubectl");
  const kubectl = kubectlOf(kubectlPath, layout.file("kubeconfig"), layout.file("kubectl-cache"), context);
  const answers = (...args: readonly string[]): Promise<boolean> =>
    kubectl(args).then(
      () => true,
      () => false,
    );
  const certificate = path.join(certificates(layout), "apiserver.crt");
  // The API server writes the key after the certificate, so both files exist when the key exists.
  const key = path.join(certificates(layout), "apiserver.key");
  try {
    start("etcd");
    start("kube-apiserver");
    await servers.until("the API server has its certificate", () => Promise.resolve(existsSync(key)));
    writeKubeconfigs(layout, readFileSync(certificate, "utf8"));
    await servers.until("the API server is ready", () => answers("get", "--raw=/readyz"));
    start("kube-controller-manager");
    start("kube-scheduler");
    start("kwok");
    await kubectl(["create", "-f", "-"], { input: objects });
    await servers.until("the nodes are ready", () => answers("wait", "node", ...nodeNames, "--for=condition=Ready", "--timeout=1s"));
    await servers.until("namespaces get their ServiceAccount", () => answers("get", "serviceaccount", "default", "--namespace=default"));
  } catch (error) {
    await servers.stop();
    throw error;
  }
  return {
    kubeconfig: layout.file("kubeconfig"),
    context,
    restrictedContext,
    folder: layout.folder,
    kubectlPath,
    pids: servers.pids,
    kubectl,
    stop: () => servers.stop(),
  };
}
