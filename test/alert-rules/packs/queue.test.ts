import { factsOf } from "../../../alert-rules/facts";
import { catalogue } from "../../fixtures/catalogue";
import { prometheusConfig } from "../../../exporters/scrape/scrape";
import { systemTargets } from "../../../exporters/scrape/targets";

const view = catalogue().view("staging");

interface Job {
  readonly job_name: string;
  readonly metric_relabel_configs?: readonly { readonly regex: string; readonly action?: string }[];
}
const { scrape_configs: jobs } = prometheusConfig(view) as { scrape_configs: readonly Job[] };

describe("an arq worker", () => {
  it("is scraped from its Redis server's exporter, under the worker's labels", () => {
    const own = systemTargets(view).filter((target) => target.labels.system === "studio" && target.labels.service === "worker");
    expect(own).toEqual([
      {
        job: "arq",
        address: "redis-exporter-studio-redis:9121",
        labels: { system: "studio", environment: "staging", service: "worker", owner: "ai-platform", instrumentation: "arq" },
      },
    ]);
  });

  it("keeps the script values of its queues and drops all other series of the exporter", () => {
    const keep = jobs.find((job) => job.job_name === "arq")?.metric_relabel_configs?.find(({ action }) => action === "keep");
    const kept = new RegExp(`^(?:${keep?.regex ?? ""})$`);
    const parts = (name: string, service: string, key: string) => [name, "studio", service, key].join(";");
    expect(kept.test(parts("redis_script_values", "worker", "arq:queue:waiting"))).toBe(true);
    expect(kept.test(parts("redis_script_values", "worker", "arq:queue:oldest_age_seconds"))).toBe(true);
    expect(kept.test(parts("redis_script_values", "worker", "other:waiting"))).toBe(false);
    expect(kept.test(parts("redis_script_values", "redis", "arq:queue:waiting"))).toBe(false);
    expect(kept.test(parts("redis_up", "worker", ""))).toBe(false);
  });
});

it("declared queues, pools and quotas are expected by name, no matter which program reports them", () => {
  const { declared } = factsOf(view);
  const of = (kind: keyof typeof declared) =>
    declared[kind].filter(({ service }) => service.system === "studio").map(({ service, name }) => `${service.service} ${name}`);
  expect([of("queues"), of("pools"), of("quotas")]).toEqual([["worker arq:queue"], ["api api"], ["api requests", "api tokens"]]);
});
