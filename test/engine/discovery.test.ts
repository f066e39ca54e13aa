import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { renderAlertRules } from "../../alert-rules/render";
import { loadCatalogue } from "../../exporters/model/catalogue";
import { environments, owners } from "../fixtures/catalogue";
import type { SystemInput } from "../../exporters/model/schema";
import { renderExporters } from "../../exporters/render";
import { ensureTools } from "../../stacks/supply/ensure";
import type { Place } from "../../stacks/deploy/kubernetes/place";
import { startCluster, type Cluster } from "../support/cluster/cluster";
import { workloadNamed } from "../stacks/support/samples";
import { prometheusKubeconfig } from "./discovery/access";
import { Network } from "./discovery/apps";
import { asks, list, namespace, pod, service } from "./discovery/objects";
import { HostPrometheus, type ActiveTarget } from "./discovery/prometheus";
import { expectRefused } from "./discovery/refused";
import { expectReplicas } from "./discovery/replicas";

const minutes = (count: number): number => count * 60_000;
jest.setTimeout(minutes(2));

/** A system with one service. All other services are discovered in the cluster. */
const shop = {
  id: "shop",
  title: "Shop",
  description: "A shop",
  services: [
    { kind: "http", name: "web", owner: "shop", instrumentation: { profile: "prom-client", port: 9464, buckets: [0.5, 1, 2, 5] } },
  ],
} as const satisfies SystemInput;
const production = environments.find(({ id }) => id === "production");
const view = loadCatalogue({ systems: [shop], owners, environments: [{ ...production, systems: ["shop"], overrides: [] }] }).view(
  "production",
);
const folders = { exporters: "exporters/rendered/production", rules: "alert-rules/rendered/production" };
const rendered = [...renderExporters(view, folders.exporters), ...renderAlertRules(view, folders.rules)];

const owned = (owner: string, more: Readonly<Record<string, string>> = {}) => ({ "monitoring/owner": owner, ...more });
const measured = { ...asks, "monitoring/instrumentation": "prom-client" };

const objects = list([
  ...["shop", "edge", "research", "monitoring"].map(namespace),
  // Discovered: a Service with two pods and a non-default path. The well-known labels `app.kubernetes.io/*` name its system and service.
  ...service(
    "api",
    "edge",
    {
      labels: owned("journal", { "app.kubernetes.io/part-of": "shop", "app.kubernetes.io/name": "search" }),
      annotations: { ...measured, "prometheus.io/path": "/internal/metrics" },
    },
    2,
  ),
  // Discovered: a single pod with an unknown owner and no instrumentation profile. Its namespace becomes the system's name.
  pod("crawler-0", "research", { labels: owned("astronauts", { "app.kubernetes.io/name": "crawler" }), annotations: asks }),
  // Discovered only once, although both the pod and its Service have the annotations.
  ...service("both", "research", { labels: owned("shop"), annotations: asks }, 1, {
    labels: owned("shop", { "monitoring/service": "both", "monitoring/system": "lab" }),
    annotations: asks,
  }),
  // Not discovered, because the catalogue has the service `shop/web`. The Service `web` has the address of `shop/web`, but another name.
  // The Service `front` has the name of `shop/web`, but another address.
  ...service("web", "shop", { labels: owned("shop", { "monitoring/service": "frontend" }), annotations: measured }),
  ...service("front", "edge", {
    labels: owned("shop", { "monitoring/system": "shop", "monitoring/service": "web" }),
    annotations: measured,
  }),
  // Discovered, but only its `up` is stored, because its profile is unknown.
  ...service("strange", "edge", { labels: owned("shop"), annotations: { ...asks, "monitoring/instrumentation": "statsd" } }),
  // Not discovered: no owner, no annotation, no port, another environment, the monitoring stack's system name.
  ...service("foreign", "edge", { annotations: asks }),
  ...service("silent", "edge", { labels: owned("shop") }),
  ...service("portless", "edge", { labels: owned("shop"), annotations: { "prometheus.io/scrape": "true" } }),
  ...service("elsewhere", "edge", { labels: owned("shop", { "monitoring/environment": "staging" }), annotations: asks }),
  ...service("impostor", "edge", { labels: owned("shop", { "monitoring/system": "monitoring" }), annotations: asks }),
]);

const network = new Network();
let folder: string;
let cluster: Cluster;
let prometheus: HostPrometheus;
let expected: readonly string[];

