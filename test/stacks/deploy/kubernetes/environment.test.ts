import { catalogue, renderedOf } from "../../../fixtures/catalogue";
import { ProgramComponent } from "../../../../stacks/deploy/programs/component";
import { secretKeysOf } from "../../../../stacks/deploy/workload";
import { planEnvironment, type Planned } from "../../../../stacks/deploy/plan";
import { DockerTarget } from "../../../../stacks/deploy/docker/target";
import { KubernetesTarget } from "../../../../stacks/deploy/kubernetes/target";
import { shownOnDocker, shownOnKubernetes, type Metadata } from "../../support/shown";
import { mockEngine, secretMark, settled, type Registered } from "../../support/mocks";
import { imagesWithout } from "../../support/samples";

/** The environment `local` has the demo; `staging` does not. */
const environments = ["local", "staging"] as const;

const parts = (environment: string): readonly Planned[] =>
  planEnvironment({
    settings: { ports: {}, memory: {}, demo: environment === "local" },
    view: catalogue().view(environment),
    rendered: renderedOf(environment),
    images: imagesWithout(),
    demoFiles: () => ({ postgres: { "postgres-entry.sh": "x" }, redis: { "redis-entry.sh": "x" } }),
  }).parts;

const secretsOf = (planned: readonly Planned[]) =>
  Object.fromEntries([...secretKeysOf(planned.map(({ workload }) => workload)).keys()].map((key) => [key, `canary-${key}`]));

async function onKubernetes(environment: string): Promise<Registered[]> {
  const registered = await mockEngine("dev");
  const planned = parts(environment);
  const target = new KubernetesTarget("kubernetes", {
    kubeconfig: "somewhere",
    context: "team",
    place: {
      stack: "dev",
      namespace: "watch",
      storageClass: "fast",
      systems: catalogue()
        .view(environment)
        .systems.map(({ id }) => id),
      privateNetworks: [],
    },
    workloads: planned.map(({ workload }) => workload),
    secrets: { given: secretsOf(planned), made: {} },
  });
  for (const part of planned) new ProgramComponent(part, target, {});
  await settled();
  return registered;
}

async function onDocker(environment: string): Promise<Registered[]> {
  const registered = await mockEngine("dev");
  const planned = parts(environment);
  const secrets = { given: secretsOf(planned), made: {} };
  const target = new DockerTarget("docker", {
    stack: "dev",
    host: "unix:///nowhere",
    loaderImage: "sha256:loader",
    secrets,
    restricted: [],
  });
  for (const part of planned) new ProgramComponent(part, target, {});
  await settled();
  return registered;
}

const kubernetes: Partial<Record<string, Registered[]>> = {};
beforeAll(async () => {
  for (const environment of environments) kubernetes[environment] = await onKubernetes(environment);
});

const countBy = (registered: readonly Registered[] = []): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const { type } of registered.filter((one) => !one.type.startsWith("monitoring:"))) counts[type] = (counts[type] ?? 0) + 1;
  return counts;
};

test("staging on Kubernetes creates exactly the expected resources", () => {
  expect(countBy(kubernetes.staging)).toEqual({
    "pulumi:providers:kubernetes": 1,
    // The stack's namespace, and the namespace of the programs that run on every node.
    "kubernetes:core/v1:Namespace": 2,
    "kubernetes:core/v1:ServiceAccount": 3,
    // There are 25 programs with one policy each, and a default-deny policy in each namespace.
    "kubernetes:apps/v1:Deployment": 17,
    "kubernetes:apps/v1:StatefulSet": 6,
    "kubernetes:apps/v1:DaemonSet": 2,
    // Each program that runs on every node has a second Service in the stack's namespace. The gateway has a second Service in the namespace
    // of the programs that run on every node.
    "kubernetes:core/v1:Service": 28,
    "kubernetes:networking.k8s.io/v1:NetworkPolicy": 27,
    "kubernetes:rbac.authorization.k8s.io/v1:ClusterRole": 1,
    "kubernetes:rbac.authorization.k8s.io/v1:ClusterRoleBinding": 1,
    "kubernetes:core/v1:PersistentVolumeClaim": 6,
    // Grafana has two ConfigMaps. Each redis_exporter that reads arq queues has a ConfigMap with a script.
    "kubernetes:core/v1:ConfigMap": 19,
    "kubernetes:core/v1:Secret": 15,
  });
});

test("the demo's programs on Kubernetes are reachable by their aliases in their system's namespace", () => {
  const names = (kubernetes.local ?? [])
    .filter(({ type, inputs }) => type.endsWith(":Service") && (inputs["spec"] as { type: string }).type === "ExternalName")
    .map(({ inputs }) => `${(inputs["metadata"] as Metadata).name}.${(inputs["metadata"] as Metadata).namespace}`);
  expect(names.sort()).toEqual([
    "loadgen.demo",
    "orders-worker.demo",
    "orders.demo",
    "postgres-replica.demo",
    "postgres.demo",
    "prices.demo",
    "receiver.demo",
    "redis.demo",
  ]);
  expect(countBy(kubernetes.local)["kubernetes:core/v1:Namespace"]).toBe(2);
});

test.each(environments)("in %s only Secrets contain secrets, and their data is marked as secret in Pulumi's state", (environment) => {
  const withCanary = (kubernetes[environment] ?? []).filter(({ inputs }) => /canary|Y2FuYXJ5/.test(JSON.stringify(inputs)));
  expect(new Set(withCanary.map(({ type }) => type))).toEqual(new Set(["kubernetes:core/v1:Secret"]));
  for (const { inputs } of withCanary) expect(secretMark(inputs["data"])).toBe(true);
});

/** The discovery file, which is mounted only on Kubernetes (docs/decisions/0080). */
const discovered = "/etc/prometheus-discovery/kubernetes.yml";
/** Vendor plans and variables for applications, which no program of the stack mounts. */
const plans = /\/(sentry|uptime)\.json$|\/sentry\/[^/]+\.env$/;

test.each(environments)("in %s every program has the same flags, environment and files on both targets", async (environment) => {
  const docker = shownOnDocker(await onDocker(environment));
  expect(Object.keys(docker).length).toBeGreaterThan(10);
  const cluster = shownOnKubernetes(kubernetes[environment] ?? []);
  const mounted = new Set(Object.values(cluster).flatMap(({ files }) => Object.values(files)));
  for (const { files } of Object.values(cluster)) Reflect.deleteProperty(files, discovered);
  expect(cluster).toEqual(docker);
  // Every rendered file that does not match `plans` is mounted unchanged.
  expect(
    renderedOf(environment)
      .filter(({ path, content }) => !mounted.has(content) && !plans.test(path))
      .map(({ path }) => path),
  ).toEqual([]);
});
