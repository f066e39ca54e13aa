import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { startCluster, type Cluster } from "../support/cluster/cluster";
import { copyProject, playedImages, type Project } from "./kubernetes/project";
import { leftOf } from "./kubernetes/seen";
import { makeStack, workloadsOf, type Stack } from "./kubernetes/stack";
import { succeeded } from "./succeeded";

const minutes = (count: number): number => count * 60_000;
jest.setTimeout(minutes(10));

const namespace = "monitoring-staging";
let cluster: Cluster;
let project: Project;
let stack: Stack;

beforeAll(async () => {
  cluster = await startCluster();
  project = copyProject();
  reset();
  stack = await makeStack(project, "staging", "staging");
}, minutes(60));
afterAll(async () => {
  project.remove();
  await cluster.stop();
});

/** Resets the configuration to values with which the stack can be deployed. */
const reset = (): void =>
  project.configure("staging", {
    "kubernetes.kubeconfig": cluster.kubeconfig,
    "kubernetes.context": cluster.context,
    "kubernetes.namespace": namespace,
    "kubernetes.storageClass": "standard",
    "kubernetes.access": undefined,
    imageReferences: playedImages(false),
  });

const objects = (): Promise<string> => cluster.kubectl(["get", "namespaces,all,secrets,configmaps", "--all-namespaces", "--output=name"]);

/** Runs `up` and checks that `up` fails with these sentences, prints no stack trace, and creates and deletes no object. */
async function refused(...sentences: readonly string[]): Promise<void> {
  const before = await objects();
  const { code, output } = await stack.up();
  for (const sentence of sentences) expect(output).toContain(sentence);
  expect(output).not.toMatch(/^\s+at /m);
  expect(code).not.toBe(0);
  expect(await objects()).toBe(before);
}

describe("up changes nothing and fails with a sentence that names the cluster, the object and the remedy", () => {
  afterEach(async () => {
    reset();
    await cluster.kubectl(["delete", "namespace", namespace, "--ignore-not-found"]);
  });

  it("if the kubeconfig cannot be read", async () => {
    project.configure("staging", { "kubernetes.kubeconfig": "nowhere/config" });
    await refused("monitoring:kubernetes.kubeconfig names nowhere/config, which cannot be read (ENOENT). Give the path of a kubeconfig");
  });

  it("if the context does not exist", async () => {
    project.configure("staging", { "kubernetes.context": "monitoring-tset" });
    await refused(
      `monitoring:kubernetes.context: got "monitoring-tset"; contexts of ${cluster.kubeconfig}: ${cluster.context}, ${cluster.restrictedContext}`,
      `did you mean "${cluster.context}"`,
    );
  });

  it("if the cluster does not answer", async () => {
    const file = path.join(project.root, "unreachable.yaml");
    writeFileSync(file, readFileSync(cluster.kubeconfig, "utf8").replaceAll(/server: .*/g, "server: https://127.0.0.1:9"));
    project.configure("staging", { "kubernetes.kubeconfig": "unreachable.yaml" });
    await refused(`Cluster https://127.0.0.1:9 (context ${cluster.context}) does not respond (ECONNREFUSED). Start it, check the network`);
  });

  it("if the cluster rejects the user's credentials", async () => {
    const file = path.join(project.root, "stranger.yaml");
    writeFileSync(file, readFileSync(cluster.kubeconfig, "utf8").replaceAll(/token: .*/g, "token: unknown"));
    project.configure("staging", { "kubernetes.kubeconfig": "stranger.yaml" });
    await refused(`(context ${cluster.context}) rejects this user. Log in again, or choose another context`);
  });

  it("if the user lacks permissions", async () => {
    project.configure("staging", { "kubernetes.context": cluster.restrictedContext });
    await refused(
      `(context ${cluster.restrictedContext}) cannot run the stack; nothing was changed.`,
      "this user may not create, patch, delete namespaces in the cluster: ask an administrator to bind the role",
      `this user may not create, patch, delete deployments in namespace ${namespace}`,
      `this user may not get, create, patch, delete secrets in namespace ${namespace}`,
    );
  });

  it("if the namespace belongs to another stack or has no owner label", async () => {
    await cluster.kubectl(["create", "namespace", namespace]);
    await refused(`namespace ${namespace} exists and does not belong to a stack: choose another, or remove it`);
    await cluster.kubectl(["label", "namespace", namespace, "monitoring.stack=other"]);
    await refused(`namespace ${namespace} belongs to the stack other: choose another. If you renamed that stack to`);
  });

  it("if the storage class does not exist", async () => {
    project.configure("staging", { "kubernetes.storageClass": "standrad" });
    await refused("StorageClass standrad does not exist; the cluster has: standard; did you mean standard?");
  });

  it("if a ResourceQuota is too small", async () => {
    await cluster.kubectl(["create", "namespace", namespace]);
    await cluster.kubectl(["label", "namespace", namespace, "monitoring.stack=staging"]);
    await cluster.kubectl(["create", "quota", "small", "--namespace", namespace, "--hard=pods=5,requests.storage=10Gi"]);
    const pods = workloadsOf("staging", false).filter(({ node }) => node === undefined);
    await refused(
      `quota small of namespace ${namespace} allows pods 5, but the stack needs ${pods.length}: raise the quota`,
      `quota small of namespace ${namespace} allows requests.storage 10Gi`,
    );
  });

  it("if a host is invalid or differs from the host in notifications' links", async () => {
    const access = { namespace: "ingress-nginx", ingress: { class: "nginx", tlsSecret: "tls" } };
    project.configure("staging", { "kubernetes.access": { ...access, hosts: { grafana: "https://grafana" } } });
    await refused('monitoring:kubernetes.access.hosts.grafana: got "https://grafana"; expected a host name like grafana.example.com');
    project.configure("staging", { "kubernetes.access": { ...access, hosts: { grafana: "grafana.example.net" } } });
    await refused(
      "host grafana.example.net of grafana differs from its address https://grafana.staging.example.com",
      "IngressClass nginx does not exist; the cluster has: none",
    );
  });

  it("if a secret is missing", async () => {
    stack.secrets({ "smtp-password": undefined });
    await refused(
      "A secret is missing; nothing was changed.",
      "pulumi config set --stack staging --secret --path 'monitoring:secrets.smtp-password'    # for alertmanager",
    );
    stack.secrets();
  });
});

test("if the cluster refuses an object during up, a sentence names the failure, and the next up finishes the deployment", async () => {
  const inNamespace = ["--namespace", namespace];
  await cluster.kubectl(["create", "namespace", namespace]);
  await cluster.kubectl(["label", "namespace", namespace, "monitoring.stack=staging"]);
  await cluster.kubectl(["create", "quota", "few", ...inNamespace, "--hard=count/deployments.apps=3"]);
  const stopped = await stack.up();
  expect(stopped.code).not.toBe(0);
  expect(stopped.output).toMatch(/deployments\.apps "[a-z0-9-]+" is forbidden: exceeded quota: few, requested: count\/deployments\.apps=1/);
  await cluster.kubectl(["delete", "quota", "few", ...inNamespace]);
  const again = await stack.up();
  succeeded(again);
  expect(await stack.changes("--refresh")).toEqual([]);
  expect((await stack.destroy()).code).toBe(0);
  expect(await leftOf(cluster, "staging", namespace)).toEqual([]);
});
