import { operatorObjects } from "../../alert-rules/operator";
import { catalogue } from "../../exporters/model/user-catalogue";
import { environmentIds } from "../support/shipped";
import type { OperatorObject } from "../../exporters/scrape/operator";
import { artefactsOf } from "../../stacks/artefacts/artefacts";
import { startCluster, type Cluster } from "../support/cluster/cluster";
import { operatorDefinitions } from "../support/operator-crds";
import { keep } from "./command";
import { list, namespace } from "./discovery/objects";
import { copyProject, playedImages, type Project } from "./kubernetes/project";
import { leftOf } from "./kubernetes/seen";
import { canary, makeStack, type Stack } from "./kubernetes/stack";
import { succeeded } from "./succeeded";

const minutes = (count: number): number => count * 60_000;
jest.setTimeout(minutes(2));
/** The namespace of the deployed stack. */
const ours = "monitoring-staging";
/** The kinds of object that a stack creates for the Operator. */
const operatorKinds = "prometheusrules,scrapeconfigs,servicemonitors,probes,alertmanagerconfigs";
const place = { namespace: "monitoring", operator: "operator" };
const objectsOf = (id: string): OperatorObject[] => {
  const view = catalogue().view(id);
  return operatorObjects(view, artefactsOf(view), place);
};
const placed = (objects: readonly OperatorObject[]): object =>
  list(objects.map((object) => ({ ...object, metadata: { ...object.metadata, namespace: place.namespace } })));

let cluster: Cluster;
let project: Project;
let stack: Stack;

beforeAll(async () => {
  cluster = await startCluster();
  await cluster.kubectl(["create", "namespace", place.namespace]);
  project = copyProject();
  project.configure("staging", {
    "kubernetes.kubeconfig": cluster.kubeconfig,
    "kubernetes.context": cluster.context,
    "kubernetes.namespace": ours,
    "kubernetes.operator": { namespace: place.operator, labels: { release: "team" } },
    imageReferences: playedImages(false),
  });
  stack = await makeStack(project, "staging", "staging");
}, minutes(60));

afterAll(async () => {
  project.remove();
  await cluster.stop();
}, minutes(1));

test(
  "up on a cluster without the Operator names the missing parts and creates nothing",
  async () => {
    const { code, output } = await stack.up();
    expect(code).not.toBe(0);
    expect(output).toContain("cannot run the stack; nothing was changed.");
    expect(output).toContain("it has no AlertmanagerConfig (monitoring.coreos.com/v1alpha1), Probe (monitoring.coreos.com/v1), ");
    expect(output).toContain(
      "namespace operator, where the Operator's Prometheus and Alertmanager should run, does not exist; set it with",
    );
    expect(await cluster.kubectl(["get", "namespace", ours, "--ignore-not-found", "--output=name"])).toBe("");

    await cluster.kubectl(["create", "-f", "-"], { input: list([namespace(place.operator), ...(await operatorDefinitions())]) });
    await cluster.kubectl(["wait", "crd", "--all", "--for=condition=Established", "--timeout=60s"]);
  },
  minutes(5),
);

/** Strict validation: the API server refuses fields that the custom resource definitions do not declare. */
const strict = ["create", "--dry-run=server", "--validate=strict", "-o=name", "-f", "-"];

test.each(environmentIds)(
  "the API server accepts every object of %s under the Operator's custom resource definitions",
  async (id) => {
    const objects = objectsOf(id);
    const taken = (await cluster.kubectl(strict, { input: placed(objects) })).trim().split("\n");
    const name = ({ kind, metadata }: OperatorObject): string => `${kind.toLowerCase()}.monitoring.coreos.com/${metadata.name}`;
    expect(taken.sort()).toEqual(objects.map(name).sort());
    expect([...new Set(objects.map(({ kind }) => kind))].sort()).toEqual([
      "AlertmanagerConfig",
      "Probe",
      "PrometheusRule",
      "ScrapeConfig",
      "ServiceMonitor",
    ]);
  },
  minutes(3),
);

test("the API server refuses invalid objects, for every kind", async () => {
  const objects = objectsOf("local");
  const wrong = (kind: OperatorObject["kind"], spec: object) => {
    const object = objects.find((one) => one.kind === kind);
    if (object === undefined) throw new Error(`There is no ${kind}.`);
    return cluster.kubectl(strict, { input: placed([{ ...object, spec: { ...object.spec, ...spec } }]) });
  };
  for (const kind of ["PrometheusRule", "ScrapeConfig", "ServiceMonitor", "Probe", "AlertmanagerConfig"] as const)
    await expect(wrong(kind, { everyMonth: "5s" })).rejects.toThrow(/unknown field "(spec\.)?everyMonth"/);
  await expect(wrong("ScrapeConfig", { scrapeInterval: "often" })).rejects.toThrow("spec.scrapeInterval");
});

test(
  "up creates the Operator's objects instead of Prometheus and Alertmanager, and a second up changes nothing",
  async () => {
    const up = await stack.up();
    keep("kubernetes-operator-up", up);
    succeeded(up);
    const get = async (kind: string, name: string): Promise<Record<string, unknown>> =>
      JSON.parse(await cluster.kubectl(["get", kind, name, `--namespace=${ours}`, "-o=json"])) as Record<string, unknown>;
    const view = catalogue().view("staging");
    const objects = operatorObjects(view, artefactsOf(view), { namespace: ours, operator: place.operator });
    const rule = objects.find(({ metadata }) => metadata.name === "monitoring-http");
    expect((await get("prometheusrule", "monitoring-http"))["spec"]).toEqual(rule?.spec);
    const found = await cluster.kubectl(["get", operatorKinds, `--namespace=${ours}`, "--selector=release=team", "-o=name"]);
    expect(found.trim().split("\n")).toHaveLength(objects.length);
    const sets = await cluster.kubectl(["get", "statefulsets", `--namespace=${ours}`, "-o=name"]);
    expect(sets).not.toMatch(/prometheus|alertmanager/);
    expect((await get("service", "prometheus"))["spec"]).toMatchObject({ externalName: "prometheus-operated.operator.svc.cluster.local" });
    const again = await stack.up();
    expect(again.output).toMatch(/^Resources:\n +\d+ unchanged\n/m);
    expect(await stack.changes("--refresh")).toEqual([]);
    expect((await stack.state()).includes(canary)).toBe(false);
  },
  minutes(10),
);

test(
  "destroy removes all objects, including the Operator's objects",
  async () => {
    succeeded(await stack.destroy());
    expect(await leftOf(cluster, "staging", ours)).toEqual([]);
    expect(await cluster.kubectl(["get", operatorKinds, "--all-namespaces", "--ignore-not-found", "--output=name"])).toBe("");
    expect(await cluster.kubectl(["get", "namespace", ours, "--ignore-not-found", "--output=name"])).toBe("");
    // Objects that do not belong to the stack remain.
    expect(await cluster.kubectl(["get", "namespace", place.operator, "--output=name"])).toBe(`namespace/${place.operator}\n`);
  },
  minutes(5),
);
