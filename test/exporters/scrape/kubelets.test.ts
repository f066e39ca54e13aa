import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { factsOf } from "../../../alert-rules/facts";
import { loadCatalogue } from "../../../exporters/model/catalogue";
import { renderDiscovery } from "../../../exporters/scrape/discovery";
import { kubeletScrapes, kubeStateTargets, podMetricRelabelings } from "../../../exporters/scrape/kubelets";
import { scrapeObjects } from "../../../exporters/scrape/operator";
import { prometheusConfig } from "../../../exporters/scrape/scrape";
import { artefactsOf } from "../../../stacks/artefacts/artefacts";
import { rulesOf } from "../../../stacks/deploy/kubernetes/rbac";
import { relabel } from "../../support/relabel";
import { workloadNamed } from "../../stacks/support/samples";
import { describeWith } from "../../support/tools";
import { environment, owner, postgres, system, web, worker } from "../model/support";

const shopWeb = { ...web, instrumentation: { profile: "prom-client", port: 9464, buckets: [0.5, 1, 2, 5] } };
const address = "kube-state-metrics.kube-system.svc:8080";
const viewWith = (more: object) =>
  loadCatalogue({
    systems: [system("shop", shopWeb, { ...shopWeb, name: "web-admin" }, worker, postgres)],
    owners: [owner],
    environments: [{ ...environment, ...more }],
  }).view("production");
const view = viewWith({ hostMetrics: "kubernetes", kubeStateMetrics: address });
const own = { system: "monitoring", environment: "production", service: "kubelet", owner: "shop" };

describe("the jobs of the kubelets", () => {
  it("connect to every node with the token of Prometheus, and accept only certificates of the cluster", () => {
    expect(kubeletScrapes(view).map(({ job_name, metrics_path }) => [job_name, metrics_path])).toEqual([
      ["kubelet", "/metrics"],
      ["kubelet-cadvisor", "/metrics/cadvisor"],
    ]);
    for (const job of kubeletScrapes(view))
      expect(job).toMatchObject({
        scheme: "https",
        kubernetes_sd_configs: [{ role: "node" }],
        authorization: { credentials_file: "/var/run/secrets/kubernetes.io/serviceaccount/token" },
        tls_config: { ca_file: "/var/run/secrets/kubernetes.io/serviceaccount/ca.crt" },
        track_timestamps_staleness: true,
      });
  });

  it("accept any certificate only if the catalogue says so", () => {
    const any = viewWith({ hostMetrics: "kubernetes", kubeletCertificates: "any" });
    expect(kubeletScrapes(any).map(({ tls_config }) => tls_config)).toEqual([
      { insecure_skip_verify: true },
      { insecure_skip_verify: true },
    ]);
  });

  it("exist only in a cluster whose hosts are monitored", () => {
    expect(kubeletScrapes(viewWith({}))).toEqual([]);
    expect(kubeletScrapes(viewWith({ hostMetrics: "docker" }))).toEqual([]);
    expect(factsOf(viewWith({ hostMetrics: "docker" })).watchesContainers).toBe(false);
  });

  it("are mounted only on Kubernetes, also without discovery of services", () => {
    expect(JSON.stringify(prometheusConfig(view))).not.toContain("kubelet");
    const [file] = renderDiscovery(view, "x");
    expect(file?.path).toBe("x/discovery/kubernetes.yml");
    const prometheus = workloadNamed("prometheus", { view, files: artefactsOf(view) });
    expect(prometheus.kubernetes).toMatchObject({ discovery: true, kubelets: true });
  });
});

it("kube-state-metrics is a target at the address in the catalogue, and none without one", () => {
  expect(kubeStateTargets(view)).toEqual([{ job: "kube-state-metrics", address, labels: { ...own, service: "kube-state-metrics" } }]);
  expect(kubeStateTargets(viewWith({ hostMetrics: "kubernetes" }))).toEqual([]);
});

it("Prometheus may read the metrics of kubelets, but may not reach their other endpoints", () => {
  const { kubernetes } = workloadNamed("prometheus", { view, files: artefactsOf(view) });
  const resources = (kubelets: boolean) =>
    rulesOf({ kubernetes: { ...kubernetes, kubelets } }).flatMap((rule): string[] => [...rule.resources]);
  expect(resources(true)).toContain("nodes/metrics");
  expect(resources(true)).not.toContain("nodes/proxy");
  expect(resources(false)).not.toContain("nodes/metrics");
});

