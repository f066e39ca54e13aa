import { startCluster, type Cluster } from "../support/cluster/cluster";
import { keep } from "./command";
import { copyProject, playedImages, type Project } from "./kubernetes/project";
import { canary, makeStack, type Stack } from "./kubernetes/stack";

const minutes = (count: number): number => count * 60_000;
jest.setTimeout(minutes(15));

let cluster: Cluster;
let project: Project;

beforeAll(async () => {
  cluster = await startCluster();
  project = copyProject();
}, minutes(60));
afterAll(async () => {
  project.remove();
  await cluster.stop();
});

/** Points a stack of the copy at the test cluster; all else is as committed. */
async function stackOf(name: "staging" | "production"): Promise<Stack> {
  project.configure(name, {
    "kubernetes.kubeconfig": cluster.kubeconfig,
    "kubernetes.context": cluster.context,
    "kubernetes.namespace": `monitoring-${name}`,
    imageReferences: playedImages(false),
  });
  return makeStack(project, name, name);
}

const succeeded = (name: string, ended: Awaited<ReturnType<Stack["up"]>>): void => {
  keep(name, ended);
  expect({ code: ended.code, output: ended.code === 0 ? "" : ended.output }).toEqual({ code: 0, output: "" });
};

/** Uid of each program's pod: another uid is another pod. */
async function pods(namespace: string): Promise<Record<string, string>> {
  const { items } = JSON.parse(await cluster.kubectl(["get", "pods", "--namespace", namespace, "--output=json"])) as {
    items: { metadata: { uid: string; labels: Record<string, string>; deletionTimestamp?: string } }[];
  };
  return Object.fromEntries(
    items
      .filter(({ metadata }) => metadata.deletionTimestamp === undefined)
      .map(({ metadata }) => [metadata.labels["app.kubernetes.io/name"] ?? "", metadata.uid]),
  );
}
const rolled = (before: Record<string, string>, after: Record<string, string>): string[] =>
  Object.keys(after).filter((name) => before[name] !== after[name]);

/** Everything of a namespace that a stack could have made. */
const kinds =
  "deployments,statefulsets,replicasets,pods,services,configmaps,secrets,persistentvolumeclaims,networkpolicies,ingresses,serviceaccounts";

/** What is there of a stack: its objects, its namespace, its volumes. */
const left = async (namespace: string): Promise<string> =>
  (
    await Promise.all([
      cluster.kubectl(["get", kinds, "--namespace", namespace, "--output=name"]),
      cluster.kubectl(["get", "namespace", namespace, "--ignore-not-found", "--output=name"]),
      cluster.kubectl(["get", "clusterroles,clusterrolebindings,persistentvolumes", "--selector=monitoring.stack", "--output=name"]),
    ])
  )
    .join("")
    .trim();

describe.each(["staging", "production"] as const)("%s on a cluster", (name) => {
  const namespace = `monitoring-${name}`;
  let stack: Stack;

  beforeAll(async () => {
    stack = await stackOf(name);
  });

  it("comes up as it is committed, with every program ready, and names the cluster", async () => {
    const up = await stack.up();
    succeeded(`kubernetes-${name}-up`, up);
    expect(up.output).toContain(`(context ${cluster.context}), namespace ${namespace}.`);
    const running = await pods(namespace);
    expect(Object.keys(running)).toHaveLength(16);
    const waiting = await cluster.kubectl([
      "get",
      "pods",
      "--namespace",
      namespace,
      "--field-selector=status.phase!=Running",
      "--output=name",
    ]);
    expect(waiting.trim()).toBe("");
  });

  it("is unchanged by a second up", async () => {
    const again = await stack.up();
    succeeded(`kubernetes-${name}-again`, again);
    expect(again.output).toMatch(/^Resources:\n +\d+ unchanged\n/m);
    expect(await stack.changes("--refresh")).toEqual([]);
  });

  it("refuses what the profile restricted forbids", async () => {
    const root = ["run", "root", "--namespace", namespace, "--image=example.com/x", "--privileged"];
    await expect(cluster.kubectl(root)).rejects.toThrow(/violates PodSecurity "restricted:v1\.34"/);
  });

  it("shows no secret in its state, in any object but Secrets, or in what it prints", async () => {
    const hidden = [canary, Buffer.from(canary).toString("base64")];
    const texts = [
      await stack.state(),
      await cluster.kubectl(["get", kinds.replace("secrets,", ""), "--namespace", namespace, "--output=yaml"]),
    ];
    const { output } = await stack.pulumi(["preview", "--diff"]);
    for (const text of [...texts, output]) for (const word of hidden) expect(text.includes(word)).toBe(false);
    // The words are where they belong, so the search would find them.
    const secrets = await cluster.kubectl(["get", "secrets", "--namespace", namespace, "--output=yaml"]);
    expect(secrets).toContain(hidden[1]);
  });

  it("leaves nothing after destroy", async () => {
    succeeded(`kubernetes-${name}-destroy`, await stack.destroy());
    expect(await left(namespace)).toEqual("");
  });
});

