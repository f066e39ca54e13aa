import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { discoveryFailing } from "../../alert-rules/packs/stack/alerts-discovery";
import { loadCatalogue } from "../../exporters/model/catalogue";
import { metricsSecret, secretsFolder } from "../../exporters/model/naming";
import { dockerLabels } from "../../exporters/pipeline/container-labels";
import { dockerProxyPort } from "../../exporters/pipeline/docker-proxy";
import { dockerProxy } from "../../exporters/programs/docker-proxy";
import { discoveryFolder, prometheusArgs, prometheusFolder } from "../../exporters/programs/prometheus";
import { renderExporters } from "../../exporters/render";
import { containerArgs } from "../../stacks/deploy/docker/args";
import { docker } from "../../stacks/local/docker";
import { query } from "../../stacks/local/prometheus";
import { ensureImages } from "../../stacks/supply/ensure";
import { Cleanup } from "../exporters/contracts/recorder/harness/cleanup";
import { environment, owner, system, type Written } from "../exporters/model/support";
import { gateways } from "../fixtures/catalogue/systems/gateways";
import { workloadNamed } from "../stacks/support/samples";
import { freePort } from "../support/free-port";
import { text, until } from "../support/until";

jest.setTimeout(120_000);

const application = (name: string, endpoint: Written): Written => ({
  kind: "http",
  name,
  owner: "shop",
  instrumentation: { profile: "prom-client", port: 9464, buckets: [0.5, 1, 2, 5], ...endpoint },
});
const discovers = { discovery: ["docker"], discoveryProfiles: ["prom-client"] };
/** A view with two services: `web` has two replicas, and the metrics endpoint of `closed` requires a key. */
const view = loadCatalogue({
  systems: [
    system("shop", application("web", { replicas: 2 }), application("closed", { authorization: "Bearer", path: "/internal/metrics" })),
  ],
  owners: [owner],
  environments: [{ ...environment, ...discovers, id: "local", production: false, scrapeInterval: "2s", evaluationInterval: "2s" }],
}).view("local");
const folder = "exporters/rendered/local";
const files = renderExporters(view, folder);
const key = "key-of-the-metrics-endpoint";

const network = "monitoring-discovery-test";
const cleanup = new Cleanup();
let images: Awaited<ReturnType<typeof ensureImages>>["references"];
let prometheus: string;
let proxy: string;
let configuration: string;

/** Starts a container and returns its ID. The clean-up removes the container with its volumes. */
async function run(...args: readonly string[]): Promise<string> {
  const id = await docker("run", "--detach", ...args);
  cleanup.add(() => docker("rm", "--force", "--volumes", id).then(() => undefined));
  return id;
}

/** Starts an application that serves one metric on all paths. If `key` is set, it refuses requests without this key. */
function start(options: { alias?: string; labels?: Readonly<Record<string, string>>; key?: string }): Promise<string> {
  const serve = `require("node:http").createServer((request, answer) => {
    const wanted = process.env.KEY;
    answer.statusCode = wanted && request.headers.authorization !== "Bearer " + wanted ? 401 : 200;
    answer.setHeader("content-type", "text/plain; version=0.0.4");
    answer.end("process_start_time_seconds " + Math.round(Date.now() / 1000 - process.uptime()) + "\\n");
  }).listen(9464)`;
  return run(
    `--network=${network}`,
    ...(options.alias === undefined ? [] : [`--network-alias=${options.alias}`]),
    ...Object.entries(options.labels ?? {}).map(([name, value]) => `--label=${name}=${value}`),
    ...(options.key === undefined ? [] : [`--env=KEY=${options.key}`]),
    "--entrypoint=node",
    images.node ?? "",
    "--eval",
    serve,
  );
}

const addressOf = (id: string): Promise<string> =>
  docker("inspect", "--format", `{{(index .NetworkSettings.Networks "${network}").IPAddress}}:9464`, id);

/** Starts the container of `docker-proxy` with the restrictions of the stack, with or without Docker's socket. Returns its ID. */
async function startProxy(configuration: string, socket = true): Promise<string> {
  const workload = workloadNamed(dockerProxy.name, { view, files });
  const args = containerArgs("test", workload, { networks: [network], content: [] });
  const file = path.join(configuration, "proxy");
  await mkdir(file, { recursive: true });
  await writeFile(path.join(file, "haproxy.cfg"), workload.files[0]?.files["haproxy.cfg"] ?? "");
  return run(
    `--network=${network}`,
    `--network-alias=${dockerProxy.name}`,
    `--user=${args.user}`,
    `--read-only=${String(args.readOnly)}`,
    ...args.capabilities.drops.map((capability) => `--cap-drop=${capability}`),
    ...args.securityOpts.map((option) => `--security-opt=${option}`),
    ...args.volumes.flatMap((volume) => (socket && "hostPath" in volume ? [`--volume=${volume.hostPath}:${volume.containerPath}:ro`] : [])),
    `--volume=${file}:/etc/haproxy:ro`,
    images["otlp-proxy"] ?? "",
    ...workload.args,
  );
}

