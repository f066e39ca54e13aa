import type { AskCluster } from "../../../../stacks/deploy/kubernetes/preflight/ask";
import { addressProblems } from "../../../../stacks/deploy/kubernetes/preflight/addresses";
import { clusterPreflight, hostProblems, reach } from "../../../../stacks/deploy/kubernetes/preflight/preflight";
import { demandOf, quantity } from "../../../../stacks/deploy/kubernetes/preflight/quota";
import { UserError } from "../../../../stacks/config/errors";
import type { Access } from "../../../../stacks/deploy/kubernetes/place";
import type { Workload } from "../../../../stacks/deploy/workload";
import type { Previous } from "../../../../stacks/vendors/resources/previous";
import { place, shop } from "../../support/kubernetes";
import { localView } from "../../support/samples";

const server = "https://10.0.0.1:6443";
const context = "team";
const workload = { ...shop, aliases: [] };

interface Cluster {
  readonly objects?: Readonly<Record<string, object>>;
  /** The permissions that the user lacks, as `<verb> <resource>`. */
  readonly refused?: readonly string[];
}

/** A simulated cluster with these objects and the StorageClass `fast`. The user has all permissions except those in `refused`. */
function cluster({ objects = {}, refused = [] }: Cluster, asked: string[] = []): AskCluster {
  const all: Readonly<Record<string, object>> = { "/apis/storage.k8s.io/v1/storageclasses/fast": {}, ...objects };
  return (path, body) => {
    asked.push(path);
    if (body !== undefined) {
      const { verb, resource } = (body as { spec: { resourceAttributes: { verb: string; resource: string } } }).spec.resourceAttributes;
      const allowed = verb === "*" ? refused.length === 0 : !refused.includes(`${verb} ${resource}`);
      return Promise.resolve({ status: 201, body: JSON.stringify({ status: { allowed } }) });
    }
    const found = all[path];
    return Promise.resolve(found === undefined ? { status: 404, body: "{}" } : { status: 200, body: JSON.stringify(found) });
  };
}
const check = (of: Cluster, where = place, previous: readonly Previous[] = []): Promise<void> =>
  clusterPreflight({ server, ask: cluster(of) }, context, where, {
    workloads: [workload],
    view: localView(),
    secrets: {},
    previous,
    allowDelete: [],
  });
const message = (...problems: string[]): UserError =>
  new UserError(
    [
      `Cluster ${server} (context ${context}) cannot run the stack; nothing was changed.`,
      ...problems.map((problem) => `  ${problem}`),
    ].join("\n"),
  );
const namespace = (metadata: object): Cluster => ({ objects: { "/api/v1/namespaces/watch": { metadata } } });

test("a cluster with all required objects is accepted, also if its namespace belongs to the stack", async () => {
  await expect(check({})).resolves.toBeUndefined();
  await expect(check(namespace({ labels: { "monitoring.stack": "dev" } }))).resolves.toBeUndefined();
});

test.each([
  ["ECONNREFUSED", 0, "ECONNREFUSED"],
  ["status 503", 503, ""],
])("the error about a cluster that does not answer (%s) names the cluster and the remedy", async (reason, status, body) => {
  const ask: AskCluster = () => Promise.resolve({ status, body });
  await expect(reach({ server, ask }, context)).rejects.toThrow(
    new UserError(
      `Cluster https://10.0.0.1:6443 (context team) does not respond (${reason}). Start it, check the network and the VPN, or choose another context: \`pulumi config set --path 'monitoring:kubernetes.context' <value>\`.`,
    ),
  );
});

test("the error about a user that the cluster rejects says to log in again", async () => {
  await expect(reach({ server, ask: () => Promise.resolve({ status: 401, body: "" }) }, context)).rejects.toThrow(
    new UserError(
      "Cluster https://10.0.0.1:6443 (context team) rejects this user. Log in again, or choose another context: `pulumi config set --path 'monitoring:kubernetes.context' <value>`.",
    ),
  );
});

