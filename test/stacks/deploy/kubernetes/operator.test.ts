import { operatorObjects } from "../../../../alert-rules/operator";
import { catalogue, renderedOf } from "../../../fixtures/catalogue";
import { secretFilesNamedIn } from "../../../../exporters/programs/alertmanager";
import type { AskCluster } from "../../../../stacks/deploy/kubernetes/preflight/ask";
import { operatorProblems } from "../../../../stacks/deploy/kubernetes/preflight/operator";
import { ProgramComponent } from "../../../../stacks/deploy/programs/component";
import { planEnvironment } from "../../../../stacks/deploy/plan";
import { KubernetesTarget } from "../../../../stacks/deploy/kubernetes/target";
import type { Place } from "../../../../stacks/deploy/kubernetes/place";
import { besideOperator, type Operated } from "../../../../stacks/deploy/operated";
import { onKubernetes, secretKeysOf, type Workload } from "../../../../stacks/deploy/workload";
import { mockEngine, secretMark, settled, type Registered } from "../../support/mocks";
import { imagesWithout } from "../../support/samples";

const program = (name: string, more: Partial<Workload>): Workload => ({
  name,
  image: `registry.example.com/${name}@sha256:abc`,
  args: [],
  env: {},
  files: [],
  secretFiles: {},
  ports: { http: 80 },
  calls: [],
  callers: {},
  aliases: [],
  resources: { memoryMiB: 64, processes: 64 },
  user: "1000:1000",
  docker: { probe: "none", publish: {} },
  kubernetes: onKubernetes(),
  ...more,
});

describe("a program next to the Operator's programs", () => {
  const operated: Operated = {
    namespace: "observability",
    workloads: [
      program("prometheus", {
        calls: [
          { host: "store", port: 3100 },
          { host: "orders.demo", port: 9464 },
          { host: "alertmanager", port: 9093 },
        ],
      }),
      program("alertmanager", { calls: [{ port: 443 }] }),
    ],
    objects: [],
  };

  it("connects to the Operator's Prometheus and Alertmanager instead of the stack's, and accepts connections from them", () => {
    const store = program("store", {
      ports: { http: 3100, grpc: 9095 },
      calls: [
        { host: "prometheus", port: 9090 },
        { host: "elsewhere.example.com", port: 443 },
        { host: "alertmanager", port: 9093 },
      ],
      callers: { http: ["demo"], grpc: ["demo"] },
    });
    const { calls, callers } = besideOperator(store, operated);
    expect(calls).toEqual([
      { host: "alertmanager-operated.observability.svc.cluster.local", port: 9093 },
      { host: "elsewhere.example.com", port: 443 },
      { host: "prometheus-operated.observability.svc.cluster.local", port: 9090 },
    ]);
    expect(callers).toEqual({ http: ["demo", "observability"], grpc: ["demo"] });
  });

  it("accepts connections that use one of its aliases", () => {
    expect(besideOperator(program("app", { ports: { metrics: 9464 }, aliases: ["orders.demo"] }), operated).callers).toEqual({
      metrics: ["observability"],
    });
  });

  it("stays unchanged if no program connects to it, or if there is no Operator", () => {
    const alone = program("alone", { calls: [{ port: 443 }] });
    expect(besideOperator(alone, operated)).toEqual(alone);
    expect(besideOperator(alone, undefined)).toBe(alone);
  });
});