async function startPrometheus(configuration: string): Promise<string> {
  const below = (part: string, to: string): Promise<unknown> =>
    Promise.all(
      files
        .filter(({ path: file }) => file.startsWith(`${folder}/${part}`))
        .map(async ({ path: file, content }) => {
          const target = path.join(configuration, to, path.relative(`${folder}/${part.includes(".") ? "" : part}`, file));
          await mkdir(path.dirname(target), { recursive: true });
          await writeFile(target, content);
        }),
    );
  await below("prometheus.yml", "prometheus");
  await below("targets/", "prometheus/targets");
  await below("discovery/", "discovery");
  await mkdir(path.join(configuration, "secrets"));
  await writeFile(path.join(configuration, "secrets", metricsSecret("shop", "closed")), key);
  const port = await freePort();
  await run(
    `--network=${network}`,
    `--publish=127.0.0.1:${port}:9090`,
    `--volume=${path.join(configuration, "prometheus")}:${prometheusFolder}:ro`,
    `--volume=${path.join(configuration, "discovery")}:${discoveryFolder}:ro`,
    `--volume=${path.join(configuration, "secrets")}:${secretsFolder}:ro`,
    "--user=0",
    images.prometheus ?? "",
    ...prometheusArgs({ retention: 86_400, externalUrl: "http://prometheus.example" }),
  );
  return `http://127.0.0.1:${port}`;
}

interface ActiveTarget {
  readonly labels: Readonly<Record<string, string>>;
  readonly health: string;
  readonly lastError: string;
}
const targets = async (): Promise<ActiveTarget[]> =>
  (JSON.parse(await text(`${prometheus}/api/v1/targets?state=active`)) as { data: { activeTargets: ActiveTarget[] } }).data.activeTargets;
const named = async (name: string): Promise<ActiveTarget[]> => (await targets()).filter(({ labels }) => labels["service"] === name);
/** Waits until a service has exactly this number of targets, and all of them are up. */
const scraped = (service: string, count: number): Promise<ActiveTarget[]> =>
  until(`${count} targets of ${service}`, async () => {
    const found = await named(service);
    return found.length === count && found.every(({ health }) => health === "up") ? found : undefined;
  });

const labelled = { [dockerLabels.owner]: "shop", [dockerLabels.port]: "9464", [dockerLabels.system]: "shop" };

beforeAll(async () => {
  images = (await ensureImages(["node", "otlp-proxy", "prometheus"])).references;
  await docker("network", "create", network);
  cleanup.add(() => docker("network", "rm", network).then(() => undefined));
  configuration = await mkdtemp(path.join(tmpdir(), "monitoring-docker-discovery-"));
  cleanup.add(() => rm(configuration, { recursive: true, force: true }));
  proxy = await startProxy(configuration);
  prometheus = await startPrometheus(configuration);
}, 1_800_000);
afterAll(() => cleanup.run(), 60_000);

it("each replica behind one name is a separate target, also after one is replaced", async () => {
  const replicas = [await start({ alias: "web.shop" }), await start({ alias: "web.shop" })];
  const addresses = await Promise.all(replicas.map(addressOf));
  const found = await scraped("web", 2);
  expect(found.map(({ labels }) => labels["instance"]).sort()).toEqual([...addresses].sort());
  for (const { labels } of found)
    expect(labels).toMatchObject({
      job: "prom-client",
      system: "shop",
      environment: "local",
      owner: "shop",
      instrumentation: "prom-client",
    });
  await docker("rm", "--force", replicas[0] ?? "");
  const next = await start({ alias: "web.shop" });
  const now = [addresses[1], await addressOf(next)].sort();
  await until(
    "the new replica",
    async () => {
      const instances = (await scraped("web", 2)).map(({ labels }) => labels["instance"]).sort();
      return JSON.stringify(instances) === JSON.stringify(now) ? true : undefined;
    },
    60,
  );
});

it("a metrics endpoint that requires a key is scraped with the key from the secret", async () => {
  await start({ alias: "closed.shop", key });
  const [target] = await scraped("closed", 1);
  expect(target?.labels).toMatchObject({ job: "prom-client", instance: "closed.shop:9464" });
  expect(JSON.stringify(files)).not.toContain(key);
});

