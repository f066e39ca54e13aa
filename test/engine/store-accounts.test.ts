import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { secretsFolder } from "../../exporters/model/naming";
import { loginFiles } from "../../exporters/pipeline/store-accounts";
import { victoriaLogsPort } from "../../exporters/pipeline/victoria-logs";
import { prometheusConfig, renderScrape } from "../../exporters/scrape/scrape";
import { passwordJob } from "../../exporters/scrape/with-password";
import { ensureTools } from "../../stacks/supply/ensure";
import { send } from "../support/pipeline/send";
import { Cleanup } from "../exporters/contracts/recorder/harness/cleanup";
import { viewOf, withLocalStores } from "../fixtures/catalogue";
import { freePort } from "../support/free-port";
import { startPrometheus } from "../support/prometheus-process";
import { storeAuthorization, storeLogin, secretValue } from "../support/pipeline/accounts";
import { startPipeline, type Pipeline } from "../support/pipeline/pipeline";
import { grpcSpans, spansRequest } from "../support/pipeline/raw";
import { writeSecrets } from "../support/pipeline/secrets";
import { storedLines, sumOf } from "../support/pipeline/stored";
import { text, until } from "../support/until";

const cleanup = new Cleanup();
const view = withLocalStores(viewOf("local"));
let pipeline: Pipeline;
beforeAll(async () => {
  pipeline = await startPipeline({ cleanup, view });
}, 600_000);
afterAll(() => cleanup.run(), 60_000);

const basic = (account: string): string => `Basic ${Buffer.from(account).toString("base64")}`;
const refusedLogins = ["", basic("monitoring:"), basic("monitoring:wrong"), basic("other:wrong"), "Bearer wrong"];
const headersOf = (authorization: string): Record<string, string> => (authorization === "" ? {} : { authorization });

/** The status of a request with each of the refused logins, and with the right login. */
async function statuses(url: string, init: RequestInit = {}): Promise<{ refused: number[]; accepted: number }> {
  const status = async (authorization: string): Promise<number> => {
    const answer = await fetch(url, { ...init, headers: headersOf(authorization) });
    await answer.text();
    return answer.status;
  };
  const refused: number[] = [];
  for (const each of refusedLogins) refused.push(await status(each));
  return { refused, accepted: await status(storeAuthorization) };
}

/** Labels of the series that an instant query returns. */
async function instant(url: string, query: string): Promise<object[]> {
  const answer = JSON.parse(await text(`${url}/api/v1/query?query=${encodeURIComponent(query)}`)) as {
    data: { result: { metric: object }[] };
  };
  return answer.data.result.map(({ metric }) => metric);
}

const refused = refusedLogins.map(() => 401);

it("VictoriaLogs refuses reads, writes, deletions and metrics without the password, and only its health check is open", async () => {
  const body = JSON.stringify({ _msg: "forged", service: "orders" });
  for (const path of ["/select/logsql/query?query=*", "/metrics", "/flags", "/select/vmui/", "/delete/run_task", "/internal/force_flush"])
    expect({ path, ...(await statuses(`${pipeline.logs}${path}`)) }).toMatchObject({ path, refused });
  expect(await statuses(`${pipeline.logs}/select/logsql/query?query=*`)).toEqual({ refused, accepted: 200 });
  expect(await statuses(`${pipeline.logs}/metrics`)).toEqual({ refused, accepted: 200 });
  expect(await statuses(`${pipeline.logs}/insert/jsonline`, { method: "POST", body })).toEqual({ refused, accepted: 200 });
  await until("the accepted line", async () => ((await storedLines(pipeline.logs, "_time:1h forged")).length > 0 ? true : undefined));
  expect(await storedLines(pipeline.logs, "_time:1h forged")).toHaveLength(1);
  expect((await fetch(`${pipeline.logs}/health`)).status).toBe(200);
  const flags = await text(`${pipeline.logs}/flags`, storeLogin);
  expect(flags).toContain("httpAuth.password");
  expect(flags).not.toContain(secretValue("victoria-logs-password"));
});