describe("a change of staging", () => {
  const namespace = "monitoring-staging";
  let stack: Stack;

  beforeAll(async () => {
    stack = await stackOf("staging");
    succeeded("kubernetes-change-up", await stack.up());
  });
  afterAll(async () => {
    succeeded("kubernetes-change-destroy", await stack.destroy());
  });

  it("of a threshold rolls Prometheus with its rules, and nothing else", async () => {
    const before = await pods(namespace);
    project.edit("exporters/catalogue/environments.ts", 'warning: "2%", critical: "5%"', 'warning: "3%", critical: "6%"');
    expect((await project.render()).code).toBe(0);
    expect(await stack.changes()).toEqual([
      "update kubernetes:apps/v1:StatefulSet::prometheus",
      "replace kubernetes:core/v1:ConfigMap::prometheus-files",
    ]);
    succeeded("kubernetes-threshold", await stack.up());
    expect(rolled(before, await pods(namespace))).toEqual(["prometheus"]);
  });

  it("of a secret rolls its reader, and nothing else", async () => {
    const before = await pods(namespace);
    stack.secrets({ "slack-platform-alerts": `${canary}-changed` });
    expect(await stack.changes()).toEqual([
      "update kubernetes:apps/v1:StatefulSet::alertmanager",
      "replace kubernetes:core/v1:Secret::alertmanager-secrets",
    ]);
    succeeded("kubernetes-secret", await stack.up());
    expect(rolled(before, await pods(namespace))).toEqual(["alertmanager"]);
  });

  it("by hand is seen by refresh, and mended by the next up", async () => {
    const rule = '[{"op":"remove","path":"/spec/egress"}]';
    await cluster.kubectl(["patch", "networkpolicy", "alertmanager", "--namespace", namespace, "--type=json", `--patch=${rule}`]);
    await cluster.kubectl([
      "set",
      "image",
      "deployment/blackbox-exporter",
      "blackbox-exporter=example.com/other",
      "--namespace",
      namespace,
    ]);
    const drift = await stack.changes("--refresh");
    expect(drift).toEqual([
      "update kubernetes:apps/v1:Deployment::blackbox-exporter",
      "update kubernetes:networking.k8s.io/v1:NetworkPolicy::alertmanager",
    ]);
    const shown = await stack.pulumi(["refresh", "--yes", "--skip-preview"]);
    keep("kubernetes-refresh", shown);
    expect(shown.output).toMatch(/~ 2 updated/);
    succeeded("kubernetes-mended", await stack.up());
    expect(await stack.changes("--refresh")).toEqual([]);
    const image = [
      "get",
      "deployment",
      "blackbox-exporter",
      "--namespace",
      namespace,
      "--output=jsonpath={.spec.template.spec.containers[0].image}",
    ];
    expect(await cluster.kubectl(image)).toBe(playedImages(false)["blackbox-exporter"]);
  });
});

describe("an up that was killed", () => {
  it.each([
    ["its namespace", "namespaces", 1],
    ["ten of its files", "configmaps,secrets", 10],
    ["three of its pods", "pods", 3],
  ] as const)("when it had made %s converges with one more", async (_, kind, count) => {
    const stack = await stackOf("staging");
    const made = async (): Promise<boolean> => {
      const names = await cluster.kubectl(["get", kind, "--all-namespaces", "--selector=monitoring.stack=staging", "--output=name"]);
      return names.split("\n").filter((name) => name !== "").length >= count;
    };
    const killed = await stack.up(made);
    keep(`kubernetes-killed-${kind}`, killed);
    expect(killed.code).toBeNull();
    // A killed run leaves its lock, and the CLI says so.
    await stack.pulumi(["cancel", "--yes"]);
    succeeded(`kubernetes-killed-${kind}-again`, await stack.up());
    expect(await stack.changes("--refresh")).toEqual([]);
    succeeded(`kubernetes-killed-${kind}-destroy`, await stack.destroy());
    expect(await left("monitoring-staging")).toBe("");
  });
});
