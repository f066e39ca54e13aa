import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { nodesNamespace } from "../../exporters/model/naming";
import { startCluster, type Cluster } from "../support/cluster/cluster";
import { keep } from "./command";
import { copyProject, playedImages, type Project } from "./kubernetes/project";
import { makeStack, type Stack } from "./kubernetes/stack";
import { succeeded } from "./succeeded";

const minutes = (count: number): number => count * 60_000;
jest.setTimeout(minutes(15));

const namespace = "monitoring-staging";
/** A second StorageClass of the cluster, so that the configuration can name it. */
const otherClass = {
  apiVersion: "storage.k8s.io/v1",
  kind: "StorageClass",
  metadata: { name: "fast" },
  provisioner: "fast.cluster.test",
  volumeBindingMode: "WaitForFirstConsumer",
};

let cluster: Cluster;
let project: Project;
let stack: Stack;

beforeAll(async () => {
  cluster = await startCluster();
  await cluster.kubectl(["create", "-f", "-"], { input: otherClass });
  project = copyProject();
  project.configure("staging", {
    "kubernetes.kubeconfig": cluster.kubeconfig,
    "kubernetes.context": cluster.context,
    "kubernetes.namespace": namespace,
    "kubernetes.access": undefined,
    imageReferences: playedImages(false),
  });
  stack = await makeStack(project, "staging", "staging");
  await succeeds("kept-up", stack.up());
}, minutes(60));
afterAll(async () => {
  project.remove();
  await cluster.stop();
});

async function succeeds(name: string, run: ReturnType<Stack["up"]>): Promise<string> {
  const ended = await run;
  keep(`kubernetes-${name}`, ended);
  return succeeded(ended);
}

interface Claim {
  readonly metadata: { readonly name: string; readonly uid: string; readonly labels: Readonly<Record<string, string>> };
  readonly spec: { readonly volumeName?: string };
}

/** The claims of the namespace, in the order of their names. */
async function claims(): Promise<readonly Claim[]> {
  const text = await cluster.kubectl(["get", "persistentvolumeclaims", "--namespace", namespace, "--output=json"]);
  return (JSON.parse(text) as { items: readonly Claim[] }).items;
}

/** The name, uid and volume of each claim. A claim with the same uid and volume still has the same data. */
const data = async (): Promise<readonly (readonly string[])[]> =>
  (await claims()).map(({ metadata, spec }) => [metadata.name, metadata.uid, spec.volumeName ?? "none"]);

/** Runs a preview and an `up`, and checks that both fail with these sentences and that every volume is kept. */
async function refused(...sentences: readonly string[]): Promise<void> {
  const before = await data();
  for (const args of [["preview"], ["up", "--yes", "--skip-preview"]]) {
    const { code, output } = await stack.pulumi(args);
    const line = output.replace(/\s+/g, " ");
    for (const sentence of sentences) expect(line).toContain(sentence);
    expect(code).not.toBe(0);
  }
  expect(await data()).toEqual(before);
}

test("the programs with data have claims with volumes", async () => {
  const names = (await data()).map(([name]) => name);
  expect(names).toEqual(expect.arrayContaining(["alertmanager-data", "loki-data", "prometheus-data", "tempo-data"]));
  for (const [, , volume] of await data()) expect(volume).not.toBe("none");
});

test("another StorageClass is refused: the preview names every claim, and each volume is kept", async () => {
  const names = (await data()).map(([name = ""]) => name);
  project.configure("staging", { "kubernetes.storageClass": "fast" });
  await refused(
    ...names.map(
      (name) => `kubernetes:PersistentVolumeClaim ${name}: monitoring:kubernetes.storageClass changes from standard to fast, which would`,
    ),
  );
  project.configure("staging", { "kubernetes.storageClass": "standard" });
  await succeeds("kept-class-again", stack.up());
});

test("another namespace is refused, and each volume is kept", async () => {
  project.configure("staging", { "kubernetes.namespace": "elsewhere" });
  await refused(
    `monitoring:kubernetes.namespace changes from ${namespace} to elsewhere, which would replace the volume and delete its data`,
  );
  expect(await cluster.kubectl(["get", "namespaces", "--output=name"])).not.toContain("elsewhere");
  project.configure("staging", { "kubernetes.namespace": namespace });
});

test("another context is refused, and each volume is kept", async () => {
  const file = "renamed-context.yaml";
  writeFileSync(path.join(project.root, file), readFileSync(cluster.kubeconfig, "utf8").replaceAll(cluster.context, "renamed"));
  project.configure("staging", { "kubernetes.kubeconfig": file, "kubernetes.context": "renamed" });
  await refused(
    `monitoring:kubernetes.context changes from ${cluster.context} to renamed, which would replace the volume and delete its data`,
  );
  project.configure("staging", { "kubernetes.kubeconfig": cluster.kubeconfig, "kubernetes.context": cluster.context });
});

test("a renamed stack keeps every volume, after the labels of its namespaces name the stack", async () => {
  const before = await data();
  stack = await stack.rename("watch");
  const labels = [namespace, nodesNamespace(namespace)].map((of) => ({
    of,
    label: `kubectl --context ${cluster.context} label namespace ${of} monitoring.stack=watch --overwrite`,
  }));
  await refused(
    ...labels.map(
      ({ of, label }) =>
        `namespace ${of} belongs to the stack staging: choose another. If you renamed that stack to watch, change the label: \`${label}\``,
    ),
  );

  for (const { label } of labels) await cluster.kubectl(label.split(" ").slice(3));
  expect(await stack.changes()).not.toContainEqual(expect.stringMatching(/^(delete|replace|create-replacement).*PersistentVolumeClaim/));
  await succeeds("kept-renamed", stack.up());
  expect(await data()).toEqual(before);
  expect(new Set((await claims()).map(({ metadata }) => metadata.labels["monitoring.stack"]))).toEqual(new Set(["watch"]));
  expect(await stack.changes("--refresh")).toEqual([]);
});

test("a claim that monitoring:allowDelete names may be replaced: the preview refuses only the others", async () => {
  const before = await data();
  project.configure("watch", { "kubernetes.storageClass": "fast", allowDelete: ["kubernetes:PersistentVolumeClaim loki-data"] });
  const { code, output } = await stack.pulumi(["preview"]);
  expect(code).not.toBe(0);
  expect(output).toContain("kubernetes:PersistentVolumeClaim prometheus-data: ");
  expect(output).not.toContain("kubernetes:PersistentVolumeClaim loki-data: ");
  expect(await data()).toEqual(before);
});