/** Waits until a pod is ready and returns its address. */
const addressOf = async (name: string, where: string): Promise<string> => {
  await cluster.kubectl(["wait", "pod", name, `--namespace=${where}`, "--for=condition=Ready", "--timeout=60s"]);
  return `${await cluster.kubectl(["get", "pod", name, `--namespace=${where}`, "-o=jsonpath={.status.podIP}"])}:9464`;
};

const place: Place = { stack: "production", namespace: "monitoring", storageClass: "standard", systems: [], privateNetworks: [] };

const discovered = async (): Promise<ActiveTarget[]> =>
  (await prometheus.targets()).filter(({ labels }) => labels["job"]?.startsWith("kubernetes-") === true);
const named = async (): Promise<string[]> =>
  (await discovered()).map(({ labels }) => `${labels["system"] ?? ""}/${labels["service"] ?? ""} ${labels["instance"] ?? ""}`).sort();

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "monitoring-discovery-test-"));
  const { prometheus: bin } = await ensureTools(["prometheus"]);
  cluster = await startCluster();
  await cluster.kubectl(["create", "-f", "-"], { input: objects });
  prometheus = await HostPrometheus.start({
    binary: path.join(bin, "prometheus"),
    files: rendered,
    folders,
    kubeconfig: await prometheusKubeconfig(cluster, place, workloadNamed("prometheus", { view, files: rendered }), folder),
    proxy: await network.start(),
  });
}, minutes(5));

afterAll(async () => {
  await prometheus.stop();
  await network.stop();
  await cluster.stop();
  rmSync(folder, { recursive: true, force: true });
}, minutes(1));

test(
  "every pod with the labels and annotations is scraped once, and no other pod is scraped",
  async () => {
    const [first, second, crawler, both, strange] = await Promise.all([
      addressOf("api-0", "edge"),
      addressOf("api-1", "edge"),
      addressOf("crawler-0", "research"),
      addressOf("both-0", "research"),
      addressOf("strange-0", "edge"),
    ]);
    expected = [
      `edge/strange ${strange}`,
      `lab/both ${both}`,
      `research/crawler ${crawler}`,
      `shop/search ${first}`,
      `shop/search ${second}`,
    ].sort();
    for (const address of [first, second, crawler, both, strange, "web.shop:9464"]) network.stand(address);
    await prometheus.until("discovering every pod", async () => (await named()).length >= expected.length);
    // The Kubernetes API returns all objects at once, so wrong targets would already be visible.
    await prometheus.until("scraping them", async () => (await discovered()).every(({ health }) => health === "up"));
    expect(await named()).toEqual(expected);
    expect(network.asked(first)).toEqual(["/internal/metrics"]);
    expect(network.asked(crawler)).toEqual(["/metrics"]);
  },
  minutes(2),
);

test("discovered targets have the same labels as catalogue targets, and keep the name of an unknown owner", async () => {
  const found = await discovered();
  const of = (name: string) => {
    const labels = found.find((target) => target.labels["service"] === name)?.labels ?? {};
    return Object.fromEntries(Object.entries(labels).filter(([key]) => key !== "instance"));
  };
  expect(of("search")).toEqual({
    job: "kubernetes-services",
    system: "shop",
    environment: "production",
    service: "search",
    owner: "journal",
    instrumentation: "prom-client",
  });
  expect(of("crawler")).toEqual({
    job: "kubernetes-pods",
    system: "research",
    environment: "production",
    service: "crawler",
    owner: "astronauts",
  });
});

test("of a service with an unknown profile, only up is stored, and ProfileRefused is about it", () =>
  expectRefused(prometheus, { system: "edge", service: "strange", owner: "shop", refused_profile: "statsd" }));

test("a service in the catalogue is scraped only once, as the catalogue declares it", async () => {
  await prometheus.until("scraping the catalogue's service", async () => (await prometheus.query('up{service="web"} == 1')).length > 0);
  const web = await prometheus.query('up{service=~"web|frontend"}');
  expect(web.map(({ metric }) => metric)).toEqual([
    {
      __name__: "up",
      job: "prom-client",
      instance: "web.shop:9464",
      system: "shop",
      environment: "production",
      service: "web",
      owner: "shop",
      instrumentation: "prom-client",
    },
  ]);
});

test(
  "the rules record a discovered service's series, aggregated over both pods and without health checks",
  async () => {
    const rate = 'service:http_requests:rate5m{service="search"}';
    await prometheus.until("recording", async () => Number((await prometheus.query(rate))[0]?.value[1] ?? 0) > 1);
    expect((await prometheus.query(rate)).map(({ metric }) => metric)).toEqual([
      { __name__: "service:http_requests:rate5m", system: "shop", environment: "production", service: "search" },
    ]);
    const routes = await prometheus.query('service_route:http_requests:rate5m{service="search"}');
    expect(routes.map(({ metric }) => metric["route"])).toEqual(["/orders"]);
    const latency = await prometheus.query('service:http_request_duration_seconds:p95_5m{service="search"}');
    expect(Number(latency[0]?.value[1])).toBeLessThan(0.05);
    expect(await prometheus.query('service:http_requests:rate5m{service="crawler"}')).toEqual([]);
  },
  minutes(2),
);

