import { startCluster, type Cluster } from "../support/cluster/cluster";
import { keep } from "./command";
import { copyProject, playedImages, type Project } from "./kubernetes/project";
import { leftOf } from "./kubernetes/seen";
import { makeStack, type Stack } from "./kubernetes/stack";
import { succeeded } from "./succeeded";

const minutes = (count: number): number => count * 60_000;
jest.setTimeout(minutes(15));

const namespace = "monitoring-agents";
const ofNodes = `${namespace}-nodes`;

let cluster: Cluster;
let project: Project;
let stack: Stack;

beforeAll(async () => {
  cluster = await startCluster();
  project = copyProject();
  project.edit("exporters/catalogue/environments.ts", 'id: "staging",', 'id: "staging",\n    logAgent: "kubernetes",');
  expect((await project.render()).code).toBe(0);
  project.configure("staging", {
    "kubernetes.kubeconfig": cluster.kubeconfig,
    "kubernetes.context": cluster.context,
    "kubernetes.namespace": namespace,
    imageReferences: playedImages(false),
  });
  stack = await makeStack(project, "staging", "staging", { secrets: { "otlp-monitoring": "canary-of-the-agent".padEnd(32, "-") } });
}, minutes(60));
afterAll(async () => {
  project.remove();
  await cluster.stop();
});

interface Daemons {
  readonly status: { readonly desiredNumberScheduled: number; readonly numberReady: number };
}
const read = async <T>(...args: readonly string[]): Promise<T> => JSON.parse(await cluster.kubectl(["get", ...args, "--output=json"])) as T;

it("deploys an agent on every node, in a separate namespace", async () => {
  const up = await stack.up();
  keep("kubernetes-agent-up", up);
  succeeded(up);
  const { items: nodes } = await read<{ items: readonly object[] }>("nodes");
  const { status } = await read<Daemons>("daemonset", "log-agent", "--namespace", ofNodes);
  expect(nodes.length).toBeGreaterThan(1);
  expect(status).toMatchObject({ desiredNumberScheduled: nodes.length, numberReady: nodes.length });
});

it("is unchanged by a second up", async () => {
  const again = await stack.up();
  succeeded(again);
  expect(again.output).toMatch(/^Resources:\n +\d+ unchanged\n/m);
  expect(await stack.changes("--refresh")).toEqual([]);
});

it("the stack's own namespace refuses the agent's pod, because it runs as root and mounts folders of the node", async () => {
  const { spec } = await read<{ spec: { template: object } }>("daemonset", "log-agent", "--namespace", ofNodes);
  const pod = { apiVersion: "v1", kind: "Pod", metadata: { name: "agent", namespace }, spec: Reflect.get(spec.template, "spec") as object };
  await expect(cluster.kubectl(["create", "-f", "-"], { input: pod })).rejects.toThrow(
    /violates PodSecurity "restricted:v1\.34".*hostPath.*runAsNonRoot/s,
  );
});

it("its Service has one address for each agent, and the host names of both namespaces point to each other", async () => {
  interface Slices {
    readonly items: readonly { readonly endpoints?: readonly object[] | null }[];
  }
  const { items } = await read<Slices>("endpointslices", "--namespace", ofNodes, "--selector=kubernetes.io/service-name=log-agent");
  const { items: nodes } = await read<{ items: readonly object[] }>("nodes");
  expect(items.flatMap(({ endpoints }) => endpoints ?? [])).toHaveLength(nodes.length);
  const nameOf = async (name: string, from: string): Promise<string> =>
    (await read<{ spec: { externalName: string } }>("service", name, "--namespace", from)).spec.externalName;
  expect(await nameOf("log-agent", namespace)).toBe(`log-agent.${ofNodes}.svc.cluster.local`);
  expect(await nameOf("otelcol", ofNodes)).toBe(`otelcol.${namespace}.svc.cluster.local`);
});

it("is removed with its namespace when the environment has no programs on nodes any more, and destroy removes all objects", async () => {
  project.edit("exporters/catalogue/environments.ts", '\n    logAgent: "kubernetes",', "");
  project.edit("exporters/catalogue/environments.ts", '\n    hostMetrics: "kubernetes",', "");
  expect((await project.render()).code).toBe(0);
  succeeded(await stack.up());
  await expect(cluster.kubectl(["get", "namespace", ofNodes])).rejects.toThrow(/not found/);
  succeeded(await stack.destroy());
  expect(await leftOf(cluster, "staging", namespace)).toEqual([]);
});