it("Jaeger refuses queries and spans without the password", async () => {
  for (const path of ["/api/services", "/api/traces?service=orders", "/api/v3/services", "/"])
    expect({ path, ...(await statuses(`${pipeline.traces}${path}`)) }).toMatchObject({ path, refused });
  expect((await statuses(`${pipeline.traces}/api/services`)).accepted).toBe(200);
  const spans = spansRequest("forged", Buffer.from("forged"));
  for (const each of refusedLogins) expect(await grpcSpans(pipeline.spans, spans, each)).toBe(16);
  const services = async (): Promise<string[]> =>
    (JSON.parse(await text(`${pipeline.traces}/api/services`, storeLogin)) as { data: string[] | null }).data ?? [];
  expect(await services()).not.toContain("forged");
  expect(await grpcSpans(pipeline.spans, spans, storeAuthorization)).toBe(0);
  await until("the accepted span", async () => ((await services()).includes("forged") ? true : undefined));
});

it("the gateway delivers logs and traces with the password", async () => {
  const [id = ""] = await send("request", pipeline.otlp);
  await until("the line", async () => ((await storedLines(pipeline.logs, `trace_id:=${id}`)).length > 0 ? true : undefined));
  await until("the trace", async () => ((await fetch(`${pipeline.traces}/api/traces/${id}`, storeLogin)).ok ? true : undefined));
});

it("a gateway with a wrong password counts what the stores refuse, and answers its senders", async () => {
  const secret = (key: string): string => (key.startsWith("otlp-") ? secretValue(key) : "wrong");
  const wrong = await startPipeline({ cleanup, view, secret });
  await send("request", wrong.otlp);
  for (const signal of ["log_records", "spans"])
    await until(`failed ${signal}`, async () =>
      sumOf(await text(wrong.metrics.gateway), `otelcol_exporter_send_failed_${signal}`) > 0 ? true : undefined,
    );
  expect(await storedLines(wrong.logs, "_time:1h *")).toEqual([]);
}, 120_000);

it("Prometheus scrapes VictoriaLogs with the rendered job, and the series have the labels of the stack's other programs", async () => {
  const { prometheus } = await ensureTools(["prometheus"]);
  const folder = await mkdtemp(path.join(tmpdir(), "monitoring-scrape-"));
  cleanup.add(() => rm(folder, { recursive: true, force: true }));
  await writeSecrets(path.join(folder, "secrets"), loginFiles("victoria-logs"));
  const rendered = renderScrape(view, "x").find(({ path: file }) => file === `x/targets/${passwordJob}.json`)?.content ?? "";
  await writeFile(
    path.join(folder, `${passwordJob}.json`),
    rendered.replace(`victoria-logs:${victoriaLogsPort}`, new URL(pipeline.logs).host),
  );
  const { scrape_configs: jobs } = prometheusConfig(view) as { scrape_configs: { job_name: string }[] };
  const own = JSON.stringify({
    global: { scrape_interval: "1s", scrape_timeout: "1s" },
    scrape_configs: jobs.filter(({ job_name }) => job_name === passwordJob),
  });
  const config = JSON.parse(
    own.replaceAll(secretsFolder, path.join(folder, "secrets")).replace("/etc/prometheus/targets", folder),
  ) as object;
  const { url, end } = await startPrometheus(path.join(prometheus, "prometheus"), folder, await freePort(), config);
  cleanup.add(end);
  const query = `up{job="stack",system="monitoring",service="victoria-logs"} == 1 and on (service) vl_rows_ingested_total{job="stack"}`;
  await until("a scrape", async () => ((await instant(url, query)).length > 0 ? true : undefined));
  expect(await instant(url, 'count by (job) ({__name__=~".+"})')).toEqual([{ job: "stack" }]);
});
