import { factsOf } from "../../../alert-rules/facts";
import { loadCatalogue } from "../../../exporters/model/catalogue";
import { redisExporter } from "../../../exporters/programs/redis-exporter";
import { jobsOf, prometheusConfig } from "../../../exporters/scrape/scrape";
import { environment, owner } from "../../exporters/model/support";

const hashes = { redis: "cache", keys: "job:*" };
const arq = { profile: "arq", redis: "cache" };
const written = {
  id: "ai",
  title: "AI",
  description: "x",
  services: [
    { kind: "redis", name: "cache", owner: "shop" },
    { kind: "redis", name: "elsewhere", owner: "shop" },
    {
      kind: "http",
      name: "web",
      owner: "shop",
      dependsOn: ["cache"],
      instrumentation: { profile: "prom-client", port: 9464, path: "/numbers", scheme: "https" },
      runs: [{ name: "import" }, { name: "export", hashes }],
    },
    {
      kind: "worker",
      name: "jobs",
      owner: "shop",
      dependsOn: ["cache"],
      instrumentation: arq,
      queues: ["arq:a"],
      runs: [{ name: "agent job", hashes }],
    },
  ],
};
const view = loadCatalogue({ systems: [written], owners: [owner], environments: [{ ...environment, systems: ["ai"] }] }).view("production");

it("runs in Redis are scraped from its exporter, under the labels of each service, without the path and scheme of the service", () => {
  expect(jobsOf(view).get("redis-runs")).toEqual(
    ["jobs", "web"].map((service) => ({
      job: "redis-runs",
      address: "redis-exporter-ai-cache:9121",
      labels: { system: "ai", environment: "production", service, owner: "shop", instrumentation: "redis-runs" },
    })),
  );
});

it("keeps the values of the service's runs and drops all other series of the exporter", () => {
  const { scrape_configs: jobs } = prometheusConfig(view) as {
    scrape_configs: readonly { job_name: string; metric_relabel_configs?: readonly { regex: string; action?: string }[] }[];
  };
  const keep = jobs.find((job) => job.job_name === "redis-runs")?.metric_relabel_configs?.find(({ action }) => action === "keep");
  const kept = new RegExp(`^(?:${keep?.regex ?? ""})$`);
  const parts = (name: string, service: string, key: string) => [name, "ai", service, key].join(";");
  expect(kept.test(parts("redis_script_values", "web", "web/export:running"))).toBe(true);
  expect(kept.test(parts("redis_script_values", "jobs", "jobs/agent job:failures@linter"))).toBe(true);
  expect(kept.test(parts("redis_script_values", "jobs", "web/export:running"))).toBe(false);
  expect(kept.test(parts("redis_script_values", "jobs", "arq:a:waiting"))).toBe(false);
  expect(kept.test(parts("redis_up", "web", ""))).toBe(false);
});

it("the exporter of a Redis with queues and runs runs both scripts, and the exporter of another Redis runs none", () => {
  const instances = redisExporter.instances({ view } as Parameters<typeof redisExporter.instances>[0]);
  const of = (name: string) => instances.find((instance) => instance.name === name);
  expect(of("redis-exporter-ai-cache")?.args).toContain("--script=/etc/redis_exporter/arq.lua,/etc/redis_exporter/runs.lua");
  const script = of("redis-exporter-ai-cache")?.files[0]?.files["runs.lua"] ?? "";
  expect(script.match(/name = "[^"]*", keys = "[^"]*"/g)).toEqual([
    'name = "jobs/agent job", keys = "job:*"',
    'name = "web/export", keys = "job:*"',
  ]);
  expect(of("redis-exporter-ai-elsewhere")?.files).toEqual([]);
});

it("declared runs and loops are expected by name, no matter how they are measured", () => {
  const { declared, hasHashedRuns } = factsOf(view);
  expect(declared.runs.map(({ service, name }) => `${service.service} ${name}`)).toEqual(["jobs agent job", "web export", "web import"]);
  expect(declared.loops).toEqual([]);
  expect(hasHashedRuns).toBe(true);
});