test(
  "when a pod stops answering, its owner is notified, or the platform's owner if the pod's owner is unknown",
  async () => {
    const { amtool } = await ensureTools(["amtool"]);
    const config = path.join(folder, "alertmanager.yml");
    writeFileSync(config, rendered.find(({ path: name }) => name.endsWith("/alertmanager.yml"))?.content ?? "");
    const receiversOf = (labels: Readonly<Record<string, string>>): string =>
      execFileSync(
        path.join(amtool, "amtool"),
        ["config", "routes", "test", `--config.file=${config}`, ...Object.entries(labels).map(([name, value]) => `${name}=${value}`)],
        { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] },
      ).trim();
    const crawler = await addressOf("crawler-0", "research");
    const search = await addressOf("api-1", "edge");
    network.fall(crawler);
    network.fall(search);
    const down = async () =>
      (await prometheus.alerts()).filter(
        ({ labels }) => labels["alertname"] === "TargetDown" && [crawler, search].includes(labels["instance"] ?? ""),
      );
    await prometheus.until("noticing", async () => (await down()).length === 2);
    const notified = (await down()).map(({ labels }) => [labels["service"], labels["owner"], receiversOf(labels)]).sort();
    expect(notified).toEqual([
      ["crawler", "astronauts", "platform-critical"],
      ["search", "journal", "journal-critical"],
    ]);
  },
  minutes(2),
);

test(
  "two replicas behind the name of a headless Service are two targets, and only the one that stops answering is down",
  async () => {
    const workload = { ...workloadNamed("blackbox-exporter", { view, files: rendered }), name: "prices", replicas: 2 };
    const labels = owned("shop", { "monitoring/system": "shop", "monitoring/service": "prices" });
    await expectReplicas({ cluster, network, prometheus, place, workload, metadata: { labels, annotations: measured } });
  },
  minutes(2),
);

test(
  "new services are discovered and deleted services are dropped without a restart of Prometheus",
  async () => {
    await cluster.kubectl(["create", "-f", "-"], {
      input: list(service("late", "edge", { labels: owned("sites"), annotations: asks })),
    });
    const late = await addressOf("late-0", "edge");
    network.stand(late);
    await prometheus.until(
      "scraping it",
      async () => (await prometheus.query('up{system="edge",service="late",owner="sites"} == 1')).length === 1,
    );
    await cluster.kubectl(["delete", "service", "late", "--namespace=edge"]);
    await prometheus.until("forgetting it", async () => !(await named()).some((name) => name.startsWith("edge/late")));
    expect(await named()).toEqual(expected);
  },
  minutes(2),
);

test(
  "TargetMissing fires for a catalogue target that Prometheus lost, even if a discovered target has the same system and profile",
  async () => {
    const missing = async () => (await prometheus.alerts()).filter(({ labels }) => labels["alertname"] === "TargetMissing");
    expect(await missing()).toEqual([]);
    prometheus.lose("prom-client");
    await prometheus.until("missing it", async () => (await missing()).length > 0);
    expect((await missing()).map(({ labels: { system, owner, job } }) => ({ system, owner, job }))).toEqual([
      { system: "shop", owner: "shop", job: "prom-client" },
    ]);
    // Discovery still works: a discovered service with the system and profile of the lost target is still a target.
    expect(await named()).toEqual(expected);
  },
  minutes(2),
);

test("Prometheus' service account can read the objects that discovery needs and the metrics of kubelets, and no Secrets", async () => {
  const may = async (verb: string, resource: string, ...more: string[]): Promise<string> =>
    (
      await cluster
        .kubectl(["auth", "can-i", verb, resource, "--all-namespaces", "--as=system:serviceaccount:monitoring:prometheus", ...more])
        .catch(() => "no")
    ).trim();
  expect(
    await Promise.all([
      may("list", "pods"),
      may("watch", "endpointslices.discovery.k8s.io"),
      may("list", "secrets"),
      may("delete", "pods"),
      may("get", "nodes", "--subresource=metrics"),
      may("get", "nodes", "--subresource=proxy"),
    ]),
  ).toEqual(["yes", "yes", "no", "no", "yes", "no"]);
});
