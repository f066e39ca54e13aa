import { statSync } from "node:fs";
import path from "node:path";
import { nodesNamespace } from "../../exporters/model/naming";
import { cacheRoot } from "../../stacks/supply/paths";
import { startHealthchecks } from "../stacks/vendors/provider/fakes/healthchecks";
import { startCluster, type Cluster } from "../support/cluster/cluster";
import { keep } from "./command";
import { deployer, deployerOf } from "./kubernetes/deployer";
import { copyProject, playedImages, type Project } from "./kubernetes/project";
import { withoutFirstRule } from "./kubernetes/permissions";
import { countOf, kinds, leftOf, podsOf, rolled } from "./kubernetes/seen";
import { canary, makeStack, viewOf, workloadsOf, type Stack } from "./kubernetes/stack";
import { succeeded } from "./succeeded";
import { commandsAboutPods, monitoredIn, refusedByKubelet, servicesObject } from "./kubernetes/services";
import { failedCommands, formOf, isComplete, runbookCommands } from "./runbook";

const minutes = (count: number): number => count * 60_000;
jest.setTimeout(minutes(15));

const names = ["staging", "production"] as const;
type Name = (typeof names)[number];
const namespaceOf = (name: Name): string => `monitoring-${name}`;

/** The settings that give people access, like those in the comments in Pulumi.production.yaml. */
const access = {
  hosts: { grafana: "grafana.example.com", prometheus: "prometheus.example.com" },
  namespace: "ingress-nginx",
  ingress: {
    class: "nginx",
    tlsSecret: "monitoring-tls",
    authentication: { "nginx.ingress.kubernetes.io/auth-url": "https://login.example.com/oauth2/auth" },
  },
};
const ingressClass = {
  apiVersion: "networking.k8s.io/v1",
  kind: "IngressClass",
  metadata: { name: access.ingress.class },
  spec: { controller: "example.com/ingress" },
};

let cluster: Cluster;
/** The simulated vendor at which production creates its dead man's switch. Staging reads the switch's address from a secret instead. */
let healthchecks: Awaited<ReturnType<typeof startHealthchecks>>;
/** The user that deploys each stack. Staging's user has the permissions in docs/deploy-kubernetes.md; production's is an administrator. */
let users: Record<Name, { readonly kubeconfig: string; readonly context: string }>;
let project: Project;
const stacks = new Map<Name, Stack>();

const switchSecret = "webhook-dead-mans-switch";
const token = `${canary}-token-of-healthchecks`;

/** Configures a stack of `project` for the test cluster, and creates the stack. Other settings stay as in the repository. */
async function stackOf(name: Name): Promise<Stack> {
  project.configure(name, {
    "kubernetes.kubeconfig": users[name].kubeconfig,
    "kubernetes.context": users[name].context,
    "kubernetes.namespace": namespaceOf(name),
    ...(name === "production" && {
      "kubernetes.access": access,
      deadMansSwitch: { manage: true, url: healthchecks.baseUrl },
    }),
    imageReferences: playedImages(false),
  });
  if (name === "staging") return makeStack(project, name, name);
  return makeStack(project, name, name, { secrets: { [switchSecret]: undefined, "healthchecks-token": token } });
}
const stack = (name: Name): Stack => {
  const made = stacks.get(name);
  if (made === undefined) throw new Error(`There is no stack ${name}.`);
  return made;
};

beforeAll(async () => {
  cluster = await startCluster();
  healthchecks = await startHealthchecks({ token });
  await cluster.kubectl(["create", "-f", "-"], { input: ingressClass });
  users = { staging: await deployerOf(cluster), production: cluster };
  project = copyProject();
  for (const name of names) stacks.set(name, await stackOf(name));
}, minutes(60));
afterAll(async () => {
  project.remove();
  await healthchecks.stop();
  await cluster.stop();
});

const keptSuccess = (name: string, ended: Awaited<ReturnType<Stack["up"]>>): void => {
  keep(`kubernetes-${name}`, ended);
  succeeded(ended);
};

