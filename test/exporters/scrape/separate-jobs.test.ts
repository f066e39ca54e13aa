import { renderAlertRules } from "../../../alert-rules/render";
import { loadCatalogue } from "../../../exporters/model/catalogue";
import { renderExporters } from "../../../exporters/render";
import { scrapeObjects } from "../../../exporters/scrape/operator";
import { prometheusConfig } from "../../../exporters/scrape/scrape";
import { workloadNamed } from "../../stacks/support/samples";
import { environment, owner, system, web, worker } from "../model/support";

const endpoint = (more: object = {}): object => ({ profile: "prom-client", port: 9464, buckets: [0.5, 1, 2, 5], ...more });
const view = loadCatalogue({
  systems: [
    system(
      "shop",
      { ...web, instrumentation: endpoint() },
      { ...web, name: "closed", instrumentation: endpoint({ authorization: "Bearer", scheme: "https", path: "/numbers" }) },
      { ...web, name: "many", instrumentation: endpoint({ replicas: 3, host: "many-pods.shop" }) },
      { ...worker, instrumentation: { profile: "bullmq", port: 9464, replicas: 2 } },
    ),
  ],
  owners: [owner],
  environments: [environment],
}).view("production");
const folder = "exporters/rendered/production";
const rendered = [...renderExporters(view, folder), ...renderAlertRules(view, "alert-rules/rendered/production")];
const { scrape_configs: jobs } = prometheusConfig(view) as { readonly scrape_configs: readonly Readonly<Record<string, unknown>>[] };
const job = (name: string) => jobs.find(({ job_name }) => job_name === name);
const targetsIn = (name: string): unknown => {
  const content = rendered.find(({ path }) => path === `${folder}/targets/${name}.json`)?.content;
  return content === undefined ? undefined : JSON.parse(content);
};
const labels = { environment: "production", owner: "shop", system: "shop" };

it("services with an ordinary endpoint share the job of their profile, and the others have separate jobs", () => {
  expect(targetsIn("prom-client")).toEqual([
    { targets: ["web.shop:9464"], labels: { ...labels, service: "web", instrumentation: "prom-client" } },
  ]);
  expect(job("bullmq")).toBeUndefined();
  expect(jobs.map(({ job_name }) => job_name)).toEqual(
    expect.arrayContaining(["bullmq-shop-worker", "prom-client", "prom-client-shop-closed", "prom-client-shop-many"]),
  );
});

it("the job of an endpoint with a key reads the key from a secret file, and its series have the job of the profile", () => {
  expect(job("prom-client-shop-closed")).toMatchObject({
    authorization: { type: "Bearer", credentials_file: "/run/secrets/monitoring/metrics-shop-closed" },
  });
  expect(targetsIn("prom-client-shop-closed")).toEqual([
    {
      targets: ["closed.shop:9464"],
      labels: {
        job: "prom-client",
        ...labels,
        service: "closed",
        instrumentation: "prom-client",
        __metrics_path__: "/numbers",
        __scheme__: "https",
      },
    },
  ]);
  const prometheus = workloadNamed("prometheus", { view, files: rendered });
  expect(prometheus.secretFiles).toEqual({ "metrics-shop-closed": { secret: "metrics-shop-closed" } });
});

it("the job of a service with replicas looks up their addresses, and the rules expect the declared number", () => {
  const many = job("prom-client-shop-many");
  expect(many).toMatchObject({ dns_sd_configs: [{ names: ["many-pods.shop"], type: "A", port: 9464 }] });
  expect(many).not.toHaveProperty("file_sd_configs");
  expect(many?.["relabel_configs"]).toEqual(
    expect.arrayContaining([
      { target_label: "job", replacement: "prom-client" },
      { target_label: "service", replacement: "many" },
    ]),
  );
  const rules = rendered
    .filter(({ path }) => path.endsWith("targets.rules.yml"))
    .map(({ content }) => content)
    .join("\n");
  const expected = /record: expected:scrape_targets:count\n\s+expr: "?3"?\n\s+labels:[^-]*service: many/;
  expect(rules).toMatch(expected);
});

it("the Operator gets the same jobs, with the key from the Secret of its programs", () => {
  const objects = scrapeObjects(view, { namespace: "monitoring", operator: "observability" });
  const spec = (name: string): unknown => objects.find(({ metadata }) => metadata.name === `monitoring-${name}`)?.spec;
  expect(spec("prom-client-shop-closed")).toMatchObject({
    authorization: { type: "Bearer", credentials: { name: "monitoring-receivers", key: "metrics-shop-closed" } },
    staticConfigs: [{ targets: ["closed.shop:9464"], labels: { job: "prom-client", service: "closed", __scheme__: "https" } }],
  });
  expect(spec("prom-client-shop-many")).toMatchObject({
    dnsSDConfigs: [{ names: ["many-pods.shop"], type: "A", port: 9464 }],
    relabelings: expect.arrayContaining([{ targetLabel: "service", replacement: "many" }]) as unknown,
  });
});
