import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { artefactsOf } from "../../stacks/artefacts/artefacts";
import { query } from "../../stacks/local/prometheus";
import { Stage } from "../alert-rules/routes/stage";
import { Cleanup } from "../exporters/contracts/recorder/harness/cleanup";
import { folderOf } from "../exporters/contracts/recorder/harness/context";
import { start } from "../exporters/contracts/recorder/harness/process";
import { python } from "../exporters/contracts/recorder/harness/python";
import { startRedis, startRedisExporter } from "../exporters/contracts/recorder/harness/redis";
import { freePort, loopback } from "../support/free-port";
import { startPrometheus } from "../support/prometheus-process";
import { shipped } from "../support/shipped";
import { describeWith, toolPath } from "../support/tools";
import { text, until } from "../support/until";

const minute = 60_000;
const cleanup = new Cleanup();
afterAll(() => cleanup.run(), minute);

const queue = "arq:queue";
const apps = path.join(__dirname, "fastapi-arq");

/** Starts Redis, its exporter, FastAPI and two arq workers. Returns the application's URL and the exporter's address. */
async function startSystem(): Promise<{ readonly api: string; readonly exporter: string }> {
  const redis = await startRedis({ cleanup }, [queue]);
  const harness = { cleanup, say: () => undefined, wants: () => true, prometheus: () => Promise.reject(new Error("not used")) };
  const exporter = await startRedisExporter(harness, redis, [queue]);
  const bin = await python(() => undefined);
  const env = { REDIS_PORT: String(redis), PYTHONDONTWRITEBYTECODE: "1" };
  const port = await freePort();
  const api = `http://${loopback}:${port}`;
  await start(cleanup, "FastAPI", bin, ["-m", "uvicorn", "jobs_app:app", "--host", loopback, "--port", String(port)], {
    ready: `${api}/metrics`,
    cwd: apps,
    env,
  });
  for (const name of ["first", "second"])
    await start(cleanup, `the ${name} worker`, bin, [path.join(apps, "jobs_app.py"), "work"], {
      ready: `http://${exporter}/health`,
      env: { ...env, WORKER: name },
    });
  return { api, exporter };
}

/** Adds jobs until `cleanup` runs. */
function load(api: string): void {
  const state = { running: true };
  const timer = setInterval(() => {
    if (state.running)
      void fetch(`${api}/jobs`, { method: "POST" }).then(
        (answer) => answer.text(),
        () => undefined,
      );
  }, 250);
  cleanup.add(() => {
    state.running = false;
    clearInterval(timer);
  });
}

describeWith("prometheus", "FastAPI with sse-starlette, and two arq workers", (binary) => {
  it(
    "notifies while jobs of both workers fail, and again when they succeed",
    async () => {
      const view = shipped.view("production");
      await using stage = await Stage.inHours(toolPath("alertmanager") ?? "alertmanager is not in the cache", view);
      const { api, exporter } = await startSystem();
      const folder = await folderOf(cleanup, {});
      mkdirSync(path.join(folder, "data"));
      const rules = artefactsOf(view).filter(({ path: file }) => /rules\/(http|worker|targets|thresholds)\.rules\.yml$/.test(file));
      for (const { path: file, content } of rules) writeFileSync(path.join(folder, path.basename(file)), content);
      const of = { system: "tenant-ai", environment: "production" };
      const scrape = (job: string, service: string, target: string) => ({
        job_name: job,
        static_configs: [{ targets: [target], labels: { ...of, service, instrumentation: job } }],
      });
      const config = {
        global: { scrape_interval: "5s", scrape_timeout: "4s", evaluation_interval: "5s" },
        alerting: { alertmanagers: [{ static_configs: [{ targets: [new URL(stage.url).host] }] }] },
        rule_files: ["*.rules.yml"],
        scrape_configs: [scrape("fastapi-instrumentator", "api", new URL(api).host), scrape("arq", "worker", exporter)],
      };
      const { url, end } = await startPrometheus(binary, folder, await freePort(), config);
      cleanup.add(end);

      load(api);
      const value = async (series: string): Promise<number | undefined> => (await query(url, series))?.at(0)?.value;
      await until(
        "two live workers",
        async () => ((await value(`queue:workers_live:count{service="worker"}`)) === 2 ? true : undefined),
        90,
      );
      await until("completed jobs", () => value(`queue:jobs_completed:increase15m{service="worker"} > 0`), 120);
      await until("requests", () => value(`service:http_requests:rate5m{service="api"} > 0`), 90);
      expect(await text(`${api}/chat/stream`)).toMatch(/event: result\s+data: "(first|second)"/);

      const summary = `of jobs in queue ${queue} fail`;
      const slack = "slack-ai-platform-alerts";
      const notified = (status: string, seconds: number) =>
        until(status, () => Promise.resolve(stage.statuses(slack, summary).includes(status) ? true : undefined), seconds);
      expect(await query(url, `ALERTS{alertname="QueueJobFailureRatioHigh"}`)).toEqual([]);
      await text(`${api}/fault/on`, { method: "POST" });
      expect(await text(`${api}/chat/stream`)).toContain("event: failed");
      await notified("firing", 300);
      await text(`${api}/fault/off`, { method: "POST" });
      await notified("resolved", 600);
    },
    20 * minute,
  );
});