/** Checks that every program of the environment has a ready pod, and that no other program has a ready pod. */
async function expectAllReady(name: Name): Promise<void> {
  const [own, onNodes] = await Promise.all([namespaceOf(name), nodesNamespace(namespaceOf(name))].map((of) => podsOf(cluster, of)));
  const pods = { ...own, ...onNodes };
  const ready = Object.entries(pods).filter(([, pod]) => pod.ready);
  const wanted = workloadsOf(name, false).map((workload) => workload.name);
  expect(ready.map(([program]) => program).sort()).toEqual(wanted.sort());
}

describe.each(names)("%s on a cluster", (name) => {
  const namespace = namespaceOf(name);
  const printed: string[] = [];

  it("shows the resources to create in a preview", async () => {
    const preview = await stack(name).pulumi(["preview"]);
    keptSuccess(`${name}-preview`, preview);
    expect(preview.output).toMatch(/^Resources:\n +\+ \d+ to create\n/m);
  });

  it("deploys as committed, with every program ready, and names the cluster", async () => {
    // `--diff` prints all inputs, so the output would show a leaked secret.
    const up = await stack(name).pulumi(["up", "--yes", "--skip-preview", "--diff"]);
    keptSuccess(`${name}-up`, up);
    printed.push(up.output);
    expect(up.output).toContain(`(context ${users[name].context}), namespace ${namespace}.`);
    await expectAllReady(name);
  });

  it("is unchanged by a second up", async () => {
    const again = await stack(name).up();
    keptSuccess(`${name}-again`, again);
    expect(again.output).toMatch(/^Resources:\n +\d+ unchanged\n/m);
    expect(await stack(name).changes("--refresh")).toEqual([]);
  });

  it("runs in a namespace that rejects pods which violate the restricted Pod Security profile", async () => {
    const root = ["run", "root", "--namespace", namespace, "--image=example.com/x", "--privileged"];
    await expect(cluster.kubectl(root)).rejects.toThrow(/violates PodSecurity "restricted:v1\.34"/);
  });

  it("has no plaintext secret in its state, in its output, or in any object except Secrets", async () => {
    const hidden = [canary, Buffer.from(canary).toString("base64")];
    const objects = await cluster.kubectl(["get", kinds.replace("secrets,", ""), "--namespace", namespace, "--output=yaml"]);
    expect(printed).toHaveLength(1);
    for (const text of [await stack(name).state(), objects, ...printed]) for (const word of hidden) expect(text.includes(word)).toBe(false);
    // The search itself works: it finds the canary in the Secrets.
    const secrets = await cluster.kubectl(["get", "secrets", "--namespace", namespace, "--output=yaml"]);
    expect(secrets).toContain(hidden[1]);
    // A file at the path of the CLI's log folder prevents the CLI from writing logs, which could contain secrets.
    expect(statSync(path.join(cacheRoot(), "pulumi/logs")).isFile()).toBe(true);
  });
});

test("every command of the runbook finds its program in staging, and the cluster accepts its shell", async () => {
  // Commands of an administrator need a terminal, so leave them out.
  const lines = runbookCommands("staging").filter(
    (line) => /^npm run (?:shell|query) /.test(line) && isComplete(line) && !line.includes(" --as "),
  );
  // Keep one command for each program and client. The other commands differ only in the client's arguments.
  const chosen = [...new Map(lines.map((line) => [formOf(line), line])).values()];
  expect(chosen.length).toBeGreaterThan(5);
  const failed = await failedCommands(chosen, { cwd: project.root });
  // The simulated nodes have no images, so a command can only get as far as the kubelet's error about the image.
  expect(failed.filter(({ output }) => !output.includes("did not start: ImagePullBackOff"))).toEqual([]);
  const pods = JSON.parse(await cluster.kubectl(["get", "pods", "--namespace", namespaceOf("staging"), "--output=json"])) as {
    items: { spec: { ephemeralContainers?: { image: string; volumeMounts?: { name: string }[] }[] } }[];
  };
  const shells = pods.items.flatMap(({ spec }) => spec.ephemeralContainers ?? []);
  expect(shells).toHaveLength(chosen.length);
  expect([...new Set(shells.filter(({ volumeMounts }) => volumeMounts?.[0]?.name === "secrets").map(({ image }) => image))].sort()).toEqual(
    ["postgres:18-trixie", "redis:8-trixie"],
  );
});