describe("staging with an Operator that runs Prometheus and Alertmanager", () => {
  const view = catalogue().view("staging");
  const rendered = renderedOf("staging");
  const plan = planEnvironment({
    settings: {
      ports: {},
      memory: {},
      demo: false,
      kubernetes: {
        kubeconfig: "somewhere",
        context: "team",
        namespace: "watch",
        storageClass: "fast",
        storage: {},
        privateNetworks: [],
        operator: { namespace: "observability", labels: { release: "team" } },
      },
    },
    view,
    rendered,
    images: imagesWithout(),
    demoFiles: () => ({ postgres: {}, redis: {} }),
  });
  const workloads = plan.parts.map(({ workload }) => workload);
  const objects = operatorObjects(view, rendered, { namespace: "watch", operator: "observability" });
  const keys = [...secretKeysOf([...workloads, ...plan.operated]).keys()];
  const place: Place = {
    stack: "staging",
    namespace: "watch",
    storageClass: "fast",
    systems: view.systems.map(({ id }) => id),
    privateNetworks: [],
    operator: { namespace: "observability", labels: { release: "team" } },
  };
  let registered: Registered[];
  const of = (type: string): Registered[] => registered.filter((one) => one.type === type);
  const named = (type: string, name: string): Readonly<Record<string, unknown>> => of(type).find((one) => one.name === name)?.inputs ?? {};

  beforeAll(async () => {
    registered = await mockEngine("staging");
    const target = new KubernetesTarget("kubernetes", {
      kubeconfig: "somewhere",
      context: "team",
      place,
      workloads,
      operated: { namespace: "observability", workloads: plan.operated, objects },
      secrets: { given: Object.fromEntries(keys.map((key) => [key, `canary-${key}`])), made: {} },
    });
    for (const part of plan.parts) new ProgramComponent(part, target, {});
    await settled();
  });

  it("has no Prometheus and no Alertmanager of the stack", () => {
    expect(plan.operated.map(({ name }) => name)).toEqual(["prometheus", "alertmanager"]);
    expect(of("kubernetes:apps/v1:StatefulSet").map(({ name }) => name)).toEqual(
      expect.not.arrayContaining(["prometheus", "alertmanager"]),
    );
    expect(registered.filter(({ type }) => /^monitoring:stack:(Prometheus|Alertmanager)$/.test(type))).toEqual([]);
  });

  it("has the Operator's objects in the stack's namespace, with the labels by which the Operator selects them", () => {
    const made = registered.filter(({ type }) => type.startsWith("kubernetes:monitoring.coreos.com/"));
    expect(made.map(({ type, name }) => `${type} ${name}`).sort()).toEqual(
      objects.map(({ apiVersion, kind, metadata }) => `kubernetes:${apiVersion}:${kind} ${metadata.name}`).sort(),
    );
    expect(named("kubernetes:monitoring.coreos.com/v1:PrometheusRule", "monitoring-http")["metadata"]).toEqual({
      name: "monitoring-http",
      namespace: "watch",
      labels: {
        "app.kubernetes.io/managed-by": "pulumi",
        "app.kubernetes.io/part-of": "monitoring",
        "monitoring.stack": "staging",
        release: "team",
      },
      annotations: { "pulumi.com/patchForce": "true" },
    });
  });

  it("gives the receivers' secrets to the Operator's Alertmanager, marked as secret in Pulumi's state", () => {
    const { metadata, data } = named("kubernetes:core/v1:Secret", "receivers") as {
      metadata: { name: string };
      data: { value: Record<string, string> };
    };
    expect(metadata.name).toBe("monitoring-receivers");
    expect(secretMark(data)).toBe(true);
    const configuration = rendered.find(({ path }) => path.endsWith("/alertmanager.yml"))?.content ?? "";
    expect(Object.keys(data.value).sort()).toEqual(secretFilesNamedIn(configuration));
    for (const [key, value] of Object.entries(data.value)) expect(Buffer.from(value, "base64").toString()).toBe(`canary-${key}`);
  });

  it("connects to the Operator's programs by the names of the stack's programs, and accepts their connections", () => {
    const external = of("kubernetes:core/v1:Service")
      .filter(({ name }) => ["prometheus", "alertmanager"].includes(name))
      .map(({ inputs }) => inputs["spec"]);
    expect(external).toEqual([
      { type: "ExternalName", externalName: "prometheus-operated.observability.svc.cluster.local" },
      { type: "ExternalName", externalName: "alertmanager-operated.observability.svc.cluster.local" },
    ]);
    const theirs = { namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "observability" } } };
    const rules = (name: string) =>
      (named("kubernetes:networking.k8s.io/v1:NetworkPolicy", name) as { spec: { ingress: object[]; egress: object[] } }).spec;
    expect(rules("loki").ingress).toContainEqual({ from: [theirs], ports: [{ protocol: "TCP", port: 3100 }] });
    expect(rules("blackbox-exporter").ingress).toContainEqual({ from: [theirs], ports: [{ protocol: "TCP", port: 9115 }] });
    expect(rules("grafana").egress).toContainEqual({
      to: [theirs],
      ports: [
        { protocol: "TCP", port: 9090 },
        { protocol: "TCP", port: 9093 },
      ],
    });
  });
});

describe("the check of a cluster that should have the Operator", () => {
  const kinds = {
    "/apis/monitoring.coreos.com/v1": ["PrometheusRule", "Probe", "ServiceMonitor", "Prometheus"],
    "/apis/monitoring.coreos.com/v1alpha1": ["AlertmanagerConfig", "ScrapeConfig"],
  };
  const cluster =
    (known: Readonly<Record<string, readonly string[]>>, namespaces: readonly string[]): AskCluster =>
    (path) => {
      const found = known[path];
      if (found !== undefined)
        return Promise.resolve({ status: 200, body: JSON.stringify({ resources: found.map((kind) => ({ kind })) }) });
      const there = namespaces.some((name) => path === `/api/v1/namespaces/${name}`);
      return Promise.resolve(there ? { status: 200, body: "{}" } : { status: 404, body: "{}" });
    };
  const problems = (ask: AskCluster) => operatorProblems(ask, { namespace: "observability", labels: {} });

  it("accepts a cluster with the Operator's custom resource definitions and namespace", async () => {
    expect(await problems(cluster(kinds, ["observability"]))).toEqual([]);
  });

  it("refuses a cluster without them, and names every missing kind", async () => {
    const old = { ...kinds, "/apis/monitoring.coreos.com/v1alpha1": ["AlertmanagerConfig"] };
    expect(await problems(cluster(old, ["observability"]))).toEqual([
      "it has no ScrapeConfig (monitoring.coreos.com/v1alpha1): install the Prometheus Operator with its CRDs, or remove the block monitoring:kubernetes.operator",
    ]);
    expect(await problems(cluster({}, []))).toEqual([
      "it has no AlertmanagerConfig (monitoring.coreos.com/v1alpha1), Probe (monitoring.coreos.com/v1), PrometheusRule (monitoring.coreos.com/v1), ScrapeConfig (monitoring.coreos.com/v1alpha1), ServiceMonitor (monitoring.coreos.com/v1): install the Prometheus Operator with its CRDs, or remove the block monitoring:kubernetes.operator",
      "namespace observability, where the Operator's Prometheus and Alertmanager should run, does not exist; set it with `pulumi config set --path 'monitoring:kubernetes.operator.namespace' <value>`",
    ]);
  });

  it("skips objects that the user may not read", async () => {
    expect(await problems(() => Promise.resolve({ status: 403, body: "{}" }))).toEqual([]);
  });
});
