import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:https";
import { tmpdir } from "node:os";
import path from "node:path";
import { renderAlertRules } from "../../alert-rules/render";
import { loadCatalogue } from "../../exporters/model/catalogue";
import { accountFiles, kubeletScrapes } from "../../exporters/scrape/kubelets";
import { query, type Sample } from "../../stacks/local/prometheus";
import { ensureTools } from "../../stacks/supply/ensure";
import { environment, owner, system, web } from "../exporters/model/support";
import { freePort, loopback } from "../support/free-port";
import { startPrometheus, type PrometheusProcess } from "../support/prometheus-process";
import { until } from "../support/until";

jest.setTimeout(120_000);

const shopWeb = { ...web, instrumentation: { profile: "prom-client", port: 9464, buckets: [0.5, 1, 2, 5] } };
const view = loadCatalogue({
  systems: [system("shop", shopWeb)],
  owners: [owner],
  environments: [{ ...environment, hostMetrics: "kubernetes" }],
}).view("production");

const token = "token-of-prometheus";
const pod = "web-7d4b9c5f6d-x2x4k";

/** The pods of the simulated kubelet, each with its namespace as a label. A real kubelet needs a container runtime and root. */
const containers = new Map([
  [pod, 'namespace="shop"'],
  ["prometheus-0", 'namespace="monitoring"'],
]);

/** Samples as cAdvisor exposes them: usage has a timestamp, limits have none. The sum of each pod has an empty label `container`. */
const ofContainers = (): string =>
  [...containers]
    .flatMap(([name, namespace]) =>
      ["web", ""].flatMap((container) => {
        const labels = `container="${container}",id="/kubepods/${name}/${container}",image="web:1",name="c",${namespace},pod="${name}"`;
        return [
          `container_memory_rss{${labels}} 5e+08 ${Date.now()}`,
          `container_spec_memory_limit_bytes{${labels}} 1e+09`,
          `container_blkio_device_usage_total{${labels}} 1 ${Date.now()}`,
        ];
      }),
    )
    .join("\n");
const claim = 'namespace="shop",persistentvolumeclaim="data-web-0"';
const ofVolumes = `kubelet_volume_stats_available_bytes{${claim}} 25\nkubelet_volume_stats_capacity_bytes{${claim}} 100`;

let folder: string;
let server: Server;
let address: string;
let binary: string;
let prometheus: PrometheusProcess;

const certificate = (name: string): { readonly key: string; readonly cert: string } => {
  const [key, cert] = [path.join(folder, `${name}.key`), path.join(folder, `${name}.crt`)];
  const kind = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=kubelet".split(" ");
  execFileSync("openssl", [...kind, "-addext", `subjectAltName=IP:${loopback}`, "-keyout", key, "-out", cert], { stdio: "ignore" });
  return { key, cert };
};

/** Starts a Prometheus with the rendered jobs. Only the list of nodes, the interval, and the paths of the token and the CA differ. */
async function scraping(name: string, ca: string, secret = token): Promise<PrometheusProcess> {
  const home = mkdtempSync(path.join(folder, name));
  const tokenFile = path.join(home, "token");
  writeFileSync(tokenFile, secret);
  const rules = renderAlertRules(view, "x").find(({ path: file }) => file.endsWith("/containers.rules.yml"))?.content ?? "";
  writeFileSync(path.join(home, "containers.yml"), rules);
  const jobs = kubeletScrapes(view).map(({ kubernetes_sd_configs, ...job }) => {
    expect(kubernetes_sd_configs).toEqual([{ role: "node" }]);
    return { ...job, static_configs: [{ targets: [address], labels: { instance: "node-1" } }] };
  });
  const config = {
    global: { scrape_interval: "1s", scrape_timeout: "1s", evaluation_interval: "1s" },
    rule_files: [path.join(home, "containers.yml")],
    scrape_configs: jobs,
  };
  const text = JSON.stringify(config).replaceAll(accountFiles.token, tokenFile).replaceAll(accountFiles.ca, ca);
  return startPrometheus(binary, home, await freePort(), JSON.parse(text) as object);
}

