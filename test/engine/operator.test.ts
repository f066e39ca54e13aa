import { operatorObjects } from "../../alert-rules/operator";
import { catalogue } from "../../exporters/catalogue";
import { environmentIds } from "../../exporters/catalogue/environments-schema";
import type { OperatorObject } from "../../exporters/operator";
import { artefactsOf } from "../../stacks/artefacts";
import { startCluster, type Cluster } from "../support/cluster/cluster";
import { operatorDefinitions } from "../support/operator-crds";
import { list, namespace } from "./discovery/objects";

const minutes = (count: number): number => count * 60_000;
jest.setTimeout(minutes(2));
const place = { namespace: "monitoring", operator: "operator" };
const objectsOf = (id: (typeof environmentIds)[number]): OperatorObject[] => {
  const view = catalogue().view(id);
  return operatorObjects(view, artefactsOf(view), place);
};
const placed = (objects: readonly OperatorObject[]): object =>
  list(objects.map((object) => ({ ...object, metadata: { ...object.metadata, namespace: place.namespace } })));

let cluster: Cluster;

beforeAll(async () => {
  const definitions = await operatorDefinitions();
  cluster = await startCluster();
  await cluster.kubectl(["create", "-f", "-"], { input: list([namespace(place.namespace), ...definitions]) });
  await cluster.kubectl(["wait", "crd", "--all", "--for=condition=Established", "--timeout=60s"]);
}, minutes(5));

afterAll(() => cluster.stop(), minutes(1));

/** The API server refuses fields that the definitions do not have. */
const strict = ["create", "--dry-run=server", "--validate=strict", "-o=name", "-f", "-"];

test.each(environmentIds)(
  "the API server takes every object of %s as the Operator defines it",
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

test("it would refuse an object that is wrong", async () => {
  const [first] = objectsOf("local");
  if (first === undefined) throw new Error("There is one.");
  const wrong = (spec: object) => cluster.kubectl(strict, { input: placed([{ ...first, spec: { ...first.spec, ...spec } }]) });
  await expect(wrong({ scrapeEvery: "5s" })).rejects.toThrow('unknown field "scrapeEvery"');
  await expect(wrong({ scrapeInterval: "often" })).rejects.toThrow("spec.scrapeInterval");
});

test(
  "they can be made, and are in the server what we said",
  async () => {
    const objects = objectsOf("production");
    await cluster.kubectl(["create", "-f", "-"], { input: placed(objects) });
    const rule = objects.find(({ metadata }) => metadata.name === "monitoring-http");
    const stored = JSON.parse(
      await cluster.kubectl(["get", "prometheusrule", "monitoring-http", `--namespace=${place.namespace}`, "-o=json"]),
    ) as { spec: object };
    expect(stored.spec).toEqual(rule?.spec);
  },
  minutes(2),
);
