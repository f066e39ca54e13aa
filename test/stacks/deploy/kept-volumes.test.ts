import { ComponentResource, type CustomResourceOptions } from "@pulumi/pulumi";
import { DockerTarget } from "../../../stacks/deploy/docker/target";
import { KubernetesTarget } from "../../../stacks/deploy/kubernetes/target";
import { KeptData } from "../../../stacks/deploy/programs/kept-data";
import type { Target } from "../../../stacks/deploy/target";
import { place, shop } from "../support/kubernetes";
import { mockEngine, settled } from "../support/mocks";

interface Registration {
  readonly type: string;
  readonly name: string;
  readonly ignored: readonly string[];
}

const secrets = { given: { "shop-password": "x" }, made: {} };
const component = "monitoring:stack:Loki";

/**
 * Registers a program with a volume, and the kept data of the former program Loki. Returns the type, name and ignored changes of all
 * volumes and claims.
 */
async function volumesOf(targetOf: (parent: ComponentResource) => Target): Promise<Registration[]> {
  await mockEngine("dev");
  const all: Registration[] = [];
  const transformations: NonNullable<CustomResourceOptions["transformations"]> = [
    ({ type, name, opts }) => {
      if (/Volume/.test(type)) all.push({ type, name, ignored: [...((opts as CustomResourceOptions).ignoreChanges ?? [])] });
      return undefined;
    },
  ];
  const root = new ComponentResource("monitoring:stack:Environment", "local", {}, { transformations });
  const target = targetOf(root);
  target.place(shop, root);
  new KeptData({ component, name: "loki" }, target, { parent: root });
  await settled();
  return all;
}

test("on Docker, a data volume keeps its name and labels if the stack is renamed; other volumes are replaced", async () => {
  const volumes = await volumesOf(
    (parent) =>
      new DockerTarget(
        "docker",
        { stack: "dev", host: "unix:///nowhere", loaderImage: "sha256:loader", secrets, restricted: [] },
        { parent },
      ),
  );
  const ignored = (name: string): readonly string[] | undefined => volumes.find((volume) => volume.name === name)?.ignored;
  expect([ignored("shop-data"), ignored("loki-data")]).toEqual([
    ["name", "labels"],
    ["name", "labels"],
  ]);
  expect(ignored("shop-files")).toEqual([]);
});

test("on Kubernetes, the claim of a former program stays as it is; the claim of a program that runs can grow", async () => {
  const claims = await volumesOf(
    (parent) => new KubernetesTarget("kubernetes", { kubeconfig: "x", context: "x", place, workloads: [shop], secrets }, { parent }),
  );
  expect(claims).toEqual([
    { type: "kubernetes:core/v1:PersistentVolumeClaim", name: "shop-data", ignored: [] },
    { type: "kubernetes:core/v1:PersistentVolumeClaim", name: "loki-data", ignored: ["metadata", "spec"] },
  ]);
});
