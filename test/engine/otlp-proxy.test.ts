import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { prometheusConfig } from "../../exporters/scrape/scrape";
import { query } from "../../stacks/local/prometheus";
import { ensureTools } from "../../stacks/supply/ensure";
import { Cleanup } from "../exporters/contracts/recorder/harness/cleanup";
import { authorization, tokenOf } from "../support/pipeline/accounts";
import { ask, startOtlpProxy, type OtlpProxy } from "../support/pipeline/otlp-proxy";
import { browserToken, outsideSecret, outsideSystem, outsideView } from "../support/pipeline/outside";
import { startPipeline, type Pipeline } from "../support/pipeline/pipeline";
import { storedLines, sumOf } from "../support/pipeline/stored";
import { startPrometheus } from "../support/prometheus-process";
import { text, until } from "../support/until";

const system = outsideSystem;
const page = "https://app.example.com";
const perSecond = 20;
const view = outsideView([page], perSecond);

const cleanup = new Cleanup();
let pipeline: Pipeline;
let proxy: OtlpProxy;
let prometheus: string;

beforeAll(async () => {
  const { prometheus: tool } = await ensureTools(["prometheus"]);
  pipeline = await startPipeline({ cleanup, view, secret: outsideSecret });
  const folder = mkdtempSync(path.join(tmpdir(), "monitoring-proxy-"));
  cleanup.add(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(path.join(folder, "data"));
  const { otlp, storage } = prometheusConfig(view) as { readonly otlp: object; readonly storage: object };
  const port = Number(new URL(pipeline.prometheus).port);
  const { url, end } = await startPrometheus(path.join(tool, "prometheus"), folder, port, { otlp, storage }, [
    "--web.enable-otlp-receiver",
  ]);
  cleanup.add(end);
  prometheus = url;
  proxy = await startOtlpProxy(cleanup, view, pipeline.otlp, outsideSecret);
}, 1_800_000);
afterAll(() => cleanup.run(), 60_000);

const bearer = (token: string): Record<string, string> => ({ authorization: `Bearer ${token}` });
const own = bearer(tokenOf(system));
const fromPage = { ...bearer(browserToken), origin: page };

const attributes = (values: Readonly<Record<string, string>>): object[] =>
  Object.entries(values).map(([key, stringValue]) => ({ key, value: { stringValue } }));
const resourceOf = (service: string): object => ({
  attributes: attributes({ "service.name": service, "service.instance.id": "a", system: "forged", sent_by: "forged" }),
});
const lines = (body: string, service = "dashboard"): string => {
  const record = { timeUnixNano: `${Date.now()}000000`, severityNumber: 17, body: { stringValue: body } };
  return JSON.stringify({ resourceLogs: [{ resource: resourceOf(service), scopeLogs: [{ logRecords: [record] }] }] });
};
const metrics = (count: number, route = "/x"): string => {
  const point = {
    attributes: attributes({ "http.route": route, "http.response.status_code": "200", system: "forged", instrumentation: "forged" }),
    startTimeUnixNano: `${Date.now() - 60_000}000000`,
    timeUnixNano: `${Date.now()}000000`,
    count: String(count),
    sum: count * 0.1,
    explicitBounds: [0.25, 1],
    bucketCounts: [String(count), "0", "0"],
  };
  const histogram = { aggregationTemporality: 2, dataPoints: [point] };
  const metric = { name: "http.server.request.duration", unit: "s", histogram };
  return JSON.stringify({ resourceMetrics: [{ resource: resourceOf("dashboard"), scopeMetrics: [{ metrics: [metric] }] }] });
};
const send = async (path: string, headers: Readonly<Record<string, string>>, body = lines("x")): Promise<number> =>
  (await ask(proxy, path, { headers, body })).status;
const stored = (search: string) =>
  until("the line", async () => {
    const found = await storedLines(pipeline.logs, `_time:1h "${search}"`);
    return found.length > 0 ? found : undefined;
  });
const requests = async (reason: string): Promise<number> =>
  sumOf(await text(proxy.metrics), "haproxy_backend_http_requests_total", `proxy="${reason}"`);

it("a program elsewhere pushes logs, traces and metrics with the token of its system, as its service", async () => {
  expect(await send("/v1/logs", own, lines("from elsewhere"))).toBe(200);
  expect(await stored("from elsewhere")).toMatchObject([{ service: "dashboard", system }]);
  expect(await send("/v1/metrics", own, metrics(7))).toBe(200);
  const series = `http_server_request_duration_seconds_count{system="${system}",environment="production",service="dashboard",instrumentation="opentelemetry"}`;
  const [found] = await until("the series", async () => {
    const values = await query(prometheus, series);
    return values !== undefined && values.length > 0 ? values : undefined;
  });
  expect(found?.value).toBe(7);
  expect(found?.labels).not.toHaveProperty("traffic");
  const marked = { "/events": { traffic: "excluded" }, "/api/orders": { routes: "/api/*" } };
  for (const [route, labels] of Object.entries(marked)) {
    expect(await send("/v1/metrics", own, metrics(1, route))).toBe(200);
    const [one] = await until(`the series of ${route}`, async () => {
      const values = await query(prometheus, `http_server_request_duration_seconds_count{http_route="${route}"}`);
      return values !== undefined && values.length > 0 ? values : undefined;
    });
    expect(one?.labels).toMatchObject(labels);
  }
}, 120_000);

it("nothing is accepted without a token that the proxy knows, over TLS only, or on another path", async () => {
  const before = await requests("unknown-token");
  const refused = [{}, bearer("wrong"), bearer(""), { authorization: authorization(system) }, bearer(tokenOf("unknown"))];
  for (const headers of refused) expect(await send("/v1/logs", headers)).toBe(401);
  expect(await requests("unknown-token")).toBe(before + refused.length);
  for (const other of ["/", "/metrics", "/v1/logs/", "/v1/profiles"]) expect(await send(other, own)).toBe(404);
  await expect(
    fetch(`${proxy.url.replace("https", "http")}/v1/logs`, { method: "POST", headers: own, body: lines("plain") }),
  ).rejects.toThrow();
  expect(await storedLines(pipeline.logs, "_time:1h plain")).toEqual([]);
}, 60_000);

it("browsers push from the pages of the catalogue, as the services with such pages, and no metrics", async () => {
  const preflight = { method: "OPTIONS", headers: { origin: page, "access-control-request-method": "POST" } };
  const allowed = await ask(proxy, "/v1/logs", preflight);
  expect(allowed).toMatchObject({ status: 204, headers: { "access-control-allow-origin": page, "access-control-allow-methods": "POST" } });
  expect(String(allowed.headers["access-control-allow-headers"])).toContain("authorization");
  const other = await ask(proxy, "/v1/logs", { ...preflight, headers: { ...preflight.headers, origin: "https://evil.example" } });
  expect(other.status).toBe(401);
  expect(other.headers).not.toHaveProperty("access-control-allow-origin");

  const answer = await ask(proxy, "/v1/logs", { headers: fromPage, body: lines("from a page") });
  expect(answer).toMatchObject({ status: 200, headers: { "access-control-allow-origin": page } });
  expect(await stored("from a page")).toMatchObject([{ service: "dashboard", system, sent_by: "browser" }]);
  expect(await send("/v1/logs", fromPage, lines("in another name", "backend"))).toBe(200);
  expect(await stored("in another name")).toMatchObject([{ service: "unlisted", claimed_service: "backend", sent_by: "browser" }]);
  // Anyone can send as a browser, so the metric that ServiceUnlisted reads does not count lines from browsers.
  expect(await text(pipeline.metrics.logCounters)).not.toMatch(/^log_records_unlisted_total/m);
  expect(await send("/v1/metrics", fromPage, metrics(1))).toBe(404);
  for (const origin of [{}, { origin: "https://evil.example" }])
    expect(await send("/v1/logs", { ...bearer(browserToken), ...origin })).toBe(403);
  expect(await stored("from elsewhere")).not.toMatchObject([{ sent_by: expect.anything() as string }]);
}, 120_000);

it("a request of more than 8 MiB is refused, also if it is compressed", async () => {
  const large = lines("x".repeat(9 * 2 ** 20));
  expect(await send("/v1/logs", own, large)).toBe(413);
  expect((await ask(proxy, "/v1/logs", { headers: { ...own, "content-encoding": "gzip" }, body: gzipSync(large) })).status).toBe(400);
  expect(await send("/v1/logs", own, lines("still here"))).toBe(200);
}, 60_000);

it("a system that sends too many requests gets 429 and a time to wait, other systems do not, and it is accepted again later", async () => {
  const answers = await Promise.all(
    Array.from({ length: perSecond * 10 + 50 }, () => ask(proxy, "/v1/logs", { headers: own, body: lines("many") })),
  );
  const limited = answers.filter(({ status }) => status === 429);
  expect(limited.length).toBeGreaterThan(0);
  expect(answers.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(perSecond * 10);
  expect(limited[0]?.headers["retry-after"]).toBe("10");
  expect(await requests("too-many")).toBe(limited.length);
  expect(await send("/v1/logs", bearer(tokenOf("trades")))).toBe(200);
  expect(await send("/v1/logs", fromPage)).toBe(200);
  // HAProxy weights the previous 10 seconds by the share of them that the window still covers, so acceptance can take up to 20 seconds.
  await until("accepting the system again", async () => ((await send("/v1/logs", own)) === 200 ? true : undefined), 25);
}, 120_000);

it("while the gateway is down, the proxy answers 503, with which SDKs try again", async () => {
  await pipeline.gateway.kill();
  await until("503", async () => ((await send("/v1/logs", own)) === 503 ? true : undefined));
  await pipeline.gateway.start();
  await until("200", async () => ((await send("/v1/logs", own)) === 200 ? true : undefined));
}, 120_000);