test.each([
  [
    "another stack's",
    { labels: { "monitoring.stack": "other" } },
    "namespace watch belongs to the stack other: choose another. If you renamed that stack to dev, change the label: `kubectl --context team label namespace watch monitoring.stack=dev --overwrite`",
  ],
  [
    "without an owner",
    {},
    "namespace watch exists and does not belong to a stack: choose another, or remove it (`kubectl --context team delete namespace watch`)",
  ],
  [
    "being deleted",
    { labels: { "monitoring.stack": "dev" }, deletionTimestamp: "2026-01-01T00:00:00Z" },
    "namespace watch is being deleted: wait until it is gone, then run this again",
  ],
])("a namespace that is %s is refused", async (_, metadata, problem) => {
  await expect(check(namespace(metadata))).rejects.toThrow(message(problem));
});

test("the error about a missing object names the existing objects and the most similar name", async () => {
  const objects = {
    "/apis/storage.k8s.io/v1/storageclasses": { items: [{ metadata: { name: "standard" } }, { metadata: { name: "fast" } }] },
    "/apis/networking.k8s.io/v1/ingressclasses": { items: [] },
  };
  const access: Access = {
    hosts: {},
    namespace: "ingress-nginx",
    by: { ingress: { className: "nginx", tlsSecret: "tls", annotations: {}, authentication: {} } },
  };
  await expect(check({ objects }, { ...place, storageClass: "fasst", access })).rejects.toThrow(
    message(
      "StorageClass fasst does not exist; the cluster has: fast, standard; did you mean fast?; set it with `pulumi config set --path 'monitoring:kubernetes.storageClass' <value>`",
      "IngressClass nginx does not exist; the cluster has: none; set it with `pulumi config set --path 'monitoring:kubernetes.access.ingress.class' <value>`",
    ),
  );
});

test("missing permissions are reported with one sentence per kind of object", async () => {
  await expect(check({ refused: ["create namespaces", "create secrets", "delete secrets"] })).rejects.toThrow(
    message(
      "this user may not create namespaces in the cluster: ask an administrator to bind the role in docs/deploy-kubernetes.md to it, or choose another context",
      "this user may not create, delete secrets in namespace watch: ask an administrator to bind the role in docs/deploy-kubernetes.md to it, or choose another context",
    ),
  );
});

test("an administrator needs only one permission check", async () => {
  const asked: string[] = [];
  await clusterPreflight({ server, ask: cluster({}, asked) }, context, place, {
    workloads: [workload],
    view: localView(),
    secrets: {},
    previous: [],
    allowDelete: [],
  });
  expect(asked.filter((path) => path.includes("selfsubjectaccessreviews"))).toHaveLength(1);
});

test("a ResourceQuota that is too small is reported before any object is created", async () => {
  const hard = { pods: "10", "limits.memory": "1Gi", "requests.storage": "1Gi", "limits.cpu": "4" };
  const objects = { "/api/v1/namespaces/watch/resourcequotas": { items: [{ metadata: { name: "small" }, spec: { hard } }] } };
  await expect(check({ objects })).rejects.toThrow(
    message(
      "quota small of namespace watch allows limits.memory 1Gi, but the stack needs 2048 MiB: raise the quota, or lower monitoring:memory and monitoring:kubernetes.storage",
      "quota small of namespace watch allows requests.storage 1Gi, but the stack needs 2048 MiB: raise the quota, or lower monitoring:memory and monitoring:kubernetes.storage",
      "quota small of namespace watch requires limits.cpu for every pod, but the stack's pods have none: remove limits.cpu from the quota",
    ),
  );
  expect(demandOf([workload, workload])).toMatchObject({
    pods: 2,
    cpu: 3,
    memory: 4 * 1024 ** 3,
    persistentvolumeclaims: 2,
    configmaps: 2,
  });
  const silent = { ...workload, ports: {} };
  expect(demandOf([{ ...workload, replicas: 2 }])).toMatchObject({
    pods: 2,
    "limits.memory": demandOf([workload, workload])["limits.memory"],
  });
  expect(demandOf([{ ...workload, ports: { http: 80 } }, silent])["services"]).toBe(1);
  const onNodes = { ...workload, node: { reads: { docker: "/var/log", kubernetes: "/var/log" } } };
  // If a program runs on every node, only its Service is in the stack's namespace.
  expect(demandOf([workload, onNodes])).toEqual({ ...demandOf([workload]), services: 2 });
  expect([quantity("500m"), quantity("2"), quantity("1.5Gi"), quantity("3k"), quantity("x")]).toEqual([
    0.5,
    2,
    1.5 * 1024 ** 3,
    3000,
    undefined,
  ]);
});