const ask = async ({ url }: PrometheusProcess, promql: string): Promise<readonly Sample[]> => (await query(url, promql)) ?? [];

/** Waits until the result of a query passes `test`, and returns the result. */
const result = (of: PrometheusProcess, promql: string, test: (samples: readonly Sample[]) => boolean): Promise<readonly Sample[]> =>
  until(
    promql,
    async () => {
      const samples = await ask(of, promql);
      return test(samples) ? samples : undefined;
    },
    30,
  );

let kubelet: { readonly key: string; readonly cert: string };
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "monitoring-kubelets-test-"));
  binary = path.join((await ensureTools(["prometheus"])).prometheus, "prometheus");
  kubelet = certificate("kubelet");
  server = createServer({ key: readFileSync(kubelet.key), cert: readFileSync(kubelet.cert) }, (request, response) => {
    if (request.headers.authorization !== `Bearer ${token}`) response.writeHead(401).end();
    else
      response
        .writeHead(200, { "content-type": "text/plain; version=0.0.4" })
        .end(`${request.url === "/metrics" ? ofVolumes : ofContainers()}\n`);
  });
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, loopback, resolve));
  address = `${loopback}:${port}`;
  prometheus = await scraping("own", kubelet.cert);
}, 600_000);
afterAll(async () => {
  await prometheus.end();
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

const own = { environment: "production", instance: "node-1" };

test("Prometheus stores the metrics that rules read, with the labels of the service, and drops all others", async () => {
  await result(prometheus, "container_memory_rss", (samples) => samples.length === 2);
  const stored = await ask(prometheus, '{job="kubelet-cadvisor",__name__!~"up|scrape_.*"}');
  expect(new Set(stored.map(({ labels }) => labels["__name__"]))).toEqual(
    new Set(["container_memory_rss", "container_spec_memory_limit_bytes"]),
  );
  const rss = stored.filter(({ labels }) => labels["__name__"] === "container_memory_rss").map(({ labels }) => labels);
  const common = { __name__: "container_memory_rss", job: "kubelet-cadvisor", container: "web", ...own };
  expect(rss).toEqual(
    expect.arrayContaining([
      { ...common, system: "shop", service: "web", namespace: "shop", pod, id: `/kubepods/${pod}/web` },
      {
        ...common,
        system: "monitoring",
        service: "kubelet",
        namespace: "monitoring",
        pod: "prometheus-0",
        id: "/kubepods/prometheus-0/web",
      },
    ]),
  );
  expect(rss).toHaveLength(2);
});

test("the rules record the shares of the limit and of the volume", async () => {
  const [memory] = await result(prometheus, 'container:memory_used:ratio{service="web"}', (samples) => samples.length > 0);
  expect(memory?.value).toBe(0.5);
  const [volume] = await result(prometheus, "volume:free:ratio", (samples) => samples.length > 0);
  expect(volume?.value).toBe(0.25);
  expect(volume?.labels).toMatchObject({ system: "shop", service: "web", persistentvolumeclaim: "data-web-0" });
});

test("a container that is gone is no longer visible after the next scrape, although cAdvisor exposes the times of samples", async () => {
  containers.delete(pod);
  const left = await result(prometheus, "container_memory_rss", (samples) => samples.length === 1);
  expect(left.map(({ labels }) => labels["pod"])).toEqual(["prometheus-0"]);
});

test("a kubelet with a certificate of another CA gets no token, and a kubelet that refuses the token is down", async () => {
  expect(await result(prometheus, "up == 1", (samples) => samples.length === 2)).toHaveLength(2);
  const unknown = await scraping("unknown", certificate("other").cert);
  const refused = await scraping("refused", kubelet.cert, "token-of-another-program");
  try {
    for (const one of [unknown, refused]) expect(await result(one, "up == 0", (samples) => samples.length === 2)).toHaveLength(2);
  } finally {
    await unknown.end();
    await refused.end();
  }
});
