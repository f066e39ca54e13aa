import path from "node:path";
import { metricsOfSeries, pushedSeries, scrapedSeries, type Api } from "../series";
import { z } from "zod";
import type { Metrics } from "../exposition";
import type { Program } from "../programs";
import { folderOf, type Harness, type Recorded } from "./context";
import { docBlock } from "../../../../support/doc-blocks";
import { freePort, loopback } from "../../../../support/free-port";
import { startOpenAi } from "./openai-server";
import { start } from "./process";
import { text, until } from "../../../../support/until";
import { startPrimary } from "./postgres";
import { claims } from "./profiles";
import { startPrometheus, type HarnessPrometheus } from "./prometheus";
import { python } from "./python";
import { startRedis, startRedisExporter } from "./redis";
import { run } from "../../../../../stacks/supply/command";

const workersPage = "docs/instrumenting/workers.md";
/** An application for gunicorn that returns nothing. */
const wsgiApp = `
def app(environ, start_response):
    start_response("204 No Content", [])
    return []
`;
const apps = path.join(__dirname, "apps");
const arqQueue = "arq:queue";

/** An application to record. The application is ready when the path `ready` responds. If `scraped` is false, it pushes its metrics. */
interface App {
  readonly program: Program;
  readonly start: (port: number, prometheus: () => string, stores: Stores) => Promise<unknown>;
  readonly ready: string;
  readonly scraped: boolean;
  /** Path that responds when the application has measured, and pushed, all that it measures once. Default: it measures only requests. */
  readonly done?: string;
}

/** Port of Redis, connection string of PostgreSQL, and base URL of a server with the API of OpenAI. */
interface Stores {
  readonly redis: number;
  readonly postgres: string;
  readonly openAi: string;
}

function appsOf(harness: Harness): App[] {
  const { cleanup, say } = harness;
  const node = (
    program: Program,
    env: (prometheus: () => string, stores: Stores) => Record<string, string>,
    ready: string,
    { scraped = true, done }: { readonly scraped?: boolean; readonly done?: string } = {},
  ): App => ({
    program,
    ready,
    scraped,
    ...(done === undefined ? {} : { done }),
    start: (port, prometheus, stores) =>
      start(cleanup, program, process.execPath, ["--import", "tsx", path.join(apps, `${program}.ts`)], {
        ready: `http://${loopback}:${port}${ready}`,
        env: { PORT: String(port), ...env(prometheus, stores) },
      }),
  });
  return [
    node("prom-client", () => ({}), "/metrics", { done: "/done" }),
    node("request-counter", () => ({}), "/metrics"),
    node("express-prom-bundle", () => ({}), "/metrics"),
    node("bullmq", (_, { redis }) => ({ REDIS_PORT: String(redis) }), "/metrics"),
    node(
      "opentelemetry",
      (prometheus, { postgres, openAi }) => ({
        OTLP_METRICS: `${prometheus()}/api/v1/otlp/v1/metrics`,
        POSTGRES: postgres,
        OPENAI: openAi,
      }),
      "/orders/0",
      { scraped: false, done: "/done" },
    ),
    {
      program: "fastapi-instrumentator",
      ready: "/metrics",
      scraped: true,
      start: async (port) =>
        start(cleanup, "FastAPI", await python(say), ["-m", "uvicorn", "fastapi_app:app", "--host", loopback, "--port", String(port)], {
          ready: `http://${loopback}:${port}/metrics`,
          cwd: apps,
          env: { PYTHONDONTWRITEBYTECODE: "1", MODULES: await folderOf(cleanup, { "workers.py": docBlock(workersPage, "# workers.py") }) },
        }),
    },
    {
      program: "gunicorn",
      ready: "/metrics",
      scraped: true,
      start: async (port) =>
        start(cleanup, "gunicorn", await python(say), ["-m", "gunicorn", "--bind", `${loopback}:${await freePort()}`, "wsgi_app:app"], {
          ready: `http://${loopback}:${port}/metrics`,
          cwd: await folderOf(cleanup, {
            "gunicorn.conf.py": docBlock(workersPage, "# gunicorn.conf.py"),
            "wsgi_app.py": wsgiApp,
          }),
          env: { PYTHONDONTWRITEBYTECODE: "1", METRICS_PORT: String(port) },
        }),
    },
  ];
}

/** Starts an arq worker, adds jobs to its queue, and starts a redis_exporter that exposes the queue. Returns the exporter's address. */
async function startArq(harness: Harness, redisPort: number): Promise<string> {
  const bin = await python(harness.say);
  const env = { REDIS_PORT: String(redisPort), QUEUE: arqQueue, PYTHONDONTWRITEBYTECODE: "1" };
  const exporter = await startRedisExporter(harness, redisPort, [arqQueue]);
  await start(harness.cleanup, "arq", bin, [path.join(apps, "arq_app.py"), "work"], { ready: `http://${exporter}/health`, env });
  await run(bin, [path.join(apps, "arq_app.py"), "enqueue"], { env, timeout: 30_000 });
  return exporter;
}

/** Sends successful requests, a request that fails, and a request to an unknown path. */
async function drive(port: number): Promise<void> {
  for (const route of ["/orders/1", "/orders/2", "/fail", "/nowhere"])
    await fetch(`http://${loopback}:${port}${route}`).then((answer) => answer.text());
}