test.each([
  ["1P", 1e15],
  ["2E", 2e18],
  ["1Pi", 1024 ** 5],
  ["1Ei", 1024 ** 6],
  ["4e3", 4000],
  ["12E6", 12e6],
  ["1.5e+2", 150],
  ["5e-1", 0.5],
  ["250u", 250e-6],
  ["1n", 1e-9],
  [".5", 0.5],
  ["1.", 1],
  ["+3", 3],
  ["e3", undefined],
  ["1e", undefined],
  ["1e3Gi", undefined],
  ["1 Gi", undefined],
])("the quantity %s is %s", (text, value) => {
  expect(quantity(text)).toBe(value);
});

test("a secret address that the network policies block is refused, and the error does not show it", async () => {
  const relay: Workload = { ...workload, name: "relay", ports: { http: 8080 }, secretFiles: {} };
  const caller: Workload = {
    ...workload,
    name: "caller",
    secretFiles: { hook: { secret: "webhook-team" }, password: { secret: "smtp-password" } },
    calls: [{ port: 443 }, { host: "relay", port: 8080 }],
  };
  const problemsOf = (address: string, where = place): string[] =>
    addressProblems(where, [relay, caller], { "webhook-team": address, "smtp-password": "http" });
  const allowed = ["https://hooks.example.com/x", "http://93.184.216.34:443/x", "http://relay:8080/x"];
  expect(allowed.flatMap((address) => problemsOf(address))).toEqual([]);
  const refused = [
    "http://hooks.example.com/x",
    "https://hooks.example.com:8443/x",
    "https://10.20.0.7/x",
    "http://relay:9090/x",
    "http://bot.team.svc/x",
  ];
  const problem =
    "secret webhook-team is an address that caller cannot reach: the stack's network policies allow only public addresses and monitoring:kubernetes.privateNetworks, on port 443; use such an address, or add its network (`pulumi config set --secret --path 'monitoring:secrets.webhook-team'`)";
  for (const address of refused) expect(problemsOf(address)).toEqual([problem]);
  expect(problemsOf("https://10.20.0.7/x", { ...place, privateNetworks: ["10.20.0.0/16"] })).toEqual([]);
  const planned = {
    workloads: [relay, caller],
    view: localView(),
    secrets: { "webhook-team": "http://hooks.example.com/x" },
    previous: [],
    allowDelete: [],
  };
  await expect(clusterPreflight({ server, ask: cluster({}) }, context, place, planned)).rejects.toThrow(message(problem));
});

test("a host that differs from the host in notifications' links is refused", () => {
  const view = localView();
  const access: Access = {
    hosts: { grafana: "127.0.0.1", prometheus: "prometheus.example.com" },
    namespace: "x",
    by: { gateway: { name: "x" } },
  };
  expect(hostProblems(access, view)).toEqual([
    "host prometheus.example.com of prometheus differs from its address http://127.0.0.1:9090, which notifications link to: make monitoring:kubernetes.access.hosts.prometheus and exporters/catalogue/environments.ts the same",
  ]);
});