test("every command of the runbook about logs and replicas names a namespace, a Service, a pod and a container that exist", async () => {
  const monitored = monitoredIn(viewOf("staging"));
  await cluster.kubectl(["apply", "-f", "-"], { input: servicesObject(monitored) });
  const commands = commandsAboutPods("staging", monitored);
  expect(commands.inCluster.length).toBeGreaterThan(10);
  expect((await failedCommands(commands.inCluster, { cwd: project.root })).filter((one) => !refusedByKubelet(one))).toEqual([]);
  const elsewhere = await failedCommands(commands.elsewhere, { cwd: project.root });
  expect(elsewhere.filter(({ output }) => !/no Service with pods in this cluster|runs elsewhere/.test(output))).toEqual([]);
});

test("the command of the runbook about permissions says which permission Prometheus lacks", async () => {
  const lines = runbookCommands("staging").filter((line) => line.startsWith("npm run access "));
  expect(lines).toHaveLength(1);
  const run = () => failedCommands(lines, { cwd: project.root });
  expect(await run()).toEqual([]);
  expect(await withoutFirstRule(cluster, `${namespaceOf("staging")}-prometheus-discovery`, run)).toMatchObject([
    { code: 1, output: expect.stringMatching(/list +pods +NO[^]*lacks \d+ of/) as string },
  ]);
});

test("a deployer can inspect a program and read its log as docs/deploy-kubernetes.md describes", async () => {
  const may = (verb: string, sub: string): Promise<string> =>
    cluster.kubectl(["auth", "can-i", verb, "pods", `--subresource=${sub}`, `-n=${namespaceOf("staging")}`, `--as=${deployer}`]);
  for (const [verb, subresource] of [
    ["get", "log"],
    ["get", "portforward"],
    ["create", "portforward"],
  ] as const)
    expect(await may(verb, subresource)).toBe("yes\n");
  await expect(may("create", "exec")).rejects.toThrow(/no$/m);
});

test("no program is reachable from outside the cluster unless the configuration opens it, and then a login is required", async () => {
  const of = async (name: Name): Promise<unknown> =>
    JSON.parse(await cluster.kubectl(["get", "ingresses", "--namespace", namespaceOf(name), "--output=json"]));
  expect(await of("staging")).toMatchObject({ items: [] });
  const opened = (asks: boolean, host: string): unknown => ({
    metadata: {
      annotations: asks ? access.ingress.authentication : (expect.not.objectContaining(access.ingress.authentication) as unknown),
    },
    spec: { ingressClassName: "nginx", tls: [{ hosts: [host], secretName: "monitoring-tls" }], rules: [{ host }] },
  });
  expect(await of("production")).toMatchObject({
    items: [opened(false, access.hosts.grafana), opened(true, access.hosts.prometheus)],
  });
});

test("production's dead man's switch is created at its vendor, and Alertmanager notifies the address that the vendor returned", async () => {
  const [check, ...others] = healthchecks.objects.checks;
  expect({ slug: check?.slug, others }).toEqual({ slug: "dead-mans-switch-production", others: [] });
  const address = `${healthchecks.url}/ping/${check?.id ?? "none"}`;
  const secrets = JSON.parse(await cluster.kubectl(["get", "secrets", "--namespace", namespaceOf("production"), "--output=json"])) as {
    items: { data: Record<string, string> }[];
  };
  const stored = secrets.items.flatMap(({ data }) => data[switchSecret] ?? []).map((text) => Buffer.from(text, "base64").toString());
  expect(stored).toEqual([address]);
  expect(await stack("production").state()).not.toContain(address);
  expect(healthchecks.requests.filter(({ leaked }) => leaked)).toEqual([]);
});

