import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { prometheusArgs } from "../../exporters/programs/prometheus";
import { prometheusConfig } from "../../exporters/scrape/scrape";
import { artefactsOf } from "../../stacks/artefacts/artefacts";
import { query } from "../../stacks/local/prometheus";
import { Stage } from "../alert-rules/routes/stage";
import { Cleanup } from "../exporters/contracts/recorder/harness/cleanup";
import { folderOf } from "../exporters/contracts/recorder/harness/context";
import { ciJob, goodPage, servePage } from "../exporters/contracts/recorder/harness/lighthouse";
import { authorization, tokenOf } from "../support/pipeline/accounts";
import { outsideSecret, outsideService, outsideSystem, outsideView } from "../support/pipeline/outside";
import { startPipeline, type Pipeline } from "../support/pipeline/pipeline";
import { startPrometheus } from "../support/prometheus-process";
import { describeWith, toolPath } from "../support/tools";
import { until } from "../support/until";
import type { View } from "../../exporters/model/catalogue";

const minute = 60_000;
const cleanup = new Cleanup();
afterAll(() => cleanup.run(), minute);

/** The arguments with which the deployed Prometheus enables features and endpoints. */
const features = prometheusArgs({ retention: 86_400, volumeMiB: 1024, externalUrl: "http://prometheus.example" }).filter((argument) =>
  /^--(enable-feature|web\.enable)/.test(argument),
);

/** The view in which a CI job sends the results of the start page of `outsideService`. */
function withBudget(): View {
  const view = outsideView([]);
  const lighthouse = { environments: ["production"], pages: [{ path: "/", accessibility: 0.95, seo: 0.9 }] };
  return {
    ...view,
    systems: view.systems.map((system) => ({
      ...system,
      services: system.services.map((service) =>
        system.id === outsideSystem && service.name === outsideService && service.kind === "http" ? { ...service, lighthouse } : service,
      ),
    })),
  };
}

/** The environment variables with which a CI job in the stack's network sends to the gateway. */
const senderOf = ({ otlp }: Pipeline, token: string) => ({
  OTEL_EXPORTER_OTLP_ENDPOINT: otlp,
  OTEL_EXPORTER_OTLP_HEADERS: `Authorization=${encodeURIComponent(authorization(outsideSystem, token))}`,
  OTEL_SERVICE_NAME: outsideService,
});

/** The score of performance depends on the machine, and takes longest. */
const categories = ["accessibility", "seo"];

/** The same page without a language, a title and a description, and with an image that has no text. */
const badPage = `<!doctype html><html><head></head><body><main><h1>Orders</h1><img src="data:," width="9" height="9"></main></body></html>`;

describeWith("prometheus", "a CI job that runs Lighthouse and the documented script", (binary) => {
  it(
    "notifies when a page falls below its budget, and again when the page is repaired",
    async () => {
      const view = withBudget();
      await using stage = await Stage.inHours(toolPath("alertmanager") ?? "alertmanager is not in the cache", view);
      const pipeline = await startPipeline({ cleanup, view, secret: outsideSecret, traceStore: false });
      const folder = await folderOf(cleanup, {});
      mkdirSync(path.join(folder, "data"));
      const rules = artefactsOf(view).filter(({ path: file }) => /rules\/(lighthouse|targets|thresholds)\.rules\.yml$/.test(file));
      for (const { path: file, content } of rules) writeFileSync(path.join(folder, path.basename(file)), content);
      const { otlp, storage } = prometheusConfig(view) as { readonly otlp: object; readonly storage: object };
      const alerting = { alertmanagers: [{ static_configs: [{ targets: [new URL(stage.url).host] }] }] };
      const config = { global: { evaluation_interval: "5s" }, otlp, storage, alerting, rule_files: ["*.rules.yml"] };
      const { url, end } = await startPrometheus(binary, folder, Number(new URL(pipeline.prometheus).port), config, features);
      cleanup.add(end);

      let html = goodPage;
      const page = await servePage(cleanup, () => html);
      const job = await ciJob(cleanup);
      const env = senderOf(pipeline, tokenOf(outsideSystem));
      const of = `{system="${outsideSystem}",service="${outsideService}",page="/"}`;
      const scores = async (): Promise<Readonly<Record<string, number>>> =>
        Object.fromEntries(
          ((await query(url, `page:lighthouse_score:ratio${of}`)) ?? []).map(({ labels, value }): [string, number] => [
            labels["category"] ?? "",
            value,
          ]),
        );

      expect(await job(page, env, categories)).toContain("metrics of 1 reports");
      const good = await until("recorded scores", async () => ("seo" in (await scores()) ? await scores() : undefined), 60);
      expect(good).toEqual({ accessibility: 1, seo: 1 });
      const [age] = (await query(url, `page:lighthouse_age_seconds${of}`)) ?? [];
      expect(age?.value).toBeLessThan(300);

      html = badPage;
      await job(page, env, categories);
      const statuses = () => stage.statuses("slack-feedback-alerts", "score of /");
      await until("the notification", () => Promise.resolve(statuses().includes("firing") ? true : undefined), 240);
      // A CI job's push does not show that the service is alive.
      const missing = `ALERTS{alertname="PushMissing",service="${outsideService}"}`;
      await until("the missing pushes", async () => ((await query(url, missing)) ?? []).at(0), 240);

      html = goodPage;
      await job(page, env, categories);
      await until("the end", () => Promise.resolve(statuses().includes("resolved") ? true : undefined), 420);
    },
    20 * minute,
  );

  it("fails if the token is wrong, and if the page cannot be opened", async () => {
    const view = withBudget();
    const pipeline = await startPipeline({ cleanup, view, secret: outsideSecret, traceStore: false });
    const env = senderOf(pipeline, "wrong");
    const job = await ciJob(cleanup);
    await expect(job(await servePage(cleanup, () => goodPage), env, categories)).rejects.toThrow("401");
    await expect(job("http://127.0.0.1:9/", env, categories)).rejects.toThrow(/127\.0\.0\.1:9|CONNECTION_REFUSED|unable to/i);
  }, 600_000);
});