describe("the series of a container", () => {
  const stored = (labels: Readonly<Record<string, string>>, metric = "container_memory_rss") =>
    relabel({ metric, labels: { ...own, container: "c", ...labels }, samples: [1] }, podMetricRelabelings(view, "kubelet-cadvisor"));
  const owners = (labels: Readonly<Record<string, string>>, metric?: string) =>
    stored(labels, metric).map(({ labels: { system: of, service } }) => `${of ?? ""}/${service ?? ""}`);
  const inShop = (pod: string) => owners({ namespace: "shop", pod });

  it.each([
    ["a Deployment", "web-7d4b9c5f6d-x2x4k"],
    ["a DaemonSet", "web-x2x4k"],
    ["a StatefulSet", "web-12"],
    ["a CronJob", "web-29384730-x2x4k"],
  ])("has the labels of its service if its pod is one of %s", (_, pod) => {
    expect(inShop(pod)).toEqual(["shop/web"]);
  });

  it("belongs to the service with the whole name, and in another namespace to the platform", () => {
    expect(inShop("web-admin-7d4b9c5f6d-x2x4k")).toEqual(["shop/web-admin"]);
    expect(inShop("webhooks-7d4b9c5f6d-x2x4k")).toEqual(["monitoring/kubelet"]);
    expect(owners({ namespace: "other", pod: "web-7d4b9c5f6d-x2x4k" })).toEqual(["monitoring/kubelet"]);
  });

  it("is dropped if it is a sum of a pod or a node, or if no rule reads it", () => {
    expect(stored({ namespace: "shop", pod: "web-0", container: "" })).toEqual([]);
    expect(stored({ namespace: "shop", pod: "web-0" }, "container_blkio_device_usage_total")).toEqual([]);
  });

  it("has no labels that change with every image or restart", () => {
    const [series] = stored({ namespace: "shop", pod: "web-0", image: "web:1", name: "abc", id: "/kubepods/1" });
    expect(Object.keys(series?.labels ?? {}).sort()).toEqual([...Object.keys(own), "container", "id", "namespace", "pod"].sort());
  });
});

it.each([
  ["data-postgres-0", "shop/postgres"],
  ["postgres", "shop/postgres"],
  ["postgres-data", "shop/postgres"],
  ["data-web-admin-0", "shop/web-admin"],
  ["web-admin", "shop/web-admin"],
  ["uploads", "monitoring/kubelet"],
])("the volume %s belongs to %s", (persistentvolumeclaim, expected) => {
  const series = { metric: "kubelet_volume_stats_inodes", labels: { ...own, namespace: "shop", persistentvolumeclaim }, samples: [1] };
  const found = relabel(series, podMetricRelabelings(view, "kubelet"));
  expect(found.map(({ labels: { system: of, service } }) => `${of ?? ""}/${service ?? ""}`)).toEqual([expected]);
});

it("the Operator's Prometheus scrapes the kubelets' Service with the same labels", () => {
  const objects = scrapeObjects(view, { namespace: "watch", operator: "operator" });
  const specs = objects.flatMap(({ kind, metadata, spec }) =>
    kind === "ServiceMonitor" && metadata.name.includes("kubelet") ? [spec] : [],
  );
  expect(specs).toHaveLength(2);
  expect(specs[1]).toMatchObject({
    namespaceSelector: { matchNames: ["kube-system"] },
    endpoints: [
      {
        port: "https-metrics",
        path: "/metrics/cadvisor",
        tlsConfig: { caFile: "/var/run/secrets/kubernetes.io/serviceaccount/ca.crt" },
        relabelings: expect.arrayContaining([
          { sourceLabels: ["node"], targetLabel: "instance" },
          { targetLabel: "job", replacement: "kubelet-cadvisor" },
          { targetLabel: "service", replacement: "kubelet" },
        ]) as unknown,
      },
    ],
  });
});

describeWith("promtool", "Prometheus", (promtool) => {
  it("accepts the jobs of the kubelets", () => {
    const folder = mkdtempSync(path.join(tmpdir(), "kubelets-test-"));
    try {
      const file = path.join(folder, "prometheus.yml");
      writeFileSync(file, renderDiscovery(view, "x")[0]?.content ?? "");
      expect(execFileSync(promtool, ["check", "config", "--syntax-only", file], { encoding: "utf8" })).toContain("SUCCESS");
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