describe("in staging, a change", () => {
  const namespace = namespaceOf("staging");

  it("of a threshold rolls out only Prometheus, with its rules", async () => {
    const before = await podsOf(cluster, namespace);
    project.edit("exporters/catalogue/environments.ts", 'warning: "2%", critical: "5%"', 'warning: "3%", critical: "6%"');
    expect((await project.render()).code).toBe(0);
    expect(await stack("staging").changes()).toEqual([
      "update kubernetes:apps/v1:StatefulSet::prometheus",
      "replace kubernetes:core/v1:ConfigMap::prometheus-prometheus",
    ]);
    keptSuccess("threshold", await stack("staging").up());
    expect(rolled(before, await podsOf(cluster, namespace))).toEqual(["prometheus"]);
  });

  it("of a secret rolls out only the program that reads it", async () => {
    const before = await podsOf(cluster, namespace);
    stack("staging").secrets({ "slack-platform-alerts": `${canary}-changed` });
    expect(await stack("staging").changes()).toEqual([
      "update kubernetes:apps/v1:StatefulSet::alertmanager",
      "replace kubernetes:core/v1:Secret::alertmanager-secrets",
    ]);
    keptSuccess("secret", await stack("staging").up());
    expect(rolled(before, await podsOf(cluster, namespace))).toEqual(["alertmanager"]);
  });

  it("with kubectl is detected by refresh and reverted by the next up", async () => {
    const inNamespace = ["--namespace", namespace];
    const rule = '[{"op":"remove","path":"/spec/egress"}]';
    await cluster.kubectl(["patch", "networkpolicy", "alertmanager", ...inNamespace, "--type=json", `--patch=${rule}`]);
    await cluster.kubectl(["set", "image", "deployment/blackbox-exporter", "blackbox-exporter=example.com/other", ...inNamespace]);
    expect(await stack("staging").changes("--refresh")).toEqual([
      "update kubernetes:apps/v1:Deployment::blackbox-exporter",
      "update kubernetes:networking.k8s.io/v1:NetworkPolicy::alertmanager",
    ]);
    const shown = await stack("staging").pulumi(["refresh", "--yes", "--skip-preview"]);
    keptSuccess("refresh", shown);
    expect(shown.output).toMatch(/~ 2 updated/);
    keptSuccess("repaired", await stack("staging").up());
    expect(await stack("staging").changes("--refresh")).toEqual([]);
    const image = "--output=jsonpath={.spec.template.spec.containers[0].image}";
    expect(await cluster.kubectl(["get", "deployment", "blackbox-exporter", ...inNamespace, image])).toBe(
      playedImages(false)["blackbox-exporter"],
    );
  });
});

test.each(names)("destroy of %s removes all objects", async (name) => {
  keptSuccess(`${name}-destroy`, await stack(name).destroy());
  expect(await leftOf(cluster, name, namespaceOf(name))).toEqual([]);
  if (name === "production") expect(healthchecks.objects.checks).toEqual([]);
});

test("after several ups that are killed at later and later moments, one more up completes the deployment", async () => {
  const staging = await stackOf("staging");
  for (const [kind, count] of [
    ["namespaces", 1],
    ["configmaps,secrets", 10],
    ["pods", 3],
  ] as const) {
    const killed = await staging.up(async () => (await countOf(cluster, "staging", kind)) >= count);
    keep(`kubernetes-killed-${kind}`, killed);
    expect(killed.code).toBeNull();
    // A killed run leaves its lock behind. `pulumi cancel` removes the lock.
    await staging.pulumi(["cancel", "--yes"]);
  }
  keptSuccess("killed-again", await staging.up());
  await expectAllReady("staging");
  expect(await staging.changes("--refresh")).toEqual([]);
  keptSuccess("killed-destroy", await staging.destroy());
  expect(await leftOf(cluster, "staging", namespaceOf("staging"))).toEqual([]);
});