/**
 * Waits until an application has measured all that it measures once, and until Prometheus has all of it. Without this, a busy machine
 * decides which series a contract has.
 */
async function finish({ api }: HarnessPrometheus, { program, scraped, done }: App, port: number): Promise<void> {
  if (done === undefined) return;
  await until(`${program} measuring all calls`, () => text(`http://${loopback}:${port}${done}`), 180);
  const now = Date.now() / 1000;
  const later = `timestamp(up{job="${program}"} == 1) > ${now}`;
  if (scraped) await until(`a scrape of ${program}`, async () => ((await found(api, later)) > 0 ? true : undefined));
}

const vector = z.object({ data: z.object({ result: z.array(z.unknown()) }) });

/** Number of series in the result of an instant query. */
const found = async (api: Api, query: string): Promise<number> =>
  vector.parse(await api(`/api/v1/query?query=${encodeURIComponent(query)}`)).data.result.length;

/** Waits until Prometheus has a series of the running library for each selector of `claims`. Throws if a series does not appear. */
export async function proveProfile({ api }: HarnessPrometheus, program: Program): Promise<void> {
  for (const claim of claims(program))
    await until(`${program} showing ${claim}, as its instrumentation profile claims,`, async () =>
      (await found(api, claim)) > 0 ? true : undefined,
    );
}

const selfMade = "up|scrape_.+|ALERTS|ALERTS_FOR_STATE";
const without = (metrics: Metrics, pattern: RegExp): Metrics =>
  Object.fromEntries(Object.entries(metrics).filter(([name]) => !pattern.test(name)));

/** Records the series of real instrumentation libraries, as a real Prometheus stores them, and the metrics of Prometheus itself. */
export async function recordLibraries(harness: Harness, recorded: Recorded): Promise<void> {
  const { wants } = harness;
  const chosen = appsOf(harness).filter(({ program }) => wants(program));
  const own = wants("prometheus") || wants("prometheus-series");
  const redisPort = wants("bullmq") || wants("arq") ? await startRedis(harness, [arqQueue]) : 0;
  const postgres = wants("opentelemetry") ? await startPrimary(harness) : "";
  const openAi = wants("opentelemetry") ? await startOpenAi(harness.cleanup) : "";
  const ports = new Map<Program, number>();
  for (const { program } of chosen) ports.set(program, await freePort());
  const exporter = wants("arq") ? await startArq(harness, redisPort) : undefined;
  const prometheus = await startPrometheus(harness, (self) => ({
    prometheus: self,
    nothing: `${loopback}:9`,
    ...Object.fromEntries(
      chosen.filter(({ scraped }) => scraped).map(({ program }) => [program, `${loopback}:${ports.get(program) ?? 0}`]),
    ),
    ...(exporter === undefined ? {} : { arq: exporter }),
  }));
  for (const app of chosen) {
    const port = ports.get(app.program) ?? 0;
    await app.start(port, () => prometheus.url, { redis: redisPort, postgres, openAi });
    await drive(port);
    await finish(prometheus, app, port);
    await proveProfile(prometheus, app.program);
    const metrics = app.scraped
      ? await until(`${app.program} showing its series`, async () => {
          const own = without(await scrapedSeries(prometheus.api, `{job="${app.program}"}`), new RegExp(`^(${selfMade})$`));
          return Object.keys(own).length > 0 ? own : undefined;
        })
      : await pushedSeries(prometheus.api, `{instrumentation="${app.program}"}`);
    recorded.put(app.program, metrics, "a live application, through Prometheus");
  }
  if (exporter !== undefined) {
    await proveProfile(prometheus, "arq");
    recorded.put(
      "arq",
      await scrapedSeries(prometheus.api, `{job="arq",__name__=~"redis_script_.+"}`),
      "a live worker, through redis_exporter",
    );
  }
  if (own) await recordPrometheus(prometheus, recorded);
}

/**
 * Records Prometheus' metrics about itself, and the series that Prometheus itself writes, such as `up`. Meanwhile, notifications and the
 * discovery of containers fail, and a target is down.
 */
async function recordPrometheus({ api, url }: HarnessPrometheus, recorded: Recorded): Promise<void> {
  await until("a notification failing", async () =>
    (await text(`${url}/metrics`)).includes("prometheus_notifications_errors_total{") ? true : undefined,
  );
  const metrics = await until("a scrape of Prometheus after failed discovery", async () => {
    const scraped = await scrapedSeries(api, `{job="prometheus"}`);
    return "prometheus_sd_refresh_failures_total" in scraped ? scraped : undefined;
  });
  recorded.put("prometheus", withoutBounds(without(metrics, new RegExp(`^(${selfMade})$`))), "a Prometheus in trouble");
  const series = z
    .object({ data: z.array(z.record(z.string(), z.string())) })
    .parse(await api(`/api/v1/series?match[]=${encodeURIComponent(`{__name__=~"${selfMade}"}`)}`)).data;
  recorded.put(
    "prometheus-series",
    metricsOfSeries(series, () => "gauge"),
    "what Prometheus itself writes",
  );
}

/** Removes bucket bounds. Only applications' histograms need them, because a latency threshold must equal one of the bounds. */
const withoutBounds = (metrics: Metrics): Metrics =>
  Object.fromEntries(Object.entries(metrics).map(([name, { type, labels }]) => [name, { type, labels }]));
