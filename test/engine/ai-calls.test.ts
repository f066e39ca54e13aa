import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { prometheusArgs } from "../../exporters/programs/prometheus";
import { prometheusConfig } from "../../exporters/scrape/scrape";
import { artefactsOf } from "../../stacks/artefacts/artefacts";
import { query } from "../../stacks/local/prometheus";
import { Stage } from "../alert-rules/routes/stage";
import { Cleanup } from "../exporters/contracts/recorder/harness/cleanup";
import { folderOf } from "../exporters/contracts/recorder/harness/context";
import { startOpenAi } from "../exporters/contracts/recorder/harness/openai-server";
import { start } from "../exporters/contracts/recorder/harness/process";
import { freePort } from "../support/free-port";
import { startPrometheus } from "../support/prometheus-process";
import { shipped } from "../support/shipped";
import { describeWith, toolPath } from "../support/tools";
import { until } from "../support/until";

const minute = 60_000;
const cleanup = new Cleanup();
afterAll(() => cleanup.run(), minute);

/** The arguments with which the deployed Prometheus enables features and endpoints. */
const features = prometheusArgs({ retention: 86_400, volumeMiB: 1024, externalUrl: "http://prometheus.example" }).filter((argument) =>
  /^--(enable-feature|web\.enable)/.test(argument),
);

describeWith("prometheus", "an application with OpenTelemetry's instrumentation of OpenAI's client", (binary) => {
  it(
    "notifies only Slack while the provider refuses its calls, and again when the provider has recovered",
    async () => {
      const view = shipped.view("production");
      await using stage = await Stage.inHours(toolPath("alertmanager") ?? "alertmanager is not in the cache", view);
      const folder = await folderOf(cleanup, {});
      mkdirSync(path.join(folder, "data"));
      const rules = artefactsOf(view).filter(({ path: file }) => /rules\/(ai|targets|thresholds)\.rules\.yml$/.test(file));
      for (const { path: file, content } of rules) writeFileSync(path.join(folder, path.basename(file)), content);
      const { otlp, storage } = prometheusConfig(view) as { readonly otlp: object; readonly storage: object };
      const alerting = { alertmanagers: [{ static_configs: [{ targets: [new URL(stage.url).host] }] }] };
      const config = { global: { evaluation_interval: "5s" }, otlp, storage, alerting, rule_files: ["*.rules.yml"] };
      const { url, end } = await startPrometheus(binary, folder, await freePort(), config, features);
      cleanup.add(end);

      let refusing = false;
      const openAi = await startOpenAi(cleanup, () => (refusing ? 503 : undefined));
      const port = await freePort();
      await start(cleanup, "the application", process.execPath, ["--import", "tsx", path.join(__dirname, "ai-calls/program.ts")], {
        ready: `http://127.0.0.1:${port}`,
        env: { PORT: String(port), OPENAI: openAi, OTLP_METRICS: `${url}/api/v1/otlp/v1/metrics` },
      });
      const of = '{system="trading-journal",service="web",provider="openai"}';
      await until("recorded calls", async () => ((await query(url, `provider:ai_calls:rate5m${of} > 0`)) ?? []).at(0), 60);
      expect(await query(url, `provider:ai_calls_failed:rate5m${of} > 0`)).toEqual([]);

      refusing = true;
      const summary = "calls to openai fail per minute";
      const [slack, pager] = ["slack-journal-alerts", "pagerduty-journal"];
      await until("the notification", () => Promise.resolve(stage.statuses(slack, summary).includes("firing") ? true : undefined), 240);
      refusing = false;
      await until("the end", () => Promise.resolve(stage.statuses(slack, summary).includes("resolved") ? true : undefined), 420);
      await sleep(2000);
      expect(stage.statuses(pager, summary)).toEqual([]);
    },
    13 * minute,
  );
});
