import { readFileSync } from "node:fs";
import path from "node:path";
import { ComponentResource, type Resource } from "@pulumi/pulumi";
import { loadCatalogue } from "../../../exporters/model/catalogue";
import { restrictedOf } from "../../../stacks/deploy/docker/args";
import { DockerTarget } from "../../../stacks/deploy/docker/target";
import type { Place } from "../../../stacks/deploy/kubernetes/place";
import { KubernetesTarget } from "../../../stacks/deploy/kubernetes/target";
import { planEnvironment } from "../../../stacks/deploy/plan";
import { ProgramComponent } from "../../../stacks/deploy/programs/component";
import type { Target } from "../../../stacks/deploy/target";
import { secretKeysOf } from "../../../stacks/deploy/workload";
import { mockEngine, settled } from "../support/mocks";
import { imagesWithout } from "../support/samples";
import { upgradeCatalogue, upgradeRendered } from "../support/upgrade";

const view = loadCatalogue(upgradeCatalogue).view("local");
const stack = "dev";
const place: Place = {
  stack,
  namespace: "watch",
  storageClass: "fast",
  systems: ["demo", "shop"],
  privateNetworks: [],
  access: {
    hosts: { grafana: "grafana.example.com", prometheus: "prometheus.example.com" },
    namespace: "ingress",
    by: { ingress: { className: "nginx", tlsSecret: "tls", annotations: {}, authentication: { ask: "yes" } } },
  },
};
const operator = { namespace: "observability", labels: {} };

const plan = (operated: boolean) =>
  planEnvironment({
    settings: {
      ports: {},
      memory: {},
      demo: true,
      ...(operated && {
        kubernetes: { kubeconfig: "x", context: "x", namespace: "watch", storageClass: "fast", storage: {}, privateNetworks: [], operator },
      }),
    },
    view,
    rendered: upgradeRendered,
    images: imagesWithout(),
    demoFiles: () => ({ postgres: { "postgres-entry.sh": "x" }, redis: { "redis-entry.sh": "x" } }),
  });

/** Creates all resources under one root. Returns each resource as the chain of types and names from the root. */
async function resources(
  targetOf: (parent: ComponentResource, planned: ReturnType<typeof plan>) => Target,
  operated = false,
): Promise<string[]> {
  await mockEngine(stack);
  const chains = new Map<Resource | undefined, string>();
  const root = new ComponentResource(
    "monitoring:stack:Environment",
    "local",
    {},
    {
      transformations: [
        ({ resource, type, name, opts }) => {
          const above = chains.get(opts.parent);
          chains.set(resource, `${above === undefined ? "" : `${above} > `}${type} ${name}`);
          return undefined;
        },
      ],
    },
  );
  const planned = plan(operated);
  const target = targetOf(root, planned);
  for (const part of planned.parts) new ProgramComponent(part, target, { parent: root });
  await settled();
  return [...chains.values()].sort();
}

const secretsOf = ({ parts, operated }: ReturnType<typeof plan>) => ({
  given: Object.fromEntries([...secretKeysOf([...parts.map(({ workload }) => workload), ...operated]).keys()].map((key) => [key, "x"])),
  made: {},
});

const onDocker = () =>
  resources(
    (parent, planned) =>
      new DockerTarget(
        "docker",
        {
          stack,
          host: "unix:///nowhere",
          loaderImage: "sha256:loader",
          secrets: secretsOf(planned),
          restricted: restrictedOf(planned.parts.map(({ workload }) => workload)),
        },
        { parent },
      ),
  );

const onKubernetes = (operated: boolean) =>
  resources(
    (parent, planned) =>
      new KubernetesTarget(
        "kubernetes",
        {
          kubeconfig: "somewhere",
          context: "team",
          place: operated ? { ...place, operator } : place,
          workloads: planned.parts.map(({ workload }) => workload),
          ...(operated && { operated: { namespace: operator.namespace, workloads: planned.operated, objects: [] } }),
          secrets: secretsOf(planned),
        },
        { parent },
      ),
    operated,
  );

/**
 * The type, name and parents of every resource at commit 4cd85f2. Pulumi identifies a resource by its type, name and parents. If the
 * current version lacks a resource in this list, the next `up` of a stack from that commit deletes the resource. Remove a line only if the
 * old resource gets an alias, or on purpose, with a note in CHANGELOG.
 */
const before = JSON.parse(readFileSync(path.join(__dirname, "resources-of-4cd85f2.json"), "utf8")) as Record<string, string[]>;

/**
 * Resources added since commit 4cd85f2: the gateway, the tokens with which two demo programs push to the gateway, and the demo's service
 * `prices`. On Docker, also the containers that set the owners of data volumes, and the network of the stores.
 */
const gateway = "monitoring:stack:OpenTelemetryCollector otelcol";
const gained = (line: string): boolean =>
  line.includes(`> ${gateway}`) ||
  line.includes("> monitoring:demo:DemoApp prices") ||
  / \S*(loadgen|receiver)-secrets(-loader)?$/.test(line) ||
  line.endsWith("> docker:index/network:Network stores-network") ||
  /> docker:index\/container:Container \S+-data-owner$/.test(line);

test.each([
  ["docker", onDocker],
  ["kubernetes", () => onKubernetes(false)],
  ["operator", () => onKubernetes(true)],
] as const)("on %s every resource keeps its type, name and parents, so that an upgrade replaces no resource", async (where, of) => {
  const now = await of();
  expect(now.length).toBeGreaterThan(50);
  expect(now.filter((line) => !gained(line))).toEqual(before[where]);
  // The gateway has several new resources, for example its container, its files and its queue.
  expect(now.filter((line) => line.includes(`> ${gateway}`)).length).toBeGreaterThan(4);
});