it("a container with the labels is scraped with its names and its owner, and other containers are not", async () => {
  const container = await start({
    labels: { ...labelled, [dockerLabels.service]: "found", [dockerLabels.instrumentation]: "prom-client" },
  });
  const unknown: readonly Readonly<Record<string, string>>[] = [
    { [dockerLabels.service]: "no-owner", [dockerLabels.port]: "9464", [dockerLabels.system]: "shop" },
    { ...labelled, [dockerLabels.service]: "no-port", [dockerLabels.port]: "" },
    { ...labelled, [dockerLabels.service]: "elsewhere", [dockerLabels.environment]: "production" },
    { ...labelled, [dockerLabels.service]: "web" },
    { ...labelled, [dockerLabels.service]: "impostor", [dockerLabels.system]: "monitoring" },
    { ...labelled },
  ];
  for (const labels of unknown) await start({ labels });
  const compose = await start({
    labels: {
      [dockerLabels.owner]: "astronauts",
      [dockerLabels.port]: "9464",
      "com.docker.compose.service": "composed",
      "com.docker.compose.project": "moon",
    },
  });
  const [found] = await scraped("found", 1);
  expect(found?.labels).toEqual({
    job: "docker-containers",
    instance: await addressOf(container),
    system: "shop",
    service: "found",
    owner: "shop",
    environment: "local",
    instrumentation: "prom-client",
  });
  const [other] = await scraped("composed", 1);
  expect(other?.labels).toMatchObject({ system: "moon", owner: "astronauts", instance: await addressOf(compose) });
  const discovered = (await targets()).filter(({ labels }) => labels["job"] === "docker-containers");
  expect(discovered.map(({ labels }) => labels["service"]).sort()).toEqual(["composed", "found"]);
});

it("of a container with a profile that the environment does not allow, only up is stored, with a label for the refused profile", async () => {
  await start({ labels: { ...labelled, [dockerLabels.service]: "strange-profile", [dockerLabels.instrumentation]: "bullmq" } });
  const [found] = await scraped("strange-profile", 1);
  expect(found?.labels).toMatchObject({ owner: "shop", refused_profile: "bullmq" });
  expect(found?.labels).not.toHaveProperty("instrumentation");
  const names = await until("a sample of up", async () => {
    const all = await query(prometheus, 'group by (__name__) ({service="strange-profile"})');
    return all?.some(({ labels }) => labels["__name__"] === "up") === true ? all.map(({ labels }) => labels["__name__"]) : undefined;
  });
  expect(names.filter((name) => name !== "up" && !String(name).startsWith("scrape_"))).toEqual([]);
  const own = await query(prometheus, 'process_start_time_seconds{service="found"}');
  expect(own).toHaveLength(1);
});

it("eight services of a system that the catalogue does not list are scraped by the labels of their containers", async () => {
  const names = gateways.services.filter(({ kind }) => kind === "http").map(({ name }) => name);
  expect(names).toHaveLength(8);
  const labels = { ...labelled, [dockerLabels.system]: "eight", [dockerLabels.instrumentation]: "prom-client" };
  await Promise.all(names.map((name) => start({ labels: { ...labels, [dockerLabels.service]: name } })));
  for (const name of names) {
    const [target] = await scraped(name, 1);
    expect(target?.labels).toMatchObject({ system: "eight", owner: "shop", environment: "local", instrumentation: "prom-client" });
  }
});

it("the proxy passes on no request that changes something or reads more than the lists", async () => {
  const ask = async (method: string, at: string): Promise<string> =>
    docker(
      "run",
      "--rm",
      `--network=${network}`,
      "--entrypoint=node",
      images.node ?? "",
      "--eval",
      `fetch("http://${dockerProxy.name}:${dockerProxyPort}${at}", { method: "${method}" }).then(({ status }) => console.log(status))`,
    );
  expect(await ask("GET", "/v1.41/containers/json")).toBe("200");
  const refused = [
    ["POST", "/v1.41/containers/create"],
    ["POST", "/v1.41/containers/json"],
    ["DELETE", "/v1.41/containers/x"],
    ["GET", "/v1.41/containers/x/json"],
    ["GET", "/v1.41/containers/json/../x/json"],
    ["GET", "/v1.41/info"],
    ["GET", "/v1.41/secrets"],
  ] as const;
  for (const [method, at] of refused) expect([method, at, await ask(method, at)]).toEqual([method, at, "403"]);
});

it("failed discovery is counted by the metric that DiscoveryFailing reads: without the proxy, and with one that cannot read the socket", async () => {
  const condition = JSON.stringify(discoveryFailing().condition).replaceAll("\\", "");
  expect(condition).toContain('prometheus_sd_refresh_failures_total{mechanism="docker"}');
  const failures = async (): Promise<number> =>
    Number(/^prometheus_sd_refresh_failures_total\{mechanism="docker"\} (\d+)$/m.exec(await text(`${prometheus}/metrics`))?.[1]);
  const moreThan = (count: number, when: string): Promise<number> =>
    until(`more failures ${when}`, async () => {
      const now = await failures();
      return now > count ? now : undefined;
    });
  const before = await failures();
  expect(before).toBeGreaterThanOrEqual(0);
  await docker("rm", "--force", "--volumes", proxy);
  const without = await moreThan(before, "without the proxy");
  await startProxy(configuration, false);
  // The next failure may be of a request that began before the new proxy ran. The failure after it is of a request to the new proxy.
  await moreThan(await moreThan(without, "while the proxy starts"), "without the socket");
  // Prometheus keeps the targets that it knows.
  expect((await targets()).some(({ labels }) => labels["job"] === "docker-containers")).toBe(true);
});
